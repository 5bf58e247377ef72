"""The words that commitments are made of: who acts, what they do, and what is only said of the future.

Each list is closed and sorted by meaning, not by frequency; a word that council papers use and that is missing here is
one word to add.
"""

from __future__ import annotations

import re

ACTORS = """
accountant agencies agency applicant applicants adviser advisor advisers ambassador architect assembly association
auditor auditors authority authorities board boards body bureau cabinet ccg chair chairman chairmen chairperson chairs
chairwoman chief clerk clerks clinician college colleagues commander commission commissioner commissioners committee
committees company consortium constable constabulary consultant consultants contractor contractors convener convenor
coordinator co-ordinator council councils councillor councillors counsel custodian department departments deputy desk
developer director directors directorate engineer engineers executive executives federation force funder funders forum
forums governor governors group head headteacher headteachers heads healthwatch icb inspector inspectors lead leader
leaders leads librarian landlord landowner landowners lawyer licensee manager managers marshal mayor member members
midwife minister ministers ministry nurse nurses ofsted office officer officers ombudsman operator owner panel panels
parliament partner partners partnership partnerships pct planner police portfolio practitioner president principal
professional proper provider providers provost ranger rangers rapporteur registrar reporter representative
representatives secretary section sergeant service services solicitor specialist staff steward supplier suppliers
sub-committee subcommittee superintendent supervisor surveyor surveyors team teams technician treasurer trust trusts
trustees union university vice-chair vice-chairman vice-chairperson warden wardens worker workers party
"""
"""Nouns whose bearers act: "the Head of Housing", "the Trust", "officers"."""

PRONOUNS = "he she they we i"

DELIVER = """
address advertise advise alert amend answer append appoint approach arrange ascertain ask attach attend audit
benchmark book brief bring canvass chase check circulate clarify co-opt collate come commission compare compile
complete conclude conduct confirm consider consult contact convene convey coordinate correct cost deal deliver
determine discuss disseminate distribute do double-check draft draw e-mail email encourage endeavour enquire ensure
escalate establish evaluate examine explain explore feed feedback finalise find follow forward gather get give
highlight hold host identify include inform inquire inspect instruct introduce investigate invite issue launch let
liaise lobby log look make map meet mention monitor nominate notify obtain organise pass phone pick place post
prepare present press produce propose provide publicise publish pursue put raise re-circulate re-issue re-present
recirculate record refer reflect refresh reissue relay remind reply report request research resend respond resubmit
return review revise revisit rewrite ring run schedule scope scrutinise seek send set share show sign speak submit
supply survey table take telephone tell tidy trace train translate undertake update upload verify visit walk work
write
"""
"""What is done to follow something up: enough to make an undertaking without a date."""

CHANGE = """
abolish acquire add adopt amalgamate apply award begin build buy centralise cease change clear close commence
complete convert create cut design develop digitise double employ end erect expand extend fill finish fit freeze
fund go implement improve increase install invest join keep lease maintain mature merge migrate move open operate
pay pilot plant procure publish purchase reach re-let re-open re-tender recruit reduce refurbish release relocate
remove renew repair replace replenish resume retender retain roll sell separate serve spend staff start stop submit
supply suspend switch target test trial transfer upgrade use visit widen withdraw
"""
"""What is done to services: an undertaking only with a date, or where somebody is named who is to do it."""

TOLD = """
advised brought circulated copied e-mailed emailed fed forwarded informed looked notified posted presented published
raised re-circulated recirculated relayed reported republished sent shared shown submitted supplied tabled told
uploaded written
"""
"""Participles of telling and bringing: an undertaking wherever they stand."""

PASSIVES = """
actioned added addressed adopted advertised advised agreed amended analysed answered briefed appended appointed
approached approved arranged attached audited authorised benchmarked broken brought carried chased checked chosen
circulated clarified co-opted collated commissioned compared compiled completed concluded conducted confirmed
considered consulted contacted convened corrected costed cut dealt delivered discussed distributed drafted drawn
e-mailed emailed established evaluated examined explained explored fed finalised fixed followed forwarded found given
held identified included incorporated informed inspected introduced investigated invited issued kept laid launched
left let listed logged looked made mapped mended monitored nominated notified obtained offered organised passed picked
placed posted prepared presented produced provided publicised published pursued put raised re-circulated re-issued
read rebuilt recirculated recorded redrawn referred refreshed reissued relayed reminded repaired repeated reported
republished requested researched responded resubmitted reviewed revised revisited rewritten run scheduled scoped
scrutinised sent set shared shown signed sought split spoken submitted supplied surveyed tabled taken taught
telephoned tightened told translated undertaken updated uploaded verified written
"""
"""Participles of ``DELIVER``: "a note would be circulated"."""

CHANGED = """
abolished acquired applied awarded begun built bought cleared closed commenced converted created developed digitised
employed erected expanded extended filled finished fitted frozen funded implemented improved increased installed
merged migrated moved opened piloted planted procured purchased recruited re-opened re-tendered reduced refurbished
relocated removed renewed repaired replaced resumed retendered rolled started stopped submitted suspended switched
tested transferred trialled upgraded widened withdrawn
"""
"""Participles of ``CHANGE``: an undertaking only with a date."""

DECIDE = """
accept acknowledge adopt agree allocate amend appoint approve ask authorise award champion clarify comment commend
commission confirm consider continue decline defer delegate determine direct discuss encourage endorse establish
examine grant indicate instruct invite identify lobby monitor note object object oppose permit proceed provide
receive recommend refer refuse reject request require rescind resolve retain review revise scrutinise set support
suspend terminate thank urge welcome withdraw withhold write undertake launch
"""
"""What a body does when it decides: "to note", "notes", "noted"."""


def words(listed: str) -> tuple[str, ...]:
    """The words of a list above, longest first so that a pattern prefers "re-circulate" to "re"."""
    return tuple(sorted(set(listed.split()), key=lambda word: (-len(word), word)))


def one_of(*listed: str) -> str:
    """A regular expression for any word of the lists, grouped by first letter: ``re`` is through them sooner.

    >>> one_of("note notes agree")
    '(?:a(?:gree)|n(?:otes|ote))'
    """
    letters: dict[str, list[str]] = {}
    for word in words(" ".join(listed)):
        letters.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(letters.items())) + ")"


def third_person(verb: str) -> str:
    """``notes`` for ``note``.

    >>> [third_person(v) for v in ("note", "press", "supply", "do")]
    ['notes', 'presses', 'supplies', 'does']
    """
    if verb.endswith(("s", "sh", "ch", "x", "z")) or verb in ("do", "go"):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def past(verb: str) -> str:
    """``noted`` for ``note``: the regular past, and those irregular ones that decisions use.

    >>> [past(v) for v in ("note", "defer", "permit", "set", "undertake")]
    ['noted', 'deferred', 'permitted', 'set', 'undertook']
    """
    irregular = {
        "set": "set",
        "withdraw": "withdrew",
        "write": "wrote",
        "undertake": "undertook",
        "withhold": "withheld",
    }
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in ("defer", "refer", "permit"):
        return verb + verb[-1] + "ed"
    return verb + "ed"


DECIDE_FORMS = " ".join({form for v in DECIDE.split() for form in (v, third_person(v), past(v))})
"""Base, third person and past of ``DECIDE``."""
ACT_FORMS = " ".join({form for v in (DELIVER + CHANGE + DECIDE).split() for form in (v, third_person(v))})
"""Base and third person of everything that somebody can be told to do."""
