"""What became of a commitment, from the words of the sentence that answers it: done, partly, repeated, superseded."""

from __future__ import annotations

import re
from typing import Literal

Outcome = Literal["done", "partly", "repeated", "superseded"]

SUPERSEDED = re.compile(
    r"\b(?:instead|no longer|not (?:be|to be) (?:proceeded with|pursued|taken forward|progressed)|withdrawn|"
    r"(?:has|have|had|was|were) been (?:replaced|overtaken|superseded)|overtaken by|superseded|"
    r"decided (?:not to|against)|decision (?:\w+ ){0,4}(?:not to|to not)|"
    r"not to proceed|abandoned|rejected|declined|not accepted|remain(?:s|"
    r"ed)? (?:at|unchanged)|would not (?:be|now be) (?:going ahead|introduced))\b",
    re.IGNORECASE,
)
REPEATED = re.compile(
    r"\b(?:(?:had|has|have|was|were|is|did) not (?:yet )?(?:been |be |be able |gone|completed|received|"
    r"possible|say|have|in the papers)|not (?:yet )?(?:been )?(?:possible|available|received|completed|ready|"
    r"enough)|still (?:awaited|awaiting|outstanding|waiting|to be (?:received|done))|"
    r"reminded|asked (?:for this )?again|again asked|asked when|(?:been )?(?:deferred|held over|postponed|"
    r"delayed) (?:to|until|from this)|repeated (?:his|her|their|the|its) request|apologised|"
    r"(?:is|are|was|were|be|remain(?:s|ed)?|still) outstanding|the outstanding (?!\d)|"
    r"will (?:present|be available|be reported|report|be brought)|would (?:be reported|report|be available|"
    r"be brought|be with)|"
    r"will now be|no (?:record|sign|trace) of|(?<!having been )(?:delayed|deferred)\b(?! from (?!this|today))|"
    r"not (?:yet|received|been)|never (?:been|received)|remains? to be|"
    r"expected to (?:see|have)|did not (?:say|include|give|show)|was not (?:in|included)|not in the papers|chase)\b",
    re.IGNORECASE,
)
PARTLY = re.compile(
    r"\b(?:so far|to date|still to (?:be|come)|yet to (?:be )?|some of|part(?:ly|ially)|remainder|"
    r"the (?:others?|rest)|not all|all but|had been appointed|is expected to|was expected to|"
    r"were expected to|(?:has|have|had) (?:begun|started) (?:but|and)|under way|underway|"
    r"rather than|pointed out that|\d+ of (?:the )?\d+|in progress|are being|is being|invitations|ongoing|"
    r"would attend in|a date .{0,40}(?:fixed|agreed))\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:(?:had|has|have) (?:now |since |also |already )?(?:been|gone|met|taken|accepted|considered|sent|"
    r"written|completed|received|agreed|signed|begun|started|raised|provided|circulated|issued|made|"
    r"been able|qualified)|(?:was|were) (?:now )?(?:sent|circulated|tabled|attached|provided|completed|"
    r"finished|"
    r"posted|deployed|presented|received|appended|issued|in attendance|held|appointed|emailed|e-mailed|"
    r"carried out|installed|published|opened|reported)|is complete|"
    r"presented|introduced|wrote to|considered|closed|attended|tabled|listed|took place|"
    r"went live|gone live|sets out|set out|thanked|confirmed receipt|spoke to|in response to (?:a|"
    r"the) request|"
    r"as (?:requested|asked|recommended|agreed)|requested by|broke down|broken down|for the first time|"
    r"reported (?:progress|that all)|gave a presentation|be endorsed|be supported|be noted|following)\b",
    re.IGNORECASE,
)


REQUEST = re.compile(
    r"\b(?:asked (?:for|that|whether|if)|asks|requested (?:that|the|an?|to|information)|requests|undert(?:ook|akes) to|"
    r"agree[sd]? (?:to|that)|promised|be (?:asked|requested|recommended|invited)|recommends?|"
    r"(?:will|would|should|is to|are to|was to|were to) (?!have\b))",
    re.IGNORECASE,
)
"""Words of a request or a promise: made once more it is no answer, whatever else the sentence tells."""
UNSAID = ("a figure", "told as a fact", "following", "be noted", "be supported", "be endorsed")
"""Reasons for ``done`` where no word says that something was done: a bare telling needs a surer link."""


def outcome_of(answer: str, following: str, *, wants_figure: bool) -> tuple[Outcome, str]:
    """The outcome, and the words that tell it; ``following`` is the sentence after the answer in the same passage.

    >>> outcome_of("A reply had been received and was tabled.", "", wants_figure=False)
    ('done', 'had been')
    >>> outcome_of("The letter had not yet gone.", "", wants_figure=False)[0]
    'repeated'
    >>> outcome_of("There is no record of an answer.", "", wants_figure=True)[0]
    'repeated'
    >>> outcome_of("The Director agreed to report back on absence.", "", wants_figure=False)[0]
    'repeated'
    >>> outcome_of("The decision had been made to not refer the item to Cabinet.", "", wants_figure=False)[0]
    'superseded'
    >>> outcome_of("Six of the ten homes had been inspected so far.", "", wants_figure=False)[0]
    'partly'
    """
    if found := SUPERSEDED.search(answer):
        return "superseded", found[0]
    if found := REPEATED.search(answer):
        return "repeated", found[0]
    if found := PARTLY.search(answer):
        return "partly", found[0]
    if following and (
        found := re.search(
            r"\b(?:still to be|(?:to|would|will) follow|"
            r"had sent (?:his|her|their) apologies|pointed out that|yet to)\b",
            following,
        )
    ):
        return "partly", found[0]
    done = DONE.search(answer)
    if done is None and (asked := REQUEST.search(answer)):
        return "repeated", asked[0]
    return "done", done[0] if done else ("a figure" if wants_figure else "told as a fact")
