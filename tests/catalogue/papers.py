"""What Tarrowdale's papers say, and what follows from them."""

# ruff: noqa: E501  (one fact a line)

from __future__ import annotations

from tests.catalogue.invented import CABINET, CHILDREN, ENVIRONMENT, Builder, Fact, Line, Paper

RATE, CARE = "children-in-care-rate-per-10-000", "children-in-care"
NEIGHBOURS = "statistical neighbours"


def kpi(name: str, measure: str, unit: str, value: float, target: float, when: str, rag: str, page: int = 2) -> Line:
    """A row of a performance table: name, value, target, rating."""
    sign = "%" if unit == "percent" else ""
    said, aim = f"{value:g}{sign}", f"{target:g}{sign} or better"
    return Line(
        f"{name}\t{said}\t{aim}\t{rag.title()}",
        [Fact(said, value, unit, measure, when, rag=rag), Fact(aim, target, unit, measure, when, role="target")],
        kind="table", page=page,
    )  # fmt: skip


def children_report(
    date: str, when: str, rate: float, care: int, values: tuple[float, ...], extra: list[Line]
) -> Paper:
    return Paper(
        f"children-performance-{date}.pdf", f"Children's services performance, {when}", "report", CHILDREN, date,
        [
            Line(f"Children's services performance, {when}", kind="heading"),
            Line(
                f"The rate of children in our care was {rate:g} per 10,000 in {when}.",
                [Fact(f"{rate:g} per 10,000", rate, "per_10000", RATE, when, name="rate of children in our care")],
                number="1.1",
            ),
            Line(
                f"This compares with 71.2 per 10,000 for our statistical neighbours in {when}.",
                [Fact("71.2 per 10,000", 71.2, "per_10000", RATE, when, "comparator", NEIGHBOURS)], number="1.2",
            ),
            Line(
                f"There were {care} looked after children at the end of {when}.",
                [Fact(f"{care}", care, "count", CARE, when, name="looked after children")], number="1.3",
            ),
            *extra,
            Line("Performance table", kind="heading", page=2),
            kpi("Three or more placements", "placement-stability", "percent", values[0], 9, when, "amber"),
            kpi("Assessments in 45 days", "assessments-in-time", "percent", values[1], 90, when, "red"),
            kpi("Care leavers in work", "care-leavers-in-work", "percent", values[2], 60, when, "green"),
            Line("Members are asked to note the position and to consider the risks set out above.", page=3),
        ],
        pages=3,
    )  # fmt: skip


def environment_report(date: str, when: str, values: tuple[float, ...], extra: list[Line]) -> Paper:
    return Paper(
        f"waste-and-streets-{date}.pdf", f"Waste and street scene, {when}", "report", ENVIRONMENT, date,
        [
            Line(f"Waste and street scene, {when}", kind="heading"),
            *extra,
            Line("Performance table", kind="heading", page=2),
            kpi("Missed collections", "missed-collections", "per_100000", values[0], 45, when, "green"),
            kpi("Fly-tips cleared", "fly-tips-cleared", "percent", values[1], 95, when, "amber"),
        ],
        pages=2,
    )  # fmt: skip


def recycling(years: dict[str, float], provisional: str | None = None) -> list[Line]:
    lines = []
    for label, value in years.items():
        lines.append(
            Line(
                f"In {label[2:]} we recycled {value:g}% of household waste, against a target of 48%.",
                [
                    Fact(f"{value:g}%", value, "percent", "recycling-rate", label, name="household waste recycled",
                         qualifier="provisional" if label == provisional else None),
                    Fact("48%", 48, "percent", "recycling-rate", label, role="target"),
                ],
            )
        )  # fmt: skip
    return lines


def budget(date: str, when: str, overspend: float, tax: float, sick: float) -> Paper:
    return Paper(
        f"budget-monitor-{date}.pdf", f"Budget monitoring, {when}", "report", CABINET, date,
        [
            Line(f"Budget monitoring, {when}", kind="heading"),
            Line(
                f"The forecast overspend on the revenue budget is £{overspend:g}m for 2023/24.",
                [Fact(f"£{overspend:g}m", overspend * 1e6, "gbp", "revenue-overspend", "FY2023/24", "forecast")],
            ),
            Line(
                f"Council tax collected stood at {tax:g}% in {when}.",
                [Fact(f"{tax:g}%", tax, "percent", "council-tax-collected", when)],
            ),
            Line(
                f"Each employee lost about {sick:g} days to sickness in {when}.",
                [Fact(f"{sick:g} days", sick, "days", "sickness-absence", when, qualifier="about")],
            ),
            Line("A further £450,000 was moved to reserves.", [Fact("£450,000", 450_000, "gbp", name="moved to reserves")]),
        ],
    )  # fmt: skip


def minutes(name: str, committee: str, date: str, items: list[tuple[str, Fact]]) -> Paper:
    lines = [Line(f"Minutes of the {committee}", kind="heading")]
    lines += [Line(text, [fact] if fact else [], number=f"{n}.") for n, (text, fact) in enumerate(items, 1)]
    return Paper(name, f"Minutes, {committee}", "minutes", committee, date, lines, media="text/html")


def promise(
    text: str, kind: str, owner: str | None = None, due: str | None = None, status: str = "open", **more: object
) -> tuple[str, Fact]:
    when = (due, due, due) if due else None
    return text, Fact(text, kind=kind, owner=owner, due=when, status=status, more=dict(more))


DIRECTOR, HEAD, CHAIR = "Director of Children's Services", "Head of Waste", "the Chair"
PAPERS = [
    children_report("2023-09-14", "Q1 2023/24", 78.4, 412, (10.4, 78, 61), [
        Line("A year before, in Q3 2022/23, the rate of children in our care was 74.1 per 10,000.",
             [Fact("74.1 per 10,000", 74.1, "per_10000", RATE, "Q3 2022/23", name="rate of children in our care")])]),
    minutes("children-minutes-2023-09-14.html", CHILDREN, "2023-09-14", [
        ("The Panel received the performance report for the first quarter.", None),  # type: ignore[list-item]
        promise("The Director agreed to bring a report on foster carer vacancies to the next meeting.", "action", DIRECTOR, "2023-11-16", "answered"),
        promise("RESOLVED: That the Cabinet be recommended to review the fee for foster carers by December 2023.", "recommendation", "Cabinet", "2023-12-31", "overdue", not_mentioned_for=2),
        promise("Members asked for the number of children placed more than 20 miles from home.", "request", DIRECTOR, "2023-11-16", "overdue", not_mentioned_for=2),
        promise("The Panel requested a breakdown of assessments by team.", "request", DIRECTOR, None, "open"),
        promise("It was agreed that the Chair write to the Integrated Care Board on health checks.", "action", CHAIR, "2023-10-31", "partly_answered"),
        promise("RESOLVED: That the report be noted.", "resolution", None, None, "noted"),
    ]),
    environment_report("2023-10-05", "Q1 2023/24", (41.5, 93),
        recycling({"FY2018/19": 39.8, "FY2019/20": 41.2, "FY2020/21": 40.6, "FY2021/22": 42.9, "FY2022/23": 44.1}, "FY2022/23")),
    minutes("environment-minutes-2023-10-05.html", ENVIRONMENT, "2023-10-05", [
        promise("The Head of Waste undertook to publish the map of missed collections by ward.", "action", HEAD, "2023-12-01", "overdue", not_mentioned_for=1),
        promise("Members asked what the contractor is paid for each missed collection.", "request", HEAD, None, "answered"),
        promise("RESOLVED: That a working group on litter be set up with five members.", "resolution", None, None, "open"),
        promise("The Committee recommended that the bulky waste charge be frozen for 2024/25.", "recommendation", "Cabinet", "2024-02-28", "superseded"),
        promise("The officer would circulate the glass tonnage after the meeting.", "action", "the officer", None, "open"),
        promise("RESOLVED: That the report be noted by the Committee.", "resolution", None, None, "noted"),
    ]),
    children_report("2024-03-14", "Q3 2023/24", 81.9, 431, (11.1, 84, 58), [
        Line("The rate for Q1 2023/24 is now given as 79.6 per 10,000 after late registrations.",
             [Fact("79.6 per 10,000", 79.6, "per_10000", RATE, "Q1 2023/24", name="rate of children in our care")]),
        Line("Foster carer vacancies stand at 23, as the Panel asked to be told in September.",
             [Fact("23", 23, "count", name="foster carer vacancies", when="Q3 2023/24")]),
        Line("The Integrated Care Board has replied on health checks in part.")]),
    minutes("children-minutes-2024-03-14.html", CHILDREN, "2024-03-14", [
        promise("The Panel asked again for the number of children placed more than 20 miles away.", "request", DIRECTOR, "2024-06-13", "open"),
        promise("The Director agreed to share the sufficiency strategy before the June meeting.", "action", DIRECTOR, "2024-06-13", "due"),
        promise("RESOLVED: That a task group on placements report in September 2024.", "resolution", "task group", "2024-09-30", "open"),
        promise("It was agreed that the Chair meet the Youth Council.", "action", CHAIR, None, "open"),
        promise("RESOLVED: That the Panel's work programme be approved.", "resolution", None, None, "closed"),
    ]),
    environment_report("2024-02-08", "Q3 2023/24", (38.2, 94.5),
        [*recycling({"FY2022/23": 43.6, "FY2023/24": 46.3}),
            Line("The contractor is paid nothing for a missed collection, as Members asked in October.")]),
    minutes("environment-minutes-2024-02-08.html", ENVIRONMENT, "2024-02-08", [
        promise("The Committee asked for the cost of the new vehicles before the budget is set.", "request", HEAD, "2024-02-20", "overdue", not_mentioned_for=0),
        promise("RESOLVED: That Cabinet be asked to keep the garden waste charge at its present level.", "recommendation", "Cabinet", "2024-04-30", "due"),
        promise("The Head of Waste agreed to give a half-yearly report on fly-tipping.", "action", HEAD, "2024-07-11", "open"),
        promise("Members requested a site visit to the transfer station.", "request", HEAD, None, "open"),
    ]),
    budget("2023-12-12", "Q2 2023/24", 4.2, 54.8, 9.6),
    budget("2024-03-19", "Q3 2023/24", 5.1, 81.2, 10.1),
    minutes("cabinet-minutes-2024-03-19.html", CABINET, "2024-03-19", [
        promise("RESOLVED: That the fee for foster carers be raised by 6% from April 2024.", "resolution", "Cabinet", "2024-04-30", "open"),
        promise("RESOLVED: That the garden waste charge be raised to £52.", "resolution", "Cabinet", None, "open"),
        promise("Cabinet requested weekly reports on agency spending.", "request", "Chief Finance Officer", None, "open"),
    ]),
    Paper("appendix-scanned.pdf", "Appendix C", "appendix", ENVIRONMENT, "2024-02-08", [], status="needs_ocr",
          detail="scanned pages without text; install OCR (pip install 'minuted[ocr]', and Tesseract)", pages=2),
    Paper("locked-report.pdf", "Locked report", "report", CABINET, "2024-03-19", [Line("")], status="failed",
          detail="the file is locked with a password; ask for an unlocked copy", keep_original=False),
]  # fmt: skip


def follow(builder: Builder) -> None:
    """What answers what, and what contradicts what."""
    ids = builder.ids
    first, second = "children-performance-2023-09-14.pdf", "children-performance-2024-03-14.pdf"
    _conflict(builder, ids[f"{first}:78.4 per 10,000"], ids[f"{second}:79.6 per 10,000"], "conflict")
    waste = ("waste-and-streets-2023-10-05.pdf", "waste-and-streets-2024-02-08.pdf")
    _conflict(builder, ids[f"{waste[0]}:44.1%"], ids[f"{waste[1]}:43.6%"], "restatement")
    builder.insert(
        "checks", id="check1", figure_id=ids["children-performance-2024-03-14.pdf:84%"],
        other_figure_id=ids["children-performance-2024-03-14.pdf:90% or better"], kind="rag_against_target",
        detail="84% is printed red, within ten per cent of its target of 90%",
    )  # fmt: skip
    for made, answered, line, outcome in (
        ("The Director agreed to bring a report on foster carer vacancies to the next meeting.", second, "Foster carer vacancies", "done"),
        ("It was agreed that the Chair write to the Integrated Care Board on health checks.", second, "The Integrated Care Board", "partly"),
        ("Members asked for the number of children placed more than 20 miles from home.", "children-minutes-2024-03-14.html", "The Panel asked again", "repeated"),
        ("Members asked what the contractor is paid for each missed collection.", waste[1], "The contractor is paid", "done"),
    ):  # fmt: skip
        _follow_up(builder, made, ids[answered], line, outcome)
    builder.insert(
        "runs", command="add papers", started_at="2024-04-02T09:00:00+00:00", ended_at="2024-04-02T09:00:09+00:00",
        papers=14, read=12, skipped=0, failed=1,
    )  # fmt: skip


def _conflict(builder: Builder, one: str, other: str, kind: str) -> None:
    builder.insert("conflicts", id=f"{one}~{other}", figure_id=one, other_figure_id=other, kind=kind, detail="differ")


def _follow_up(builder: Builder, made: str, document: str, line: str, outcome: str) -> None:
    commitment = next(value for key, value in builder.ids.items() if key.endswith(":" + made))
    row = builder.db.execute(
        'SELECT id, page, start, "end", text, x0, y0, x1, y1 FROM passages WHERE document_id = ? AND text LIKE ?',
        [document, line + "%"],
    ).fetchone()
    passage, page, start, end, text, x0, y0, x1, y1 = row
    builder.insert(
        "follow_ups", id=f"{commitment}:{document}:{start}", commitment_id=commitment, document_id=document,
        passage_id=passage, page=page, start=start, end=end, x0=x0, y0=y0, x1=x1, y1=y1, quote=text,
        outcome=outcome, score=0.8, why="the same words and the same committee",
    )  # fmt: skip
