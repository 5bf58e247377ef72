"""Papers of the Cabinet: budget monitoring and printed minutes."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors

from samples.paper import CABINET, Fact, Paper, Promise
from samples.pdf import House, gap, grid, typeset

NAVY = colors.HexColor("#1d3461")
LEDGER = House(size=10.5, colour=NAVY)
FORMAL = House("Times-Roman", "Times-Bold", "Times-Italic", 12, colors.black, justified=True)
HEAD = ["Directorate", "Budget £000", "Forecast £000", "Variance £000"]


def money(thousands: int) -> str:
    """
    >>> money(-1240), money(12)
    ('(1,240)', '12')
    """
    return f"({-thousands:,})" if thousands < 0 else f"{thousands:,}"


def monitor(
    quarter: str, date: str, lines: list[tuple[str, int, int]], words: list[str], reserves: str, saved: list[list[str]]
) -> bytes:
    """A budget monitor in thousands of pounds, with brackets for what is below budget."""
    h = LEDGER
    total = ("Net revenue budget", sum(b for _, b, _ in lines), sum(f for _, _, f in lines))
    rows: list[list[Any]] = [HEAD]
    rows += [
        [name, money(budget), money(forecast), money(forecast - budget)] for name, budget, forecast in [*lines, total]
    ]
    savings = [
        [
            "Savings plan 2025/26" if "2025" in quarter else "Savings plan 2026/27",
            "Target £000",
            "On track £000",
            "At risk £000",
        ],
        *saved,
    ]
    story = [
        h.title(f"Revenue budget monitoring: {quarter}"),
        h.head(
            [
                ("Report to:", CABINET),
                ("Date:", date),
                ("Report of:", "Yevgenia Marsh, Chief Finance Officer"),
                ("Key decision:", "No"),
            ]
        ),
        gap(4),
        h.heading("1. Summary"),
        *(h.numbered(f"1.{i}", text) for i, text in enumerate(words, 1)),
        h.heading("2. Forecast by directorate"),
        h.text("All figures are in thousands of pounds. Brackets show a forecast below budget.", fontSize=9),
        grid(h, rows, [74, 30, 32, 32], rules="lines", size=10, bold_rows=(len(rows) - 1,)),
        gap(),
        h.heading("3. Savings"),
        grid(h, savings, [74, 30, 32, 32], size=9.5),
        gap(),
        h.heading("4. Reserves"),
        h.numbered("4.1", reserves),
        h.heading("5. Recommendations"),
        h.text("Cabinet is recommended to:"),
        h.numbered("(1)", f"note the forecast position at {quarter};"),
        h.numbered(
            "(2)",
            "approve the transfer of £1.5m from the demand reserve to Children's Services; and"
            if "2025" in quarter
            else "agree that a recovery plan for transport be brought to Cabinet in January 2027; and",
        ),
        h.numbered("(3)", "ask each Director to find further savings of 1% before the next report."),
    ]
    return typeset(
        story,
        f"Revenue budget monitoring {quarter}",
        h,
        left="Tarrowdale Council",
        right="Cabinet",
        foot=f"Budget monitoring {quarter}",
    )


LINES_2025 = [
    ("Children's Services", 68420, 71905),
    ("Home to school transport", 11600, 13740),
    ("Adult Care", 82150, 81290),
    ("Place", 37860, 38115),
    ("Resources", 21470, 20985),
    ("Corporate items", 14300, 13060),
]
LINES_2026 = [
    ("Children's Services", 74130, 75020),
    ("Home to school transport", 13900, 14655),
    ("Adult Care", 86400, 86980),
    ("Place", 38740, 38310),
    ("Resources", 21900, 21775),
    ("Corporate items", 15120, 14400),
]


def monitor_2025() -> bytes:
    return monitor(
        "Quarter 2 2025/26",
        "9 December 2025",
        LINES_2025,
        [
            "The forecast at the end of September 2025 is an overspend of £3.295m against a net budget of £235.8m.",
            "Home to school transport is forecast to overspend by £2.14m, 18% of its budget. Pupil numbers are "
            "6% higher than "
            "a year ago.",
            "Adult Care is forecast to underspend by £860,000.",
            "Savings of £5.55m were planned for 2025/26, of which £1.4m is at risk.",
        ],
        "General reserves stood at £9.7m on 1 April 2025 and are forecast to be £6.4m at 31 March 2026. The "
        "minimum set by "
        "Council is £7.0m.",
        [
            ["Children's Services", "2,400", "1,150", "1,250"],
            ["Place", "1,850", "1,700", "150"],
            ["Resources", "1,300", "1,300", "0"],
        ],
    )


def monitor_2026() -> bytes:
    return monitor(
        "Quarter 1 2026/27",
        "8 September 2026",
        LINES_2026,
        [
            "The forecast at the end of June 2026 is an overspend of £950,000 against a net budget of £250.19m.",
            "The outturn for 2025/26 was an overspend of £2.87m, £425,000 less than forecast at Quarter 2.",
            "Home to school transport is forecast to overspend by £755,000. Contracts for 62 routes were let "
            "again in May "
            "2026, saving £390,000 a year.",
        ],
        "General reserves were £6.8m at 31 March 2026.",
        [
            ["Children's Services", "1,900", "1,640", "260"],
            ["Place", "2,050", "1,980", "70"],
            ["Resources", "900", "815", "85"],
        ],
    )


def minutes_2025() -> bytes:
    h = FORMAL
    story = [
        h.text("<b>TARROWDALE COUNCIL</b>", alignment=1),
        h.text("<b>CABINET</b>", alignment=1),
        gap(),
        h.text(
            "MINUTES of a meeting of the Cabinet held in the Council Chamber, Weavers' Hall on Tuesday, 9 December "
            "2025."
        ),
        h.text(
            "PRESENT: Councillor R Thorne (Leader), Councillor D Ashgrove, Councillor P Nwosu and Councillor M Ellery."
        ),
        h.text(
            "IN ATTENDANCE: Y Marsh (Chief Finance Officer), M Oyelaran (Director of Children's Services) and "
            "C Hale (Director of Place)."
        ),
        h.text("<b>UNRESTRICTED ITEMS</b>", alignment=1),
        h.heading("61. Apologies"),
        h.text("<i>(Item 1)</i>"),
        h.text("There were none."),
        h.heading("62. Revenue budget monitoring: Quarter 2 2025/26"),
        h.text("<i>(Item 4)</i>"),
        h.numbered(
            "1.",
            "The Chief Finance Officer reported a forecast overspend of £3.295m at the end of September "
            "2025, most of it in Children's Services and home to school transport.",
        ),
        h.numbered(
            "2.",
            "In reply to the Leader she said that reserves would fall below the minimum of £7.0m unless "
            "spending was held. She undertook to bring a plan to restore them to Cabinet in February "
            "2026.",
        ),
        h.text("<b>RESOLVED</b> that:"),
        h.numbered("(a)", "the forecast position at Quarter 2 2025/26 be noted;"),
        h.numbered("(b)", "the transfer of £1.5m from the demand reserve to Children's Services be approved; and"),
        h.numbered("(c)", "each Director find further savings of 1% by 31 January 2026."),
        h.heading("63. Family hubs"),
        h.text("<i>(Item 5)</i>"),
        h.numbered(
            "1.",
            "The Cabinet Member for Children presented the family hub strategy. Hubs had seen 5,280 "
            "families between April and September 2025, 840 more than in the same period of 2024.",
        ),
        h.numbered(
            "2.",
            "The strategy set opening hours for all hubs, so that the separate review of opening hours "
            "that the scrutiny committee asked for in November 2025 was no longer needed.",
        ),
        h.text("<b>RESOLVED</b> that:"),
        h.numbered("(a)", "the family hub strategy 2026-2029 be adopted, superseding the review of opening hours; and"),
        h.numbered("(b)", "the Director of Children's Services open two further hubs by September 2026."),
        h.heading("64. Statutory assessments"),
        h.text("<i>(Item 6)</i>"),
        h.numbered(
            "1.",
            "Cabinet considered the recommendation of the Children and Families Scrutiny Committee of 18 "
            "November 2025 that extra capacity for statutory assessments be considered. Re-referrals "
            "within 12 months were 24.1% in Quarter 2 2025/26.",
        ),
        h.text(
            "<b>RESOLVED</b> that £400,000 be included in the draft budget for 2026/27 for extra capacity for "
            "statutory assessments."
        ),
        h.heading("65. Weir Bridge flood scheme"),
        h.text("<i>(Item 7)</i>"),
        h.numbered(
            "1.",
            "The Director of Place reported that the scheme would protect about 180 homes. Tenders had come "
            "in at £3.6m, £200,000 above the estimate.",
        ),
        h.numbered(
            "2.",
            "Councillor Nwosu asked how residents would be kept informed. The Director agreed to hold a "
            "drop-in session in Millrace ward by March 2026.",
        ),
        h.text("<b>RESOLVED</b> that:"),
        h.numbered("(a)", "a bid for £2.1m be made to the flood fund; and"),
        h.numbered("(b)", "the balance of £1.5m be met from the capital programme for 2026/27."),
        h.heading("66. Date of next meeting"),
        h.text("<i>(Item 8)</i>"),
        h.text("Tuesday, 20 January 2026 at 10.00 am."),
        gap(24),
        h.text("Chair ................................................"),
    ]
    return typeset(story, "Cabinet minutes 9 December 2025", h, foot="")


def q(quote: str, value: float, unit: str, measure: str, period: str | None, **more: Any) -> Fact:
    return Fact(quote, value, unit, measure, period, **more)


PAPERS = (
    Paper(
        "cabinet-2025-12-09-budget-monitor-q2.pdf",
        CABINET,
        "2025-12-09",
        "report",
        "Revenue budget monitoring: Quarter 2 2025/26",
        monitor_2025,
        (
            q("£3.295m", 3295000, "gbp", "overspend", "FY2025/26", role="forecast", page=1),
            q("£235.8m", 235800000, "gbp", "net budget", "FY2025/26", role="budget", page=1),
            q("£2.14m", 2140000, "gbp", "home to school transport overspend", "FY2025/26", role="forecast", page=1),
            q("£860,000", 860000, "gbp", "adult care underspend", "FY2025/26", role="forecast", page=1),
            q("68,420", 68420000, "gbp", "Children's Services", "FY2025/26", role="budget", page=1),
            q("13,740", 13740000, "gbp", "Home to school transport", "FY2025/26", role="forecast", page=1),
            q("(1,240)", -1240000, "gbp", "Corporate items variance", "FY2025/26", role="change", page=1),
            q("(860)", -860000, "gbp", "Adult Care variance", "FY2025/26", role="change", page=1),
            q("£9.7m", 9700000, "gbp", "general reserves", "2025-04-01"),
            q("£6.4m", 6400000, "gbp", "general reserves", "2026-03-31", role="forecast"),
        ),
        (
            Promise("note the forecast position", "recommendation"),
            Promise("approve the transfer of £1.5m", "recommendation"),
            Promise("find further savings of 1%", "recommendation", "each Director"),
        ),
    ),
    Paper(
        "cabinet-2026-09-08-budget-monitor-q1.pdf",
        CABINET,
        "2026-09-08",
        "report",
        "Revenue budget monitoring: Quarter 1 2026/27",
        monitor_2026,
        (
            q("£950,000", 950000, "gbp", "overspend", "FY2026/27", role="forecast", page=1),
            q("£2.87m", 2870000, "gbp", "overspend", "FY2025/26", page=1),
            q("£755,000", 755000, "gbp", "home to school transport overspend", "FY2026/27", role="forecast", page=1),
            q("14,655", 14655000, "gbp", "Home to school transport", "FY2026/27", role="forecast", page=1),
            q("(720)", -720000, "gbp", "Corporate items variance", "FY2026/27", role="change", page=1),
            q("£6.8m", 6800000, "gbp", "general reserves", "2026-03-31"),
        ),
        (Promise("recovery plan for transport be brought", "recommendation", due="2027-01"),),
    ),
    Paper(
        "cabinet-2025-12-09-minutes.pdf",
        CABINET,
        "2025-12-09",
        "minutes",
        "Cabinet minutes, 9 December 2025",
        minutes_2025,
        (
            q("£3.295m", 3295000, "gbp", "overspend", "*", role="forecast", page=1),
            q("5,280", 5280, "count", "families", "2025-04/2025-09"),
            q("24.1%", 24.1, "percent", "re-referrals within 12 months", "Q2 2025/26"),
            q("£400,000", 400000, "gbp", "statutory assessments", "FY2026/27", role="budget"),
        ),
        (
            Promise("forecast position at Quarter 2 2025/26 be noted", "resolution", page=1),
            Promise("transfer of £1.5m", "resolution", page=1),
            Promise("further savings of 1% by 31 January 2026", "resolution", "each Director", "2026-01-31"),
            Promise("bring a plan to restore them", "action", due="2026-02", page=1),
            Promise("family hub strategy 2026-2029 be adopted", "resolution"),
            Promise("open two further hubs", "resolution", "the Director of Children's Services", "2026-09"),
            Promise("£400,000 be included in the draft budget", "resolution"),
        ),
        head_says=True,
    ),
)
