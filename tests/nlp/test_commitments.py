"""Commitments: every rule's examples through the finder, and the forms in which papers decide, ask and promise."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from minuted.extract.document import Cell, Document, Table
from minuted.extract.text import read_text
from minuted.nlp.commitments import find_commitments
from minuted.nlp.commitments.due import DUE_RULES, find_due
from minuted.nlp.commitments.rules import RULES
from minuted.nlp.facts import Commitment
from minuted.nlp.reading import Reading
from minuted.nlp.sentences import read_sentences


def read(text: str, document: Document | None = None) -> list[Commitment]:
    document = document or read_text(text)
    reading = Reading(document, council="Tarrowdale", committee="Scrutiny Committee", meeting_date=dt.date(2022, 6, 9))
    reading.sentences = read_sentences(document)
    find_commitments(reading)
    for found in reading.commitments:
        assert document.text[found.start : found.end] == found.quote
        assert found.rule and found.evidence
    assert [c.start for c in reading.commitments] == sorted(c.start for c in reading.commitments)
    return reading.commitments


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in rule.reads])
def test_each_rule_reads_its_examples(rule, text) -> None:
    (found,) = read(text)
    assert found.rule == rule.name
    wanted = rule.reads[text]
    assert (found.kind, found.owner, found.due_text) == (wanted["kind"], wanted["owner"], wanted["due_text"])


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in rule.ignores])
def test_no_rule_reads_what_it_ignores(rule, text) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in DUE_RULES for text in rule.reads])
def test_each_rule_of_due_words_reads_its_examples(rule, text) -> None:
    found = find_due(text)
    assert found is not None
    assert (text[found[0] : found[1]], found[2]) == (rule.reads[text], rule.name)


@pytest.mark.parametrize("rule", [*RULES, *DUE_RULES], ids=lambda rule: rule.name)
def test_no_rule_is_slow_on_a_long_sentence(rule) -> None:
    long = "the Head of Service and the Director would also then agree that the report on Ostley be " * 600
    started = time.perf_counter()
    rule.pattern.search(long)
    assert time.perf_counter() - started < 2


def kinds(text: str) -> list[tuple[str, str]]:
    return [(c.kind, c.quote) for c in read(text)]


def test_each_lettered_part_is_one_resolution_without_its_letter() -> None:
    found = read(
        "12. LIBRARIES\n\nRESOLVED –\n\n(a)  That the report be noted;\n\n"
        "(b)  That the Head of Libraries report to the September meeting; and\n\n(c)  That the Chair write "
        "to the Trust.\n\n"
        "Councillor Ash left the meeting at 8.15 pm.\n"
    )
    assert [(c.kind, c.quote, c.owner) for c in found] == [
        ("resolution", "That the report be noted", None),
        ("resolution", "That the Head of Libraries report to the September meeting", "the Head of Libraries"),
        ("resolution", "That the Chair write to the Trust", "the Chair"),
    ]
    assert found[1].due is not None
    assert found[1].due.label == "2022-09"
    assert found[1].reference == "(b)"
    assert found[1].item is not None
    assert found[1].body == "Scrutiny Committee"


def test_parts_that_run_on_in_one_sentence() -> None:
    assert kinds(
        "AGREED that (1) the outturn be noted, (2) the balance be kept in reserve, and (3) the Clerk review the fees."
    ) == [
        ("resolution", "the outturn be noted"),
        ("resolution", "the balance be kept in reserve"),
        ("resolution", "the Clerk review the fees"),
    ]


def test_a_resolution_of_two_decisions_without_letters() -> None:
    text = "RESOLVED that the sale of the four sites be approved and the proceeds be set aside for new homes."
    assert [quote for _, quote in kinds(text)] == [
        "that the sale of the four sites be approved",
        "the proceeds be set aside for new homes",
    ]


def test_a_part_that_blank_lines_break_is_one_part() -> None:
    text = (
        "RESOLVED - (i) That the comments be noted for\n\nfurther work.\n\n(ii) That the report be referred to Cabinet."
    )
    assert [quote for _, quote in kinds(text)] == [
        "That the comments be noted for\n\nfurther work",
        "That the report be referred to Cabinet",
    ]


def test_what_is_indented_under_a_part_is_not_a_part() -> None:
    text = (
        "RESOLVED\n\n1) That the grant be shared as follows:\n\n- transport £4,000\n- training £2,000\n\n"
        "2) That the plan be agreed.\n"
    )
    assert len(read(text)) == 2


def test_the_title_of_the_next_item_is_not_a_part() -> None:
    text = "9. Policies\n\nRESOLVED: To approve the policies.\n\n10. Schedule of Meetings\n\nThe schedule was read.\n"
    assert kinds(text) == [("resolution", "To approve the policies")]


def test_recommendations_after_a_lead_in_have_the_body_that_is_asked() -> None:
    found = read(
        "5. RECOMMENDATIONS\n\nThe Panel is asked to:\n\n(a) note the report; and\n"
        "(b) ask the Head of Parks to bring a costed plan by 31 January 2023.\n\nContact: ext. 4411\n"
    )
    assert [(c.kind, c.owner, c.due_text) for c in found] == [
        ("recommendation", "The Panel", None),
        ("recommendation", "the Head of Parks", "by 31 January 2023"),
    ]


def test_a_plan_on_a_slide() -> None:
    text = (
        "Next steps\n\n- Launch the new website in September\n- ICB to bring proposals to the Board in October\n\n"
        "Any questions?\n"
    )
    assert [(c.kind, c.owner) for c in read(text)] == [("action", None), ("action", "ICB")]


def test_an_action_log_gives_owner_date_status_and_answer() -> None:
    text = (
        "Actions arising\n\n| Ref | Action | Lead | Due | Status | Update |\n"
        "| 4 | Circulate the improvement plan to members | Head of Housing | 21 March 2022 | Complete |"
        " Sent on 2 March |\n"
        "| 5 | Arrange a visit to the depot | Clerk | April 2022 | Open | |\n"
    )
    first, second = read(text)
    assert (first.kind, first.owner, first.reference, first.status, first.response) == (
        "action", "Head of Housing", "4", "Complete", "Sent on 2 March",
    )  # fmt: skip
    assert first.due is not None
    assert first.due.label == "2022-03-21"
    assert (second.status, second.response) == ("Open", None)


def test_a_table_of_recommendations_with_the_executive_response() -> None:
    text = "RecommendationExecutive responseThat bus fares be frozenAccepted in part"
    cells = (
        Cell(0, 0, 0, 14, "Recommendation"), Cell(0, 1, 14, 32, "Executive response"),
        Cell(1, 0, 32, 56, "That bus fares be frozen"), Cell(1, 1, 56, 72, "Accepted in part"),
    )  # fmt: skip
    table = Table(cells, 2, 2, 0, len(text), header_rows=1)
    (found,) = read(text, Document(text, (), tables=(table,)))
    assert (found.kind, found.response) == ("recommendation", "Accepted in part")


def test_a_table_of_figures_is_no_action_log() -> None:
    assert (
        read("| Indicator | Q1 | Target |\n| Calls answered | 41 | 50 |\n| Visits made in the month | 7 | 9 |\n") == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "It had been agreed in 2021 that the scheme would be reviewed.",
        "RESOLVED that the minutes of the meeting held on 4 May 2022 be approved as a correct record.",
        "Apologies were received from Councillor Ash.",
        "Work is ongoing to improve timeliness.",
        "Members asked whether the figures would improve.",
        "The strategy says that every child will be safe.",
        "It was noted that 41 calls had been answered.",
        "The scheme would cost £40,000 a year.",
    ],
)
def test_what_is_no_commitment(text: str) -> None:
    assert read(text) == []


def test_reported_speech_keeps_what_is_promised_and_who_promised_for_himself() -> None:
    (passive,) = read("In reply, Councillor Reed said that a list of the posts would be placed in the library.")
    assert (passive.quote, passive.owner) == ("a list of the posts would be placed in the library", None)
    (own,) = read("The Repairs Manager said he would let her have the figure in writing.")
    assert own.owner == "The Repairs Manager"


def test_a_request_that_is_answered_at_once_is_only_the_action() -> None:
    text = "It was suggested that prices be compared with others. The Head of Leisure was happy to do this in July."
    assert [(c.kind, c.owner) for c in read(text)] == [("action", "The Head of Leisure")]


def test_a_question_that_nobody_could_answer_is_a_request() -> None:
    text = "A Member asked how many fines had been paid. The Manager did not have the number with her."
    assert [c.kind for c in read(text)] == ["request"]


def test_a_quote_begins_with_whoever_promises() -> None:
    text = "It was not possible to say at the meeting, but the Clerk undertook to bring the list to the next meeting."
    (found,) = read(text)
    assert found.quote == "the Clerk undertook to bring the list to the next meeting"
    (asked,) = read("Councillor Ash thanked officers and asked for the costs to be shown by ward.")
    assert asked.quote == "asked for the costs to be shown by ward"


@pytest.mark.parametrize(("kind", "count"), [("report", 0), ("minutes", 1)])
def test_a_report_that_describes_promises_nothing(kind: str, count: int) -> None:
    text = "New homes would be provided over a range of tenures."
    document = read_text(text)
    reading = Reading(document, kind=kind)
    reading.sentences = read_sentences(document)
    find_commitments(reading)
    assert len(reading.commitments) == count


def test_the_second_of_two_promises_has_the_subject_of_the_first() -> None:
    first, second = read("The Treasurer would write to the firm, and agreed to circulate the accounts in May.")
    assert (first.owner, second.owner) == ("The Treasurer", "The Treasurer")


def read_as(kind: str, text: str) -> list[tuple[str, str]]:
    document = read_text(text)
    reading = Reading(document, "Tarrowdale", "Scrutiny Committee", dt.date(2022, 6, 9), kind)
    reading.sentences = read_sentences(document)
    find_commitments(reading)
    return [(c.kind, c.quote) for c in reading.commitments]


@pytest.mark.parametrize(
    "text",
    [
        "The reserves policy will be reviewed annually to ensure that it is prudent.",
        "The Council will ensure that every depot is safe.",
        "The strategy will deliver real change for Ostley by 2030.",
        "The Panel endorsed the plan on 4 May 2021.",
        "The Lead Member agreed to review the fares.",
        "Bus numbers will be checked if a complaint is received.",
        "The grant was due to end after May 2021 but has been kept.",
        "The strategy will:\n\n- ensure that homes are warm\n- set out how bids are ranked\n",
    ],
)
def test_what_a_report_tells_of_is_not_promised(text: str) -> None:
    assert read_as("report", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Head of Parks will publish the plan in May.",
        "By September the new depot will be opened.",
        "The Section 151 Officer will write to all schools.",
    ],
)
def test_what_a_report_undertakes_is_read(text: str) -> None:
    assert [kind for kind, _ in read_as("report", text)] == ["action"]


def test_what_leads_in_to_parts_is_no_part() -> None:
    text = "RECOMMENDATIONS\n\n1. that Cabinet agree to:\n\n(a) adopt the scheme; and\n\n(b) note the costs.\n"
    assert all("agree to" not in quote for _, quote in read_as("report", text))
    assert read_as("report", "RECOMMENDATIONS\n\n1. to RESOLVE that\n\n2. That the plan be agreed.\n") == [
        ("recommendation", "That the plan be agreed")
    ]


def test_a_list_of_what_is_proposed_is_recommended_without_its_reasons() -> None:
    text = (
        "The following measures have been proposed for removal after review:\n\n"
        "- 3: Letters answered in ten days – this is no longer counted.\n\n- 9: Visits to Wren Hall museum.\n"
    )
    assert [kind for kind, _ in read_as("report", text)] == ["recommendation"] * 2
    assert all("no longer" not in quote for _, quote in read_as("report", text))


def test_a_request_is_not_answered_by_what_is_agreed_next() -> None:
    text = (
        "Members asked for a breakdown of the cost of taxis by ward, to be provided by 31 July. "
        "It was agreed that the Director would circulate a note on foster carers by 31 July.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["request", "action"]


@pytest.mark.parametrize(
    "lead",
    [
        "RESOLVED, after a show of hands (7 for, 3 against) –",
        "It was agreed that –",
        "IT WAS AGREED",
        "PENDERFYNWYD / RESOLVED",
        "Outcome:",
        "4.2  The IJB:",
        "Thereafter, the Panel:-",
    ],
)
def test_decisions_are_led_in_to_in_more_ways(lead: str) -> None:
    text = f"The depot was seen.\n\n{lead}\n\n(1) approve the sale of the depot;\n\n(2) ask the Clerk to tell Ostley.\n"
    assert [kind for kind, _ in kinds(text)] == ["resolution", "resolution"]


@pytest.mark.parametrize(
    "lead", ["Officers propose that Members:", "We are asking the Panel to:", "CABINET IS RECOMMENDED TO"]
)
def test_what_officers_ask_is_recommended(lead: str) -> None:
    text = f"The bridge is weak.\n\n{lead}\n\nA. Note the survey.\n\nB. Approve the repair.\n"
    assert read_as("report", text) == [("recommendation", "Note the survey"), ("recommendation", "Approve the repair")]


def test_a_body_with_a_list_of_its_duties_decides_nothing() -> None:
    assert read_as("report", "The Board:\n\n(1) twelve members;\n\n(2) quorum of four.\n") == []


def test_parts_that_run_on_in_a_paragraph_of_several_sentences() -> None:
    text = "Resolved - (1) That the letter be noted. (2) That a tree be planted. (3) That the hall be let."
    assert [quote for _, quote in kinds(text)] == [
        "That the letter be noted",
        "That a tree be planted",
        "That the hall be let",
    ]


def test_verbs_in_capitals_are_a_decision_each() -> None:
    assert [c.quote for c in read("The Panel NOTED the survey, and ASKED the Clerk to mend the gate by 4 May.")] == [
        "The Panel NOTED the survey",
        "ASKED the Clerk to mend the gate by 4 May",
    ]


def test_decisions_parted_by_semicolons() -> None:
    assert (
        len(read("RESOLVED: that the plan be noted; that the Mayor be asked to write; and that a shed be built.")) == 3
    )


def test_what_is_said_after_a_decision_in_its_paragraph_is_read() -> None:
    text = "RESOLVED that the fee be £4. The Clerk will write to the Trust in May.\n"
    assert [kind for kind, _ in kinds(text)] == ["resolution", "action"]
