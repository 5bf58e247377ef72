"""What somebody undertook to do."""

from __future__ import annotations

from minuted.nlp.commitments.patterns import (
    ADVERBS,
    ANY_DEED,
    CHANGED_BY,
    CHANGES,
    DELIVERED,
    DELIVERS,
    TOLD_BY,
    Undertaking,
    reads,
    rule,
)

PROMISES: tuple[Undertaking, ...] = (
    rule(
        "agreed_to_do",
        rf"(?i:^it was (?:also |further |then |unanimously )?agreed (?P<verb>to (?:{DELIVERS}|{CHANGES}))\b)",
        passive=True,
        reads={"It was agreed to run the survey again.": reads("action")},
    ),
    rule(
        "agreed_to",
        rf"(?<!be )(?<!being )(?<!been )(?<!were )(?<!was )\b(?:(?:has |have )?(?:agreed|undertook|undertaken|"
        rf"promised|offered|pledged|volunteered|"
        rf"committed)|(?:was|were|is|are) (?:willing|happy|content|"
        rf"prepared)) {ADVERBS}to\s+{ADVERBS}(?!note\b|support\b)(?:{ANY_DEED}|help|act|have|being)\b",
        reads={
            "The Head of Leisure agreed to circulate the survey by 4 March.": reads(
                "action", "The Head of Leisure", "by 4 March"
            ),
            "She promised to send Members the dates.": reads("action", "She"),
        },
        ignores=(
            "The contractor had agreed to reduce the price.",
            "A survey would need to be undertaken to find the cause.",
        ),
    ),
    rule(
        "committed_to_doing",
        r"(?<!remains )(?<!remain )(?<!remained )(?<!is )(?<!are )\bcommitted (?:itself |himself |herself |"
        r"themselves )?to (?!(?:deliver|improv|support|ensur|work|mak|provid|keep|maintain)ing)\w+ing\b",
        needs="owner",
        reads={"The Director committed to sharing the wording with members.": reads("action", "The Director")},
    ),
    rule(
        "agreed_that",
        r"\b(?:[Ii]t was (?:also |further |then )?(?:agreed|resolved)|(?<!had )(?<!been )(?:agreed|undertook|"
        r"promised|gave an undertaking))\W{1,2}that\b(?P<verb>.*)",
        passive=True,
        reads={
            "It was agreed that a breakdown by ward be brought to the next meeting.": reads(
                "action", None, "to the next meeting"
            ),
        },
        ignores=("It was agreed that performance had been poor.",),
    ),
    rule(
        "confirmed_that",
        rf"\b[Ii]t was (?:also |further |then )?confirmed that\b.{{0,200}}?\b(?:would|"
        rf"will) {ADVERBS}(?P<verb>be {ADVERBS}{DELIVERED})\b",
        passive=True,
        reads={"It was confirmed that this would be reported back to the Board.": reads("action")},
        ignores=("It was confirmed that numbers would go down.",),
    ),
    rule(
        "somebody_to",
        rf"^(?P<who>[^.;]{{2,80}}?) (?P<verb>to {ADVERBS}(?:{DELIVERS}|{CHANGES}))\b",
        needs="owner",
        reads={"Cllr Leggett to chase the County Council again.": reads("action", "Cllr Leggett")},
        ignores=("The aim was to publish more.", "The code allows each Council to publish a summary."),
    ),
    rule(
        "next_steps_are",
        rf"\b(?:[Nn]ext steps?|[Aa]ctions?) (?:is|are|were|was) (?P<verb>to {ADVERBS}[a-z]+)",
        passive=True,
        reads={"The next steps are to agree the form and to publish it.": reads("action")},
    ),
    rule(
        "would_deliver",
        rf"\b(?:would|will|shall|'ll) {ADVERBS}(?P<verb>{DELIVERS})\b(?! (?:rise|fall))",
        needs="owner",
        reads={
            "She would write to all managers.": reads("action", "She"),
            "The Clerk will chase the contractor.": reads("action", "The Clerk"),
        },
        ignores=("The scheme would include a café.", "It would take three years."),
    ),
    rule(
        "would_be_told",
        rf"\b(?:would|will|shall) {ADVERBS}(?P<verb>be {ADVERBS}{TOLD_BY})\b(?! by (?:the|this|our)\b)",
        passive=True,
        reads={"A summary would be sent to Members.": reads("action")},
    ),
    rule(
        "would_be_delivered",
        rf"\b(?:would|will|shall) {ADVERBS}(?P<verb>be {ADVERBS}{DELIVERED})\b",
        passive=True,
        needs="date_in_report",
        reads={"The matter would be considered.": reads("action")},
        ignores=("A new fan would normally be fitted within a week.",),
    ),
    rule(
        "would_be_changed",
        rf"\b(?:would|will|shall|is to|are to|was to|"
        rf"were to) {ADVERBS}(?P<verb>(?:not )?be {ADVERBS}(?:{CHANGED_BY}|{DELIVERED}))\b",
        passive=True,
        needs="due",
        reads={"The kiosks will be installed by January 2016.": reads("action", None, "by January 2016")},
        ignores=("Statements would be replaced by plans.",),
    ),
    rule(
        "will_change",
        rf"\b(?:would|will|shall) {ADVERBS}(?P<verb>{CHANGES}|{DELIVERS}|undergo|come|do so|meet|reach)\b",
        needs="due",
        reads={"A sixth adviser would start in September.": reads("action", None, "in September")},
        ignores=(
            "Numbers will reach 2,400 by March.",
            "Demand will increase in the next ten years.",
            "After a first trial in May 2021, the packs will change.",
        ),
    ),
    rule(
        "due_to",
        rf"\b(?:is|are|was|were) (?:due|planned|scheduled|programmed|intended|timetabled|"
        rf"on track) (?P<verb>to (?:{ANY_DEED}|be|go|come|have)|for)\b",
        needs="due",
        passive=True,
        reads={"The new model is due to be launched in May.": reads("action", None, "in May")},
        ignores=("The fall was due to better recording in May.",),
    ),
    rule(
        "will_be_ready",
        r"\b(?:would|will|shall|should|is to|are to) (?:now |then |also |all )?(?P<verb>be (?:fully |up and |"
        r"back )?(?:in (?:place|post|use|force|operation|full use)|available|ready|complete|live|operational|"
        r"running|open|finalised|on (?:site|line)|online|up to date|the subject of|back to|with (?:members|"
        r"councillors)|kept (?:informed|updated|up to date)))\b",
        passive=True,
        needs="due",
        reads={"The new pathway will be in place by 1 November 2023.": reads("action", None, "by 1 November 2023")},
        ignores=("The car park would be available to all.",),
    ),
    rule(
        "plans_to",
        rf"\b(?:plan|plans|planned|intend|intends|intended|hope|hopes|"
        rf"hoped) (?:to (?:be able to )?{ADVERBS}(?:{ANY_DEED}|have|go|be {ADVERBS}(?:{DELIVERED}|"
        rf"{CHANGED_BY}|in place|ready|complete)))\b",
        needs="due",
        reads={"We plan to open the second home by spring 2025.": reads("action", "We", "by spring 2025")},
        ignores=("We plan to open a second home.",),
    ),
    rule(
        "expected_to",
        r"\b(?:is|are|was|were) (?:now |currently )?expected (?P<verb>to (?:be )?(?:completed?|start|begin|"
        r"open|report|published?|launch(?:ed)?|go live|return|conclude|finish|submit(?:ted)?|present(?:ed)?|"
        r"issued?|sign(?:ed)?|in place|operational))\b",
        needs="due",
        passive=True,
        reads={"The review is expected to report in May.": reads("action", None, "in May")},
        ignores=("Numbers are expected to reach 400 by May.",),
    ),
    rule(
        "has_been_asked",
        r"^(?P<who>.*?)\b(?:has|have) been (?:asked|requested|instructed|tasked|commissioned) to\b",
        reads={"The auditor has been asked to look at the contract again.": reads("action", "The auditor")},
    ),
    rule(
        "happy_to",
        rf"\b(?:would be|will be) (?:happy|pleased|willing|glad|"
        rf"able) (?:to {ADVERBS}(?:{DELIVERS}))\b(?! (?:any )?questions)",
        needs="owner",
        reads={"The Librarian would be happy to share the figures.": reads("action", "The Librarian")},
    ),
    rule(
        "would_come_back",
        r"\b(?:would|will) (?P<verb>(?:come|go|return) (?:back )?(?:to|before) (?:the|this|a|its|our|"
        r"full)?\s?(?:[\w'’-]+ ){0,3}?(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ouncil|[Mm]eeting|"
        r"[Ff]orum|[Ee]xecutive))\b",
        passive=True,
        reads={"The policy would come back to the Committee.": reads("action")},
    ),
    rule(
        "will_follow",
        r"\b(?:would|will|is to|are to) (?P<verb>follow|be forthcoming|"
        r"be the subject of a (?:further )?report)\b(?! (?:the|a|an|this|on|up)\b)",
        passive=True,
        reads={"A written answer would follow.": reads("action")},
    ),
    rule(
        "was_promised",
        r"^(?:A|An|The|This|Further|More|Full)\b[^.;,]{0,60}\b(?:report|note|briefing|update|paper|details?|figures|"
        r"answer|reply|response|letter|copy|copies|list|breakdown|analysis|visit|presentation|information)\b"
        r"[^.;,]{0,60}? "
        r"(?P<verb>(?:was|were) (?:also )?(?:promised|undertaken|offered))\b(?! to (?!members|the|all))",
        passive=True,
        reads={"A fuller note was promised for the May meeting.": reads("action", None, "for the May meeting")},
        ignores=("The families were promised a home.",),
    ),
    rule(
        "was_to",
        rf"\b(?:was|were) (?P<verb>to {ADVERBS}(?:{ANY_DEED}|finish|meet|go|come|have))\b",
        needs="due",
        reads={"The trial was to finish on 30 November.": reads("action", None, "on 30 November")},
        ignores=("The aim was to finish the work.", "The intention was to open by May."),
    ),
    rule(
        "will_have",
        r"\b(?:would|will|'ll) (?P<verb>have|know|be able to (?:say|report|provide|share|confirm|give|bring))\b",
        needs="due",
        reads={"She would have the figures by 4 March.": reads("action", "She", "by 4 March")},
    ),
    rule(
        "is_to_deliver",
        rf"\b(?:is|are) to (?P<verb>{DELIVERS}|{CHANGES})\b",
        needs="owner",
        reads={"The Trust is to publish its response in May.": reads("action", "The Trust", "in May")},
    ),
    rule(
        "to_be_delivered",
        rf"^[^.;]{{3,160}}?(?<!ing )(?<!has )(?<!seemed )(?<!appeared )(?<!found )"
        rf"(?<!had )(?<!have )(?<!need )(?<!needs )(?<!needed )(?<!yet )(?<!likely )(?<!able "
        rf")(?<!expected )(?<!required )(?<!proposed )(?<!still )(?P<verb>to be {ADVERBS}(?:{DELIVERED}|"
        rf"{CHANGED_BY}))\b",
        needs="due",
        passive=True,
        reads={"Half-plots to be offered from January.": reads("action", None, "from January")},
        ignores=("Nine homes ceasing to be let in May.",),
    ),
)
"""In order, after ``requests.REQUESTS``: the first rule that reads a clause decides."""
