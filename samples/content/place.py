"""Papers of the Place and Environment Scrutiny Committee."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import FrameBreak

from samples.content.series import RECYCLING, RESIDUAL, shown
from samples.paper import PLACE, Fact, Paper, Promise
from samples.pdf import SLATE, TEAL, Arrow, House, gap, grid, typeset
from samples.scan import scanned

MOSS = colors.HexColor("#35502c")
TYPED = House("Times-Roman", "Times-Bold", "Times-Italic", 12, colors.black)
NEWS = House("Times-Roman", "Helvetica-Bold", "Times-Italic", 11, MOSS, justified=True)
CLEAN = House(size=10.5, colour=MOSS)
FORMAL = House("Times-Roman", "Times-Bold", "Times-Italic", 11.5, SLATE)


def annual_2023() -> bytes:
    """A typed paper that was signed, put on the scanner and kept as a picture."""
    h = House("Vera", "VeraBd", "VeraIt", 10, colors.black)
    rows = [
        ["Ward", "Recycling rate 2021/22", "Recycling rate 2022/23"],
        ["Castle Fold", "36.1%", "37.4%"],
        ["Harbour", "31.8%", "32.9%"],
        ["Millrace", "44.0%", "44.7%"],
        ["Upper Tarrow", "55.3%", "56.8%"],
        ["Tarrowdale", "42.7%", "43.5%"],
    ]
    story = [
        h.title("Tarrowdale Council", 15),
        h.text("<b>Place and Environment Scrutiny Committee</b>"),
        h.text("19 September 2023"),
        gap(),
        h.heading("Waste and recycling: annual report for 2022/23"),
        h.text("Report of the Head of Waste and Street Scene, Olwen Trethick"),
        gap(),
        h.numbered(
            "1.",
            "The household recycling rate was 43.5% in 2022/23, up from 42.7% in 2021/22. It had been "
            "43.8% in 2018/19, before the depot closed.",
        ),
        h.numbered("2.", "Each household left 518 kg of residual waste in 2022/23."),
        h.numbered(
            "3.",
            "A total of 38,420 tonnes of household waste was collected, of which 16,713 tonnes was "
            "recycled or composted.",
        ),
        h.numbered(
            "4.", "There were 1,206 reports of fly-tipping in 2022/23. Fixed penalty notices were issued in 94 cases."
        ),
        gap(6),
        grid(h, rows, [60, 52, 52], size=9.5),
        gap(12),
        h.heading("Recommendation"),
        h.text(
            "That the Committee notes the report and asks the Head of Waste to report on food waste collections by "
            "March 2024."
        ),
        gap(30),
        h.text("Signed: O. Trethick"),
    ]
    return scanned(typeset(story, "Waste and recycling annual report 2022/23", h, right="Item 7"))


def briefing_2024() -> bytes:
    """A two-column briefing with a masthead."""

    def masthead(canvas: Canvas, doc: Any) -> None:
        w, hgt = doc.pagesize
        canvas.saveState()
        canvas.setFillColor(MOSS)
        canvas.rect(20 * mm, hgt - 45 * mm, w - 40 * mm, 27 * mm, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(26 * mm, hgt - 31 * mm, "Waste and recycling briefing 2023/24")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(26 * mm, hgt - 39 * mm, "Place and Environment Scrutiny Committee, 19 November 2024")
        canvas.restoreState()

    h = NEWS
    story = [
        h.heading("Recycling"),
        h.text(
            "In 2023/24 the recycling rate was 45.2%, the best since records began and 1.7 percentage points above "
            "the year before. The average for England was 43.3%."
        ),
        h.text(
            "Garden waste did most of the work: 6,940 tonnes were composted, 11% more than in 2022/23. Contamination "
            "of kerbside loads fell to 8.4%."
        ),
        h.text("The rate was lowest in Harbour ward, at 34.0%, and highest in Upper Tarrow ward, at 58.1%."),
        h.heading("Residual waste"),
        h.text("Residual waste per household was 501 kg in 2023/24. The target for 2025/26 is 475 kg."),
        h.heading("Missed bins"),
        h.text(
            "Crews missed 71 bins for every 100,000 collections. The contract allows 60 per 100,000. Most were "
            "missed in "
            "the first two weeks after the rounds were changed, and in lanes that the new vehicles are too wide to "
            "enter."
        ),
        h.heading("Household waste sites"),
        h.text(
            "The sites at Millrace and Saltings took 11,280 tonnes in 2023/24. Residents must now book a visit at "
            "weekends. Queues on the Saltings road, which had brought complaints every summer, have gone."
        ),
        h.text(
            "Of what was brought in, 72.5% was reused or recycled. The repair shop at Millrace sold 3,160 items and "
            "made £41,700 for local charities."
        ),
        h.text("Hours at both sites will be looked at again when the contract ends."),
        FrameBreak(),
        h.heading("Fly-tipping"),
        h.text(
            "There were 1,342 incidents of fly-tipping in 2023/24, against 1,206 in 2022/23. Nearly half were on "
            "footpaths and bridleways in Millrace ward."
        ),
        h.text("Clearing them cost £148,300. Cameras at two lay-bys led to 22 of the 87 penalty notices of the year."),
        h.heading("Food waste"),
        h.text(
            "Weekly food waste collections are expected to reach 21,500 households by March 2026. The Government has "
            "given £1.2m of capital funding."
        ),
        h.text(
            "A trial in Castle Fold ward ran for 12 weeks from January 2024. Six in every ten households took part, "
            "and each left out 1.9 kg of food a week on average. Those who did not take part most often said that "
            "they had nowhere to keep another box."
        ),
        h.heading("Street cleaning"),
        h.text(
            "Of 900 streets inspected in 2023/24, 837 (93%) were free of litter. The autumn leaf fall is swept by "
            "two hired vehicles, which have been returned to the owner early in each of the last two winters."
        ),
        h.heading("What we will do"),
        h.bullet("The Head of Waste will provide ward figures on contamination by February 2025.", 14),
        h.bullet("Officers will write to all 4,300 households in Harbour ward in January 2025.", 14),
        h.heading("Contact"),
        h.text("Olwen Trethick, Head of Waste and Street Scene"),
    ]
    return typeset(story, "Waste and recycling briefing 2023/24", h, columns=2, first=masthead)


def report_q1_2025() -> bytes:
    """An unruled table under plain paragraphs, and a target missed under a green rating."""
    h = CLEAN
    rows = [
        ["Measure", "Q1 2024/25", "Q1 2025/26", "Target", "Status"],
        ["Potholes repaired within 5 working days", "88%", "91%", "90%", "Green"],
        ["Street lights working", "98.1%", "97.2%", "98%", "Green"],
        ["Fly-tips removed within 24 hours", "84%", "79%", "85%", "Amber"],
        ["Missed bins per 100,000 collections", "68", "74", "60", "Red"],
        ["Bus services running on time", "80.5%", "82.3%", "85%", "Amber"],
        ["Planning applications decided in time", "92%", "94%", "90%", "Green"],
    ]
    story = [
        h.title("Place performance: Quarter 1 2025/26"),
        h.head(
            [
                ("Committee:", PLACE),
                ("Meeting date:", "16 September 2025"),
                ("Report by:", "Casimir Hale, Director of Place"),
            ]
        ),
        gap(6),
        h.heading("1 Overview"),
        h.numbered(
            "1.1",
            "Three of six measures were better than a year ago. Missed bins, fly-tips and lights were worse, after "
            "a change of collection rounds in May 2025 and storms in June.",
        ),
        h.numbered("1.2", "The recycling rate for 2024/25 was 46.9%. Residual waste was 486 kg per household."),
        h.heading("2 Measures"),
        grid(h, rows, [70, 26, 26, 22, 22], rules="none", size=10),
        gap(),
        h.heading("3 Highways"),
        h.numbered(
            "3.1",
            "The service repaired 3,418 potholes between April and June 2025, of which 3,110 (91%) were "
            "repaired within 5 working days.",
        ),
        h.numbered("3.2", "The length of road in need of attention is about 212 km, 14% of the network."),
        h.heading("4 Carbon"),
        h.numbered(
            "4.1",
            "Emissions from the Council's estate were 9,860 tCO2e in 2024/25, down from 10,540 tCO2e in "
            "2023/24. The target for 2030 is 4,000 tCO2e.",
        ),
        h.heading("5 Actions"),
        h.numbered(
            "5.1",
            "The Director of Place will review the new collection rounds and report to the Committee in January 2026.",
        ),
        h.heading("6 Recommendation"),
        h.numbered("6.1", "That the Committee notes performance in Quarter 1 2025/26."),
    ]
    return typeset(story, "Place performance Q1 2025/26", h, foot="Tarrowdale Council: Place Directorate")


def report_q1_2026() -> bytes:
    h = House(size=10, colour=TEAL)
    rows: list[list[Any]] = [
        ["Measure", "Actual", "", "Target", "RAG", "Travel"],
        ["", "Q1 2025/26", "Q1 2026/27", "", "", ""],
        ["Potholes repaired within 5 working days", "91%", "93%", "90%", ("GREEN", "green"), Arrow("up")],
        ["Street lights working", "97.2%", "98.4%", "98%", ("GREEN", "green"), Arrow("up")],
        ["Fly-tips removed within 24 hours", "79%", "83%", "85%", ("AMBER", "amber"), Arrow("up")],
        ["Missed bins per 100,000 collections", "74", "66", "60", ("AMBER", "amber"), Arrow("down")],
        ["Bus services running on time", "82.3%", "78.9%", "85%", ("RED", "red"), Arrow("down")],
        ["Planning applications decided in time", "94%", "94%", "90%", ("GREEN", "green"), Arrow("same")],
    ]
    spans = [((0, 0), (0, 1)), ((1, 0), (2, 0)), ((3, 0), (3, 1)), ((4, 0), (4, 1)), ((5, 0), (5, 1))]
    years = ["2021/22", "2022/23", "2023/24", "2024/25", "2025/26"]
    waste = [
        ["Measure", *years],
        ["Recycling rate", *(shown(RECYCLING[y], "%") for y in years)],
        ["Residual waste per household (kg)", *(shown(RESIDUAL[y]) for y in years)],
    ]
    story = [
        h.title("Place and Environment performance report"),
        h.text("<b>Quarter 1 2026/27 (April to June 2026)</b>"),
        h.head([("Committee:", PLACE), ("Date:", "15 September 2026"), ("Author:", "Casimir Hale, Director of Place")]),
        gap(),
        h.heading("Highlights"),
        h.bullet("The recycling rate reached 48.3% in 2025/26, against a target of 47%."),
        h.bullet("Residual waste fell to 470 kg per household in 2025/26."),
        h.bullet("Fly-tipping enforcement led to 131 fixed penalty notices in 2025/26, up from 94 in 2022/23."),
        h.bullet("Bus punctuality fell to 78.9% while the Weir Bridge was closed."),
        h.heading("Measures"),
        h.caption("Table 1: Place measures, Quarter 1 2026/27"),
        grid(h, rows, [68, 22, 22, 18, 22, 16], heads=2, spans=spans),
        gap(),
        h.caption("Table 2: Waste over five years"),
        grid(h, waste, [62, 21, 21, 21, 21, 21]),
        gap(),
        h.heading("Earlier requests"),
        h.numbered(
            "1.",
            "In September 2025 members asked what fly-tipping cameras cost. The cost was to be reported by "
            "31 March 2026; procurement has been delayed and it will now be reported by 30 November 2026.",
        ),
        h.numbered(
            "2.", "The review of collection rounds was reported to the Committee in January 2026 and is complete."
        ),
        h.heading("Recommendation"),
        h.text("That the Committee notes the report."),
    ]
    return typeset(
        story,
        "Place and Environment performance Q1 2026/27",
        h,
        right="Agenda item 8",
        left="Place and Environment Scrutiny Committee",
    )


def minutes_2025() -> bytes:
    """Printed minutes, in the plain manner."""
    h = FORMAL
    story = [
        h.text("<b>TARROWDALE COUNCIL</b>", alignment=1),
        h.text("<b>PLACE AND ENVIRONMENT SCRUTINY COMMITTEE</b>", alignment=1),
        h.text(
            "MINUTES of the meeting held in the Council Chamber, Weavers' Hall on Tuesday 16 September 2025 at 6.00 pm."
        ),
        h.text("PRESENT: Councillors Henrike Moss (Chair), Tobias Quill, Amaru Penhale and Sunniva Greaves."),
        h.text("IN ATTENDANCE: Casimir Hale (Director of Place), Olwen Trethick (Head of Waste and Street Scene)."),
        h.heading("21. Apologies"),
        h.text("Apologies were received from Councillor Isolde Farrant."),
        h.heading("22. Place performance: Quarter 1 2025/26"),
        h.numbered(
            "22.1",
            "The Director of Place presented the report. Potholes repaired within 5 working days stood "
            "at 91%, one percentage point above target.",
        ),
        h.numbered(
            "22.2",
            "A member asked why street lighting was rated green at 97.2% when the target was 98%. The "
            "Director undertook to check the rating and to write to members by 10 October 2025.",
        ),
        h.numbered(
            "22.3",
            "Members requested the cost of fly-tipping cameras in Millrace ward, to be reported by 31 March 2026.",
        ),
        h.numbered("22.4", "The Committee asked for the number of complaints about missed bins in each ward."),
        h.text("RESOLVED:"),
        h.numbered("(i)", "That performance in Quarter 1 2025/26 be noted.", 24),
        h.numbered("(ii)", "That the Director of Place report on collection rounds in January 2026.", 24),
        h.heading("23. Flood risk on the lower Tarrow"),
        h.numbered(
            "23.1",
            "There were 46 properties flooded in January 2025. The scheme at Weir Bridge would protect "
            "about 180 homes at a cost of £3.4m.",
        ),
        h.text("RESOLVED: That Cabinet be recommended to bid for £2.1m from the flood fund by December 2025."),
        gap(),
        h.text("The meeting closed at 7.52 pm."),
    ]
    return typeset(story, "Minutes 16 September 2025", h, foot="Place and Environment Scrutiny Committee minutes")


def table_csv() -> bytes:
    lines = ["year,measure,area,value,unit"]
    for year, value in RECYCLING.items():
        lines.append(f"{year},Recycling rate,Tarrowdale,{value},percent")
    for year, kg in RESIDUAL.items():
        lines.append(f"{year},Residual waste per household,Tarrowdale,{kg},kg")
    return ("\r\n".join(lines) + "\r\n").encode()


NOTE = """Place and Environment Scrutiny Committee
Pre-meeting note for members, 10 November 2026
Prepared by Ines Pallister, Democratic Services

Recycling
The recycling rate for 2025/26 was 48.3%, up from 46.9% in 2024/25. For the first six months of 2026/27 the provisional
rate is 49.1%.

Outstanding from earlier meetings
- Cost of fly-tipping cameras in Millrace ward: due 30 November 2026, not yet received.
- Street lighting rating: the Director of Place wrote to members on 3 October 2025. Closed.
- Complaints about missed bins by ward: there is no record of an answer.

For this meeting
- The Head of Waste will give an update on food waste collections, which now reach 19,870 households.
- Members may wish to ask why only 78.9% of bus services ran on time in Quarter 1 2026/27.
"""


def q(quote: str, value: float, unit: str, measure: str, period: str | None, **more: Any) -> Fact:
    return Fact(quote, value, unit, measure, period, **more)


PAPERS = (
    Paper(
        "place-2023-09-19-waste-annual-scanned.pdf",
        PLACE,
        "2023-09-19",
        "report",
        "Waste and recycling: annual report for 2022/23",
        annual_2023,
        (
            q("43.5%", 43.5, "percent", "recycling rate", "FY2022/23", page=1),
            q("42.7%", 42.7, "percent", "recycling rate", "FY2021/22", page=1),
            q("43.8%", 43.8, "percent", "recycling rate", "FY2018/19", page=1),
            q("518 kg", 518, "kg", "residual waste", "FY2022/23", page=1),
            q("16,713 tonnes", 16713, "tonnes", "household waste recycled or composted", "FY2022/23", page=1),
            q("1,206", 1206, "count", "reports of fly-tipping", "FY2022/23", page=1),
        ),
        (Promise("report on food waste collections", "recommendation", due="2024-03", page=1),),
    ),
    Paper(
        "place-2024-11-19-waste-briefing.pdf",
        PLACE,
        "2024-11-19",
        "report",
        "Waste and recycling briefing 2023/24",
        briefing_2024,
        (
            q("45.2%", 45.2, "percent", "recycling rate", "FY2023/24", page=1),
            q("43.3%", 43.3, "percent", "recycling rate", "FY2023/24", role="comparator", area="England", page=1),
            q("34.0%", 34.0, "percent", "rate", "FY2023/24", area="Harbour ward", page=1),
            q("501 kg", 501, "kg", "residual waste per household", "FY2023/24", page=1),
            q("475 kg", 475, "kg", "residual waste per household", "FY2025/26", role="target", page=1),
            q("1,342", 1342, "count", "incidents of fly-tipping", "FY2023/24", page=1),
            q("1,206", 1206, "count", "incidents of fly-tipping", "FY2022/23", page=1),
            q("£148,300", 148300, "gbp", "clearing", "FY2023/24", page=1),
            q("21,500", 21500, "count", "households food waste collections", "2026-03", role="forecast", page=1),
        ),
        (
            Promise("provide ward figures on contamination", "action", "The Head of Waste", "2025-02", 1),
            Promise("write to all 4,300 households", "action", "Officers", "2025-01", 1),
        ),
    ),
    Paper(
        "place-2025-09-16-performance-q1.pdf",
        PLACE,
        "2025-09-16",
        "report",
        "Place performance: Quarter 1 2025/26",
        report_q1_2025,
        (
            q("46.9%", 46.9, "percent", "recycling rate", "FY2024/25", page=1),
            q("486 kg", 486, "kg", "residual waste per household", "FY2024/25", page=1),
            q("97.2%", 97.2, "percent", "street lights working", "Q1 2025/26", rag="green", page=1),
            q("98%", 98, "percent", "street lights working", "Q1 2025/26", role="target", page=1),
            q("79%", 79, "percent", "fly-tips removed", "Q1 2025/26", rag="amber", page=1),
            q("3,418", 3418, "count", "potholes", "2025-04/2025-06", page=1),
            q("9,860 tCO2e", 9860, "tco2e", "emissions", "FY2024/25", page=1),
            q("4,000 tCO2e", 4000, "tco2e", "emissions", "2030", role="target", page=1),
            q("212 km", 212, "km", "road", "*", page=1),
        ),
        (
            Promise("review the new collection rounds", "action", "The Director of Place", "2026-01"),
            Promise("notes performance in Quarter 1 2025/26", "recommendation"),
        ),
    ),
    Paper(
        "place-2025-09-16-minutes.pdf",
        PLACE,
        "2025-09-16",
        "minutes",
        "Minutes of the meeting on 16 September 2025",
        minutes_2025,
        (
            q("91%", 91, "percent", "potholes repaired", "Q1 2025/26", page=1),
            q("97.2%", 97.2, "percent", "street lighting", "Q1 2025/26", page=1),
            q("46", 46, "count", "properties flooded", "2025-01", page=1),
            q("£3.4m", 3400000, "gbp", "scheme", "*", role="forecast", page=1),
        ),
        (
            Promise("undertook to check the rating", "action", "The Director", "2025-10-10", 1),
            Promise("requested the cost of fly-tipping cameras", "request", due="2026-03-31", page=1),
            Promise("asked for the number of complaints", "request", page=1),
            Promise("performance in Quarter 1 2025/26 be noted", "resolution", page=1),
            Promise("bid for £2.1m", "resolution", due="2025-12"),
        ),
        head_says=True,
    ),
    Paper(
        "place-2026-09-15-performance-q1.pdf",
        PLACE,
        "2026-09-15",
        "report",
        "Place and Environment performance report, Quarter 1 2026/27",
        report_q1_2026,
        (
            q("48.3%", 48.3, "percent", "recycling rate", "FY2025/26", page=1),
            q("47%", 47, "percent", "recycling rate", "FY2025/26", role="target", page=1),
            q("470 kg", 470, "kg", "residual waste per household", "FY2025/26", page=1),
            q("131", 131, "count", "fixed penalty notices", "FY2025/26", page=1),
            q("93%", 93, "percent", "potholes repaired", "Q1 2026/27", rag="green", page=1),
            q("78.9%", 78.9, "percent", "bus services running on time", "Q1 2026/27", rag="red", page=1),
            q("66", 66, "per_100000", "missed bins", "Q1 2026/27", rag="amber", page=1),
            q("42.7%", 42.7, "percent", "recycling rate", "FY2021/22", page=1),
        ),
        (Promise("will now be reported by 30 November 2026", "action", due="2026-11-30"),),
    ),
    Paper(
        "place-2026-09-15-recycling.csv",
        PLACE,
        "2026-09-15",
        "appendix",
        "Recycling and residual waste since 2018/19",
        table_csv,
        (
            q("43.8", 43.8, "percent", "recycling rate", "FY2018/19"),
            q("41.9", 41.9, "percent", "recycling rate", "FY2020/21"),
            q("48.3", 48.3, "percent", "recycling rate", "FY2025/26"),
            q("563", 563, "kg", "residual waste per household", "FY2020/21"),
        ),
    ),
    Paper(
        "place-2026-11-10-members-note.txt",
        PLACE,
        "2026-11-10",
        "report",
        "Pre-meeting note for members",
        lambda: NOTE.encode(),
        (
            q("48.3%", 48.3, "percent", "recycling rate", "FY2025/26"),
            q("46.9%", 46.9, "percent", "recycling rate", "FY2024/25"),
            q("49.1%", 49.1, "percent", "rate", "2026-04/2026-09"),
            q("19,870", 19870, "count", "households food waste collections", "*"),
            q("78.9%", 78.9, "percent", "bus services on time", "Q1 2026/27"),
        ),
        (Promise("will give an update on food waste collections", "action", "The Head of Waste"),),
    ),
)
