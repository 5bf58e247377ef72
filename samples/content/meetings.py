"""Minutes and issue histories as modern.gov shows them."""

from __future__ import annotations

from typing import Any

from samples.modgov import agenda_item, issue_history, whole_meeting
from samples.paper import CABINET, CHILDREN, Fact, Paper, Promise


def item_2025_11() -> bytes:
    return agenda_item(
        CHILDREN,
        "Tuesday, 18th November, 2025 6.00 pm",
        "2025-11-18",
        (214, 1187),
        "Children's Services performance report, Quarter 2 2025/26",
        "Report of the Director of Children's Services",
        [
            "The Committee received the performance report for the second quarter of 2025/26, July to September 2025.",
            "The Director said that care numbers had continued to rise. There were 432 children in care at the end of "
            "September 2025, against 411 at the end of September 2024. Demand was seen in:",
            "- older teenagers, who made up 38% of new entrants;",
            "- unaccompanied children, of whom there were 29; and",
            "- families new to Tarrowdale.",
            "The question was put why only 79% of assessments had been completed on time. It was explained that "
            "four posts in "
            "the assessment team had been vacant since June.",
            "Members asked for a breakdown of the cost of home to school transport by ward and by type of "
            "vehicle, to be "
            "provided by 31 January 2026.",
            "It was agreed that the Director would circulate a note on the recruitment of foster carers by 31 "
            "January 2026.",
            "Members requested information on spending on agency social workers and on vacancies in each team.",
            "The Committee asked that officers review the opening hours of family hubs.",
            "RESOLVED    -           (i)         That performance at the end of Quarter 2 be noted.",
            "                                    (ii)        That Cabinet be asked to consider extra capacity "
            "for statutory "
            "assessments before the 2026/27 budget is set.",
        ],
    )


def meeting_2026_02() -> bytes:
    return whole_meeting(
        CHILDREN,
        "Tuesday, 10th February, 2026 6.00 pm",
        "2026-02-10",
        (214, 1203),
        [
            ("1", "Apologies for absence", ["Apologies were received from Councillor Lorcan Veale."]),
            ("2", "Declarations of interest", ["There were none."]),
            (
                "3",
                "Actions from the last meeting",
                [
                    "The note on the recruitment of foster carers had been circulated on 22 January 2026. It "
                    "showed that 38 "
                    "households had been approved in 2025. The action was complete.",
                    "The breakdown of the cost of home to school transport, due by 31 January 2026, had not been "
                    "received. The "
                    "Director said that it would be provided by the end of April 2026.",
                    "Spending on agency social workers had been supplied: £2.3m in the nine months to December "
                    "2025. Vacancies in "
                    "each team would follow by March 2026.",
                ],
            ),
            (
                "4",
                "Performance of Children's Services, Quarter 3 2025/26",
                [
                    "The Performance Manager said that the final figure for EHC plans issued within 20 weeks in "
                    "Quarter 2 was 58%, "
                    "not the provisional 62% reported in November.",
                    "The rate of looked after children was 92.6 per 10,000, compared with 84.4 per 10,000 for "
                    "statistical "
                    "neighbours.",
                    "A member asked for the findings of exit interviews with social workers who had left since "
                    "April 2025.",
                    "RESOLVED:",
                    "(a) That the report be noted; and",
                    "(b) That Cabinet be recommended to review the target for EHC plans issued within 20 weeks "
                    "by June 2026.",
                ],
            ),
            (
                "5",
                "Children's mental health",
                [
                    "The Committee heard that 64% of referrals were seen within 4 weeks in December 2025 and "
                    "that 211 children were "
                    "waiting.",
                    "The Director of Public Health agreed to report back on waiting times in June 2026.",
                    "RESOLVED: That the update be noted.",
                ],
            ),
        ],
    )


def transport_history() -> bytes:
    return issue_history(
        "Home to school transport",
        3318,
        [
            (
                f"22 September 2026 - {CHILDREN}",
                [
                    "Members expressed concern that the breakdown of the cost of home to school transport by "
                    "ward, first asked for "
                    "on 18 November 2025, was still outstanding.",
                    "The Director of Children's Services apologised and undertook to provide it by 31 October 2026.",
                ],
            ),
            (
                f"8 September 2026 - {CABINET}",
                [
                    "The forecast overspend on home to school transport for 2026/27 was £755,000.",
                    "RESOLVED that a recovery plan for transport be brought to Cabinet in January 2027.",
                ],
            ),
            (
                f"10 February 2026 - {CHILDREN}",
                [
                    "The Director said that the breakdown would be provided by the end of April 2026.",
                ],
            ),
            (
                f"18 November 2025 - {CHILDREN}",
                [
                    "Members asked for a breakdown of the cost of home to school transport by ward and by type "
                    "of vehicle, to be "
                    "provided by 31 January 2026.",
                ],
            ),
        ],
        "For determination",
    )


def q(quote: str, value: float, unit: str, measure: str, period: str | None, **more: Any) -> Fact:
    return Fact(quote, value, unit, measure, period, **more)


PAPERS = (
    Paper(
        "children-2025-11-18-item-6.html",
        CHILDREN,
        "2025-11-18",
        "minutes",
        "Children's Services performance report, Quarter 2 2025/26: minutes",
        item_2025_11,
        (
            q("432", 432, "count", "children in care", "2025-09-30"),
            q("411", 411, "count", "children in care", "2024-09-30"),
            q("38%", 38, "percent", "older teenagers new entrants", "*"),
            q("29", 29, "count", "unaccompanied children", "*"),
            q("79%", 79, "percent", "assessments completed", "Q2 2025/26"),
        ),
        (
            Promise("asked for a breakdown of the cost of home to school transport", "request", due="2026-01-31"),
            Promise("circulate a note on the recruitment of foster carers", "action", "the Director", "2026-01-31"),
            Promise("requested information on spending on agency social workers", "request"),
            Promise("review the opening hours of family hubs", "request"),
            Promise("performance at the end of Quarter 2 be noted", "resolution"),
            Promise("Cabinet be asked to consider extra capacity", "resolution"),
        ),
        head_says=True,
    ),
    Paper(
        "children-2026-02-10-meeting.html",
        CHILDREN,
        "2026-02-10",
        "minutes",
        "Agenda and minutes, 10 February 2026",
        meeting_2026_02,
        (
            q("£2.3m", 2300000, "gbp", "agency social workers", "2025-04/2025-12"),
            q("58%", 58, "percent", "EHC plans issued within 20 weeks", "Q2 2025/26"),
            q("92.6 per 10,000", 92.6, "per_10000", "looked after children", "Q3 2025/26"),
            q(
                "84.4 per 10,000",
                84.4,
                "per_10000",
                "looked after children",
                "Q3 2025/26",
                role="comparator",
                area="statistical neighbours",
            ),
            q("64%", 64, "percent", "referrals seen within 4 weeks", "2025-12"),
            q("211", 211, "count", "children waiting", "2025-12"),
        ),
        (
            Promise("provided by the end of April 2026", "action", due="2026-04-30"),
            Promise("would follow by March 2026", "action", due="2026-03"),
            Promise("asked for the findings of exit interviews", "request"),
            Promise("That the report be noted", "resolution"),
            Promise("review the target for EHC plans", "resolution", due="2026-06"),
            Promise("report back on waiting times", "action", "The Director of Public Health", "2026-06"),
            Promise("That the update be noted", "resolution"),
        ),
        head_says=True,
    ),
    Paper(
        "issue-home-to-school-transport.html",
        CHILDREN,
        "2026-09-22",
        "issue_history",
        "Home to school transport",
        transport_history,
        (q("£755,000", 755000, "gbp", "overspend home to school transport", "FY2026/27", role="forecast"),),
        (
            Promise(
                "undertook to provide it by 31 October 2026",
                "action",
                "The Director of Children's Services",
                "2026-10-31",
            ),
            Promise("recovery plan for transport be brought", "resolution", due="2027-01"),
            Promise("provided by the end of April 2026", "action", due="2026-04-30"),
            Promise("asked for a breakdown", "request", due="2026-01-31"),
        ),
    ),
)
