"""Papers of the Children and Families Scrutiny Committee that are laid out as PDF."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from samples.content.series import QUARTERS, SERIES, at, shown
from samples.paper import CHILDREN, Fact, Paper, Promise
from samples.pdf import PLUM, RAG, SAND, SLATE, TEAL, TYPED, Arrow, Bars, House, gap, grid, typeset

PLAIN = House(size=9.8)
SERIF = House("Times-Roman", "Times-Bold", "Times-Italic", 11.5, PLUM, justified=True)
SLIDE = House(size=17, colour=TEAL)
PANEL = House(size=10, colour=TEAL)


def head(house: House, date: str, subject: str, officer: str, member: str) -> list[Any]:
    return [
        house.title("Tarrowdale Council"),
        house.head(
            [
                ("Committee:", CHILDREN),
                ("Date:", date),
                ("Wards:", "All"),
                ("Subject:", subject),
                ("Lead officer:", officer),
                ("Lead member:", member),
            ]
        ),
        gap(),
    ]


def kpi_rows(earlier: str, latest: str, rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    """label, key, unit, target, rag, direction, statistical neighbours, England."""
    out: list[list[Any]] = [
        ["Measure", "Tarrowdale", "", "Target", "RAG", "DoT", "Comparators", ""],
        ["", earlier, latest, "", "", "", "Statistical neighbours", "England"],
    ]
    for label, key, unit, target, rag, way, near, england in rows:
        before, now = key if isinstance(key, tuple) else (at(key, earlier), at(key, latest))
        cell = (rag.upper(), rag) if rag else "n/a"
        out.append([label, shown(before, unit), shown(now, unit), target, cell, Arrow(way), near, england])
    return out


SPANS = [((0, 0), (0, 1)), ((1, 0), (2, 0)), ((3, 0), (3, 1)), ((4, 0), (4, 1)), ((5, 0), (5, 1)), ((6, 0), (7, 0))]
WIDTHS = [50, 17, 17, 15, 18, 11, 25, 17]


def slides_q3_2024() -> bytes:
    """A slide deck: title, call-outs, bullets."""

    class Callouts(Flowable):  # type: ignore[misc]
        def __init__(self, boxes: list[tuple[str, str, str]]) -> None:
            super().__init__()
            self.boxes, self.height = boxes, 46 * mm

        def wrap(self, *_: float) -> tuple[float, float]:
            return 250 * mm, self.height

        def draw(self) -> None:
            for i, (figure, words, more) in enumerate(self.boxes):
                x = i * 86 * mm
                self.canv.setFillColor((TEAL, SLATE, PLUM)[i])
                self.canv.roundRect(x, 0, 80 * mm, 42 * mm, 8, stroke=0, fill=1)
                self.canv.setFillColor(colors.white)
                self.canv.setFont("Helvetica-Bold", 30)
                self.canv.drawString(x + 6 * mm, 26 * mm, figure)
                self.canv.setFont("Helvetica", 12.5)
                self.canv.drawString(x + 6 * mm, 15 * mm, words)
                self.canv.drawString(x + 6 * mm, 8 * mm, more)

    def bar(canvas: Canvas, doc: Any) -> None:
        canvas.saveState()
        canvas.setFillColor(TEAL)
        canvas.rect(0, 0, 7 * mm, doc.pagesize[1], stroke=0, fill=1)
        canvas.restoreState()

    h = SLIDE
    story = [
        gap(110),
        h.title("Children's Services: how we did in Quarter 3 2024/25", 34),
        gap(12),
        h.text("Children and Families Scrutiny Committee, 11 February 2025"),
        h.text("Marguerite Oyelaran, Director of Children's Services"),
        PageBreak(),
        h.title("Key messages", 26),
        gap(4),
        Callouts(
            [
                ("417", "looked after children", "at 31 December 2024"),
                ("88.3", "looked after children per 10,000", "up from 87.1 in Q2"),
                ("64%", "EHC plans issued in 20 weeks", "target 70%"),
            ]
        ),
        gap(16),
        h.bullet("20.1% of referrals were repeat referrals within 12 months (19.6% in Q2)"),
        h.bullet("83% of assessments were completed in 45 working days against a target of 85%"),
        h.bullet("Social worker vacancy rate down to 17.9%, from 18.2%"),
        PageBreak(),
        h.title("Going well", 26),
        h.bullet("38 foster households approved since April 2024, six more than a year before"),
        h.bullet("53% of care leavers in education, employment or training"),
        h.bullet("Three family hubs open in Millrace, Harbour and Castle Fold wards"),
        gap(10),
        h.title("What we are doing about it", 26),
        h.bullet("A second EHC assessment team will be in place by April 2025"),
        h.bullet("The Director will report back on repeat referrals in the year-end report"),
    ]
    return typeset(story, "Children's Services Quarter 3 2024/25", h, wide=True, first=bar, foot="Tarrowdale Council")


def report_q2_2025() -> bytes:
    """The full grid, two header rows, fills and words, over a page break."""
    h = PLAIN
    old, new = "Q2 2024/25", "Q2 2025/26"
    rows = kpi_rows(
        "Q1 2025/26",
        new,
        [
            ("Children in our care, rate per 10,000", "care", "", "n/a", "", "up", "84.0", "70.4"),
            ("Children in our care, number", "care number", "", "n/a", "", "up", "n/a", "n/a"),
            (
                "Re-referrals within 12 months of a previous referral",
                "re-referrals",
                "%",
                "20%",
                "amber",
                "up",
                "21.9%",
                "22.4%",
            ),
            ("Child protection plans, rate per 10,000", "plans", "", "45.0", "amber", "up", "46.3", "41.6"),
            ("Assessments completed within 45 working days", "assessments", "%", "85%", "red", "down", "83%", "84%"),
            (
                "Education, health and care plans issued within 20 weeks (provisional)",
                (61, 62),
                "%",
                "70%",
                "amber",
                "up",
                "52%",
                "46%",
            ),
            ("Care leavers in education, employment or training", "leavers", "%", "60%", "green", "up", "54%", "53%"),
            ("Social worker vacancy rate", "vacancies", "%", "14%", "amber", "down", "17.1%", "17.3%"),
            (
                "Children in care with three or more placements in a year",
                "placements",
                "%",
                "10%",
                "amber",
                "up",
                "9.8%",
                "10.0%",
            ),
            ("Permanent exclusions from schools, number", "exclusions", "", "30", "red", "up", "n/a", "n/a"),
        ],
    )
    story = [
        *head(
            h,
            "18 November 2025",
            "Children's Services performance report, Quarter 2 2025/26",
            "Marguerite Oyelaran, Director of Children's Services",
            "Councillor Dilwyn Ashgrove",
        ),
        h.heading("Recommendations"),
        h.numbered("A.", "That the Committee notes performance at the end of Quarter 2 2025/26."),
        h.numbered(
            "B.",
            "That the Committee asks Cabinet to consider extra capacity for statutory assessments before "
            "the 2026/27 budget is set.",
        ),
        h.heading("1. Purpose"),
        h.numbered(
            "1.1",
            "This report sets out how Children's Services performed from July to September 2025. Figures "
            "are for the quarter or, where the measure is a snapshot, at 30 September 2025.",
        ),
        h.heading("2. Demand"),
        h.numbered(
            "2.1",
            f"There were 432 children in our care at 30 September 2025, a rate of {at('care', new)} per "
            f"10,000. A year earlier the rate was {at('care', old)} per 10,000. The rate for our "
            "statistical neighbours is 84.0 and for England 70.4.",
        ),
        h.numbered(
            "2.2",
            "Of the 390 families who stepped down from social work in the quarter, 312 (86%) were still "
            "supported by Early Help six weeks later.",
        ),
        h.numbered("2.3", "Repeat referrals rose again. Audit of 60 cases found three causes:"),
        h.bullet("domestic abuse was the reason in 27 of the 60 cases;"),
        h.bullet("in 19 cases the first assessment had been closed without a family meeting;"),
        h.bullet("14 cases followed a move into Tarrowdale."),
        h.heading("3. Timeliness"),
        h.numbered(
            "3.1",
            "Assessments completed on time fell to 79%, against a target of 85%. The Head of Safeguarding "
            "will bring a recovery plan to the meeting in February 2026.",
        ),
        h.numbered(
            "3.2",
            "The provisional share of education, health and care plans issued within 20 weeks was 62%. "
            "It will be confirmed when late advice has been matched.",
        ),
        h.heading("4. Home to school transport"),
        h.numbered(
            "4.1",
            "At the end of September 2025 the Council carried 1,874 pupils, of whom 318 travelled alone "
            "in a taxi. The forecast overspend is £2.14m against a budget of £11.6m.",
        ),
        h.heading("5. Performance measures", keep=0),
        h.caption("Table 1: Key performance indicators, Quarter 2 2025/26", keep=0),
        grid(h, rows, WIDTHS, heads=2, spans=SPANS, size=8.5),
        gap(),
        h.text(
            "RAG: green, on target; amber, off target within tolerance; red, outside tolerance. DoT: direction "
            "of travel "
            "of the number since the last quarter.",
            fontSize=8,
        ),
        h.heading("6. Workforce"),
        h.numbered(
            "6.1",
            "At 30 September 2025 there were 143.5 FTE social workers in post and 27.5 FTE vacancies, a "
            "vacancy rate of 16.1%. Agency workers covered 21 of the vacant posts at a cost of £612,000 "
            "in the quarter.",
        ),
        h.numbered("6.2", "Sickness absence was 10.3 days per FTE in the year to September 2025."),
        h.heading("7. Implications"),
        h.numbered(
            "7.1",
            "Financial: the cost of care placements is reported to Cabinet each quarter in the budget "
            "monitor. Nothing in this report commits the Council to new spending.",
        ),
        h.numbered(
            "7.2",
            "Equalities: the teams review each measure by age, sex, ethnicity and disability, and the "
            "findings inform service plans.",
        ),
        h.numbered(
            "7.3", "Legal: the Council has duties to children in need and in its care under the Children Act 1989."
        ),
        h.heading("8. Background papers"),
        h.text("Corporate Plan 2024 to 2028; Children's Services self-evaluation."),
        gap(10),
        h.text("<b>Contact officer:</b> Teodor Finch, Performance Manager"),
    ]
    return typeset(
        story,
        "Children's Services performance report Q2 2025/26",
        h,
        left="Children and Families Scrutiny Committee",
        right="Agenda item 6",
    )


def report_q3_2025() -> bytes:
    """Serif, horizontal rules only, typed arrows."""
    h = SERIF
    quarters = ["Q3 2024/25", "Q1 2025/26", "Q2 2025/26", "Q3 2025/26"]

    def row(label: str, key: str, unit: str, target: str, way: str, words: str = "") -> list[Any]:
        return [
            label,
            *(words if q == "Q2 2025/26" and words else shown(at(key, q), unit) for q in quarters),
            target,
            TYPED[way],
        ]

    table = [
        ["Indicator", *quarters, "Target 2025/26", "Trend"],
        row("CLA rate per 10,000", "care", "", "-", "up"),
        row("Re-referrals within 12 months", "re-referrals", "%", "20%", "up", "23.9%"),
        row("Child protection plan rate per 10,000", "plans", "", "45.0", "down"),
        row("Assessments completed within 45 working days", "assessments", "%", "85%", "up"),
        row("EHC plans issued within 20 weeks", "ehc", "%", "70%", "down", "58% (r)"),
        row("Care leavers in education, employment or training", "leavers", "%", "60%", "same"),
        row("Social worker vacancy rate", "vacancies", "%", "14%", "down"),
        row("Three or more placements in a year", "placements", "%", "10%", "up"),
    ]
    story = [
        *head(
            h,
            "10 February 2026",
            "Performance of Children's Services, Quarter 3 2025/26",
            "Marguerite Oyelaran, Director of Children's Services",
            "Councillor Dilwyn Ashgrove",
        ),
        h.heading("Summary"),
        h.text(
            "Care numbers reached their highest point in December and have since begun to fall. Timeliness of "
            "assessments improved for the first time in a year. One figure given in November has been restated."
        ),
        h.heading("Main changes"),
        h.numbered(
            "1.",
            "The CLA rate was 92.6 per 10,000 at the end of December 2025 (437 children), up from 91.5 at "
            "the end of September.",
        ),
        h.numbered(
            "2.",
            "In November we reported that 62% of EHC plans were issued within 20 weeks in Quarter 2 "
            "2025/26. That figure was provisional. The final figure for Quarter 2 is 58%.",
        ),
        h.numbered("3.", "In Quarter 3 the figure was 57%; the average for England in 2024 was 46.4%."),
        h.numbered(
            "4.", "The forecast overspend on home to school transport at Quarter 2 was £1.9m; at Quarter 3 it is £2.3m."
        ),
        h.caption("Indicators by quarter"),
        grid(h, table, [57, 19, 19, 19, 19, 21, 14], rules="lines", size=9.5),
        gap(4),
        h.text("(r) revised since it was last reported", fontSize=9),
        h.heading("Recovery plan for assessments"),
        h.numbered(
            "5.", "A team of 8.0 FTE has been seconded to the front door until June 2026 at a cost of £210,000."
        ),
        h.numbered("6.", "We expect 85% of assessments to be completed on time by the end of March 2026."),
        h.heading("Home to school transport"),
        h.numbered(
            "7.",
            "Pupils who travelled alone in a taxi fell from 318 in September to 296 in December 2025, after "
            "routes in Saltings and Harbour wards were joined.",
        ),
        h.heading("Placements"),
        h.numbered(
            "8.",
            "At the end of December 2025, 71% of children in care lived with foster carers and 12% in "
            "children's homes. Some 68 children lived more than 20 miles from home.",
        ),
        h.heading("Implications"),
        h.numbered(
            "9.",
            "There are no new financial, legal or equality implications. The risk register has been "
            "brought up to date with the pressures described above.",
        ),
        h.heading("Recommendations"),
        h.text("That the Committee:", keepWithNext=1),
        h.numbered("(a)", "notes the performance of Children's Services in Quarter 3 2025/26; and"),
        h.numbered(
            "(b)", "recommends that Cabinet reviews the target for EHC plans issued within 20 weeks by June 2026."
        ),
    ]
    return typeset(
        story, "Performance of Children's Services Q3 2025/26", h, foot="Performance and Insight Team", right="Item 5"
    )


class Panel(Flowable):  # type: ignore[misc]
    """One tile of a page of KPI panels: name, large value, target, status, direction."""

    def __init__(self, tiles: list[tuple[str, str, str, str, str, str]]) -> None:
        super().__init__()
        self.tiles = tiles
        self.height = ((len(tiles) + 2) // 3) * 44 * mm

    def wrap(self, *_: float) -> tuple[float, float]:
        return 170 * mm, self.height

    def draw(self) -> None:
        c = self.canv
        for i, (name, more, value, target, rag, way) in enumerate(self.tiles):
            x, y = (i % 3) * 57.5 * mm, self.height - (i // 3 + 1) * 44 * mm
            c.setFillColor(SAND)
            c.setStrokeColor(colors.HexColor("#c9c2b2"))
            c.rect(x, y, 55 * mm, 40 * mm, stroke=1, fill=1)
            c.setFillColor(RAG[rag])
            c.rect(x, y, 2.4 * mm, 40 * mm, stroke=0, fill=1)
            c.setFillColor(colors.black)
            c.setFont("Helvetica-Bold", 9)
            c.drawString(x + 6 * mm, y + 34 * mm, name)
            c.setFont("Helvetica", 8.5)
            c.drawString(x + 6 * mm, y + 30 * mm, more)
            c.setFont("Helvetica-Bold", 25)
            c.drawString(x + 6 * mm, y + 16 * mm, value)
            c.setFont("Helvetica", 8.5)
            c.drawString(x + 6 * mm, y + 9 * mm, target)
            c.setFillColor(RAG[rag])
            c.circle(x + 8 * mm, y + 4.6 * mm, 1.7 * mm, stroke=0, fill=1)
            c.setFillColor(colors.black)
            c.drawString(x + 11 * mm, y + 3.5 * mm, rag.capitalize())
            arrow = Arrow(way, TEAL, 14)
            arrow.canv = c
            c.saveState()
            c.translate(x + 45 * mm, y + 17 * mm)
            arrow.draw()
            c.restoreState()


def report_q2_2026() -> bytes:
    """KPI panels on the first page, numbered paragraphs on the second."""
    h = PANEL
    now, old = "Q2 2026/27", "Q2 2025/26"
    tiles = [
        ("Children in our care", "rate per 10,000", "88.6", "Q2 2025/26: 91.5", "green", "down"),
        ("Re-referrals", "within 12 months", "20.3%", "Target: 20%", "amber", "down"),
        ("Assessments on time", "within 45 working days", "88%", "Target: 85%", "green", "up"),
        ("EHC plans issued", "within 20 weeks", "69%", "Target: 70%", "amber", "up"),
        ("Care leavers in EET", "aged 19 to 21", "59%", "Target: 60%", "amber", "up"),
        ("Social worker vacancies", "share of posts", "13.6%", "Target: 14%", "green", "down"),
    ]
    names = [
        ("Children in our care, rate per 10,000", "care", ""),
        ("Children in our care, number", "care number", ""),
        ("Re-referrals within 12 months", "re-referrals", "%"),
        ("Child protection plans, rate per 10,000", "plans", ""),
        ("Assessments completed within 45 working days", "assessments", "%"),
        ("EHC plans issued within 20 weeks", "ehc", "%"),
        ("Permanent exclusions, number", "exclusions", ""),
    ]
    quarters = [old, "Q3 2025/26", "Q4 2025/26", "Q1 2026/27", now]
    table = [["Measure", *quarters]] + [[n, *(shown(at(k, q), u) for q in quarters)] for n, k, u in names]
    story = [
        h.title("Children's Services scorecard"),
        h.text("<b>Quarter 2 2026/27 (July to September 2026)</b>"),
        h.text(
            "Report to the Children and Families Scrutiny Committee, 17 November 2026. Report author: Teodor Finch, "
            "Performance Manager."
        ),
        Panel(tiles),
        gap(6),
        h.text(
            "Panels show the latest value, the target or the same quarter a year ago, status and direction of travel.",
            fontSize=8.5,
        ),
        h.heading("Five quarters at a glance"),
        grid(h, table, [60, 22, 22, 22, 22, 22], size=9),
        PageBreak(),
        h.heading("Commentary"),
        h.numbered(
            "1.",
            f"The number of children in our care fell to 418 at 30 September 2026, {at('care', now)} per "
            f"10,000, compared with {at('care', old)} per 10,000 a year ago. The latest rate for England "
            "is 69.8 per 10,000.",
        ),
        h.numbered(
            "2.",
            "EHC plans issued within 20 weeks rose by five percentage points to 69%, just short of the target of 70%.",
        ),
        h.numbered(
            "3.",
            "The highest rate of children in our care was in Harbour ward (141.2 per 10,000) and the "
            "lowest in Upper Tarrow ward (38.7 per 10,000).",
        ),
        h.numbered(
            "4.",
            "There were 28 permanent exclusions in Quarter 2 2026/27, six fewer than in the same quarter last year.",
        ),
        h.numbered(
            "5.",
            "Unit cost of a residential placement averaged £5,940 a week in Quarter 2 2026/27, up from "
            "£5,610 a week in Quarter 2 2025/26.",
        ),
        h.caption("Children in our care, rate per 10,000"),
        Bars([(n.replace("20", "", 1), v) for n, v in zip(QUARTERS, SERIES["care"], strict=True)], TEAL, 480, 150, 80),
        gap(4),
        h.heading("What happens next"),
        h.numbered("6.", "The Director of Children's Services will report back on placement costs in February 2027."),
        h.numbered(
            "7.",
            "A plan to recruit 24 more foster households by March 2028 will be presented to Cabinet in January 2027.",
        ),
        KeepTogether(
            [
                h.heading("Recommendation"),
                h.text(
                    "That the Committee notes the scorecard and considers whether placement costs should be "
                    "a topic for its work programme in 2027."
                ),
            ]
        ),
    ]
    return typeset(story, "Children's Services scorecard Q2 2026/27", h, right="Appendix 1")


def q(quote: str, value: float, unit: str, measure: str, period: str | None, **more: Any) -> Fact:
    return Fact(quote, value, unit, measure, period, **more)


PAPERS = (
    Paper(
        "children-2025-02-11-q3-slides.pdf",
        CHILDREN,
        "2025-02-11",
        "slides",
        "Children's Services: how we did in Quarter 3 2024/25",
        slides_q3_2024,
        (
            q("417", 417, "count", "looked after children", "2024-12-31", near="looked after children"),
            q("88.3", 88.3, "per_10000", "looked after children", "Q3 2024/25", near="looked after children"),
            q("64%", 64, "percent", "EHC plans issued in 20 weeks", "Q3 2024/25", near="Key messages"),
            q("20.1%", 20.1, "percent", "repeat referrals", "Q3 2024/25", near="repeat referrals"),
            q("19.6%", 19.6, "percent", "repeat referrals", "Q2 2024/25", near="repeat referrals"),
            q("83%", 83, "percent", "assessments", "Q3 2024/25", near="Key messages"),
            q("85%", 85, "percent", "assessments", "Q3 2024/25", role="target", near="Key messages"),
            q("17.9%", 17.9, "percent", "vacancy rate", "Q3 2024/25", near="Key messages"),
            q("53%", 53, "percent", "care leavers education employment training", "Q3 2024/25", near="Going well"),
        ),
        (
            Promise("second EHC assessment team will be in place", "action", due="2025-04"),
            Promise("report back on repeat referrals", "action", "The Director"),
        ),
    ),
    Paper(
        "children-2025-11-18-performance-q2.pdf",
        CHILDREN,
        "2025-11-18",
        "report",
        "Children's Services performance report, Quarter 2 2025/26",
        report_q2_2025,
        (
            q("432", 432, "count", "children in our care", "2025-09-30", near="There were 432"),
            q("91.5 per 10,000", 91.5, "per_10000", "children in our care", "2025-09-30", near="There were 432"),
            q("87.1 per 10,000", 87.1, "per_10000", "children in our care", "2024-09-30", near="There were 432"),
            q(
                "84.0",
                84.0,
                "per_10000",
                "children in our care",
                "2025-09-30",
                role="comparator",
                area="statistical neighbours",
                near="There were 432",
            ),
            q(
                "70.4",
                70.4,
                "per_10000",
                "children in our care",
                "2025-09-30",
                role="comparator",
                area="England",
                near="There were 432",
            ),
            q("86%", 86, "percent", "families supported by Early Help", "Q2 2025/26", near="(86%)"),
            q("79%", 79, "percent", "assessments completed", "Q2 2025/26", near="recovery plan"),
            q(
                "62%",
                62,
                "percent",
                "education, health and care plans issued within 20 weeks",
                "Q2 2025/26",
                near="The provisional share",
            ),
            q("1,874", 1874, "count", "pupils", "2025-09-30", near="1,874"),
            q("£2.14m", 2140000, "gbp", "overspend", "FY2025/26", role="forecast", near="£2.14m"),
            q("£11.6m", 11600000, "gbp", "home to school transport", "FY2025/26", role="budget", near="£11.6m"),
            q("21.4%", 21.4, "percent", "re-referrals", "Q2 2025/26", rag="amber", near="21.4%"),
            q("55%", 55, "percent", "care leavers", "Q2 2025/26", rag="green", near="55%"),
            q("34", 34, "count", "permanent exclusions", "Q2 2025/26", rag="red", near="Permanent exclusions"),
            q("16.1%", 16.1, "percent", "vacancy rate", "2025-09-30", near="27.5 FTE"),
            q("£612,000", 612000, "gbp", "agency", "Q2 2025/26", near="£612,000"),
            q("10.3 days", 10.3, "days", "sickness absence", "R12 2025-09", near="10.3 days"),
        ),
        (
            Promise("notes performance at the end of Quarter 2", "recommendation", page=1),
            Promise("extra capacity for statutory assessments", "recommendation", page=1),
            Promise("bring a recovery plan", "action", "Head of Safeguarding", "2026-02"),
        ),
    ),
    Paper(
        "children-2026-02-10-performance-q3.pdf",
        CHILDREN,
        "2026-02-10",
        "report",
        "Performance of Children's Services, Quarter 3 2025/26",
        report_q3_2025,
        (
            q("92.6 per 10,000", 92.6, "per_10000", "CLA rate", "2025-12-31", near="(437 children)"),
            q("437", 437, "count", "children", "2025-12-31", near="(437 children)"),
            q("62%", 62, "percent", "EHC plans issued within 20 weeks", "Q2 2025/26", near="In November"),
            q("58%", 58, "percent", "EHC plans issued within 20 weeks", "Q2 2025/26", near="In November"),
            q("57%", 57, "percent", "EHC plans issued within 20 weeks", "Q3 2025/26", near="In November"),
            q(
                "£1.9m",
                1900000,
                "gbp",
                "overspend home to school transport",
                "Q2 2025/26",
                role="forecast",
                near="£1.9m",
            ),
            q("23.9%", 23.9, "percent", "re-referrals", "Q2 2025/26", near="23.9%"),
            q("88.3", 88.3, "per_10000", "CLA rate", "Q3 2024/25", near="88.3"),
            q("22.2%", 22.2, "percent", "re-referrals", "Q3 2025/26", near="22.2%"),
            q("£210,000", 210000, "gbp", "team", "*", near="£210,000"),
        ),
        (
            Promise("notes the performance of Children's Services", "recommendation"),
            Promise("reviews the target for EHC plans", "recommendation", due="2026-06"),
        ),
    ),
    Paper(
        "children-2026-11-17-scorecard-q2.pdf",
        CHILDREN,
        "2026-11-17",
        "report",
        "Children's Services scorecard, Quarter 2 2026/27",
        report_q2_2026,
        (
            q("88.6", 88.6, "per_10000", "children in our care", "Q2 2026/27", page=1),
            q("88%", 88, "percent", "assessments", "Q2 2026/27", page=1),
            q("418", 418, "count", "children in our care", "2026-09-30", page=2),
            q("91.5 per 10,000", 91.5, "per_10000", "children in our care", "2025-09-30", page=2),
            q(
                "69.8 per 10,000",
                69.8,
                "per_10000",
                "children in our care",
                "*",
                role="comparator",
                area="England",
                page=2,
            ),
            q(
                "141.2 per 10,000",
                141.2,
                "per_10000",
                "children in our care",
                "2026-09-30",
                area="Harbour ward",
                page=2,
            ),
            q("69%", 69, "percent", "EHC plans issued within 20 weeks", "Q2 2026/27", page=2),
            q("£5,940", 5940, "gbp", "residential placement", "Q2 2026/27", page=2),
            q("89.8", 89.8, "per_10000", "children in our care", "Q1 2026/27", page=1),
            q("60%", 60, "percent", "EHC plans issued within 20 weeks", "Q4 2025/26", page=1),
        ),
        (
            Promise("report back on placement costs", "action", "The Director of Children's Services", "2027-02", 2),
            Promise("presented to Cabinet", "action", due="2027-01", page=2),
        ),
    ),
)
