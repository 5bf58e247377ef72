"""The Word report that tracks requests, and the Excel appendix."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samples.content.series import QUARTERS, SERIES
from samples.office import WordReport, workbook
from samples.paper import CHILDREN, Fact, Paper, Promise

NAMES = (
    ("Children in our care, rate per 10,000", "care"),
    ("Children in our care, number", "care number"),
    ("Re-referrals within 12 months (%)", "re-referrals"),
    ("Child protection plans, rate per 10,000", "plans"),
    ("Assessments completed within 45 working days (%)", "assessments"),
    ("EHC plans issued within 20 weeks (%)", "ehc"),
    ("Care leavers in education, employment or training (%)", "leavers"),
    ("Social worker vacancy rate (%)", "vacancies"),
)


def tracker_2026_06() -> bytes:
    r = WordReport("Progress on the Committee's earlier requests", dt.datetime(2026, 6, 8, 9))
    r.table([["Committee", CHILDREN], ["Date", "16 June 2026"], ["Report of", "Ines Pallister, Democratic Services"]])
    r.heading("1. Summary")
    r.text(
        "Since September 2025 the Committee has made 9 requests. Four have been answered, two in part, and three are "
        "outstanding."
    )
    r.text(
        "At 31 March 2026 there were 429 looked after children, a rate of 90.9 per 10,000, compared with 70.2 "
        "per 10,000 "
        "in England."
    )
    r.heading("2. Tracker")
    r.table(
        [
            ["Ref", "Action", "Made on", "Owner", "Due", "Status", "Update"],
            [
                "C12",
                "Provide a breakdown of the cost of home to school transport by ward and by type of vehicle",
                "18 November 2025",
                "Director of Children's Services",
                "31 July 2026",
                "Red",
                "Outstanding. Was due 31 January 2026, then 30 April 2026.",
            ],
            [
                "C13",
                "Circulate a note on the recruitment of foster carers",
                "18 November 2025",
                "Director of Children's Services",
                "31 January 2026",
                "Green",
                "Complete: circulated on 22 January 2026.",
            ],
            [
                "C14",
                "Information on spending on agency social workers and on vacancies in each team",
                "18 November 2025",
                "Head of Safeguarding",
                "31 March 2026",
                "Amber",
                "Partly answered. Spending supplied; team figures to follow.",
            ],
            [
                "C15",
                "Review the opening hours of family hubs",
                "18 November 2025",
                "Director of Children's Services",
                "",
                "Green",
                "Superseded by the family hub strategy adopted by Cabinet on 9 December 2025.",
            ],
            [
                "C18",
                "Report back on waiting times for children's mental health services",
                "10 February 2026",
                "Director of Public Health",
                "30 June 2026",
                "Amber",
                "On the agenda for September 2026.",
            ],
        ]
    )
    r.heading("3. Foster carers")
    r.text(
        "A total of 41 foster households were approved in 2025/26, seven more than in 2024/25. The target for "
        "2026/27 is "
        "50 households."
    )
    r.heading("4. Recommendations")
    r.text("It is recommended that the Committee:")
    r.text("notes the progress made on its earlier requests;", "List Number")
    r.text(
        "asks the Director of Children's Services to provide the outstanding breakdown by 31 July 2026; and",
        "List Number",
    )
    r.text("agrees to close requests C13 and C15.", "List Number")
    return r.data()


def appendix_2026_09() -> bytes:
    quarters = list(QUARTERS[:-1])
    by_quarter = [["Measure", *quarters]] + [[name, *SERIES[key][:-1]] for name, key in NAMES]
    wards: list[list[Any]] = [
        ["Ward", "Children in our care, number", "Children in our care, rate per 10,000", "Pupils carried to school"],
        ["Castle Fold", 97, 108.4, 341],
        ["Harbour", 128, 143.0, 402],
        ["Millrace", 86, 84.9, 466],
        ["Saltings", 74, 78.2, 318],
        ["Upper Tarrow", 39, 39.5, 371],
    ]
    status: list[list[Any]] = [
        ["Measure", "Q1 2026/27", "Target", "RAG"],
        ["Re-referrals within 12 months (%)", 20.9, 20, "Amber"],
        ["Assessments completed within 45 working days (%)", 87, 85, "Green"],
        ["EHC plans issued within 20 weeks (%)", 64, 70, "Amber"],
        ["Social worker vacancy rate (%)", 14.2, 14, "Amber"],
    ]
    return workbook(
        [
            ("By quarter", "Children's Services: measures by quarter", by_quarter),
            ("By ward", "Children in our care and school transport by ward at 30 June 2026", wards),
            ("Status", "Status of measures at Quarter 1 2026/27", status),
        ],
        dt.datetime(2026, 9, 14, 9),
    )


def q(quote: str, value: float, unit: str, measure: str, period: str | None, **more: Any) -> Fact:
    return Fact(quote, value, unit, measure, period, **more)


PAPERS = (
    Paper(
        "children-2026-06-16-earlier-requests.docx",
        CHILDREN,
        "2026-06-16",
        "report",
        "Progress on the Committee's earlier requests",
        tracker_2026_06,
        (
            q("429", 429, "count", "looked after children", "2026-03-31"),
            q("90.9 per 10,000", 90.9, "per_10000", "looked after children", "2026-03-31"),
            q(
                "70.2 per 10,000",
                70.2,
                "per_10000",
                "looked after children",
                "2026-03-31",
                role="comparator",
                area="England",
            ),
            q("41", 41, "count", "foster households approved", "FY2025/26"),
            q("50", 50, "count", "foster households approved", "FY2026/27", role="target"),
        ),
        (
            Promise(
                "breakdown of the cost of home to school transport",
                "action",
                "Director of Children's Services",
                "2026-07-31",
            ),
            Promise("notes the progress made", "recommendation"),
            Promise(
                "provide the outstanding breakdown",
                "recommendation",
                "the Director of Children's Services",
                "2026-07-31",
            ),
            Promise("agrees to close requests", "recommendation"),
        ),
        head_says=False,
    ),
    Paper(
        "children-2026-09-22-measures-q1.xlsx",
        CHILDREN,
        "2026-09-22",
        "appendix",
        "Children's Services measures, Quarter 1 2026/27",
        appendix_2026_09,
        (
            q("91.5", 91.5, "per_10000", "children in our care", "Q2 2025/26"),
            q("89.8", 89.8, "per_10000", "children in our care", "Q1 2026/27"),
            q("22.2", 22.2, "percent", "re-referrals", "Q3 2025/26"),
            q("143", 143.0, "per_10000", "children in our care", "2026-06-30", area="Harbour"),
            q("128", 128, "count", "children in our care", "2026-06-30", area="Harbour"),
            q("402", 402, "count", "pupils carried to school", "2026-06-30", area="Harbour"),
            q("87", 87, "percent", "assessments completed", "Q1 2026/27", rag="green"),
            q("64", 64, "percent", "EHC plans issued within 20 weeks", "Q1 2026/27", rag="amber"),
            q("70", 70, "percent", "EHC plans issued within 20 weeks", "Q1 2026/27", role="target"),
        ),
        head_says=False,
    ),
)
