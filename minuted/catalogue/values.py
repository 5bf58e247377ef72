"""A measure's values as tables: the council's own first, then every other place that has several, then the rest.

A value is one row however often and in whatever words it was told; where else it stands is kept with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minuted.catalogue import series

Row = dict[str, Any]
ORDER = ("actual", "target", "forecast", "budget", "comparator", "change")
MOST_ROWS = 120
"""Rows of one table that are shown; the files have all."""


@dataclass(frozen=True)
class Table:
    """Some of a measure's values: those of one place, or of several where ``mixed``."""

    title: str
    rows: list[Row]
    mixed: bool = False

    @property
    def shown(self) -> list[Row]:
        """The rows that the page shows."""
        return self.rows[:MOST_ROWS]

    @property
    def tells_years(self) -> bool:
        """Whether a year before is another baseline than the period before, for any row."""
        return any(
            row.get("last_year") and row["last_year"]["id"] != (row.get("previous") or {}).get("id")
            for row in self.rows
        )

    def has(self, *names: str) -> bool:
        """Whether any row has something in one of these columns."""
        return any(row.get(name) for row in self.rows for name in names)


def tables_of(rows: list[Row]) -> list[Table]:
    """All values of a measure as tables, newest period first."""
    dated, undated = with_changes(rows)
    places: dict[tuple[str, str], list[Row]] = {}
    for row in dated:
        places.setdefault(series.place_of(row), []).append(row)
    councils = len({council for council, _ in places})
    several = {place: of for place, of in places.items() if len(of) > 1 or not place[1]}
    order = sorted(several, key=lambda place: (bool(place[1]), -len(several[place]), place))
    found = [Table(_title(several[place][0], councils), several[place]) for place in order]
    alone = [row for place, of in places.items() if place not in several for row in of]
    if alone:
        found.append(Table("Other places" if found else "Places", _newest(alone), mixed=True))
    if undated:
        found.append(Table("Period not known", undated, mixed=True))
    return found


def _title(row: Row, councils: int) -> str:
    if not series.place_of(row)[1]:
        return row["council"] or "Council not stated"
    area = str(row["area"])
    name = area[:1].upper() + area[1:]
    return f"{name}, reported by {row['council']}" if councils > 1 and row["council"] else name


def with_changes(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Values with a period, newest first, with targets beside them and changes on two baselines; and those without."""
    compared, plain = [], []
    for told in series.of_each(row for row in rows if row["period_end"]):
        if told[0]["role"] in ("change", "target"):
            plain += told
        else:
            compared += series.compared(told)
    dated = _newest([*compared, *_beside(compared, plain)])
    return dated, _undated(dated, [row for row in rows if not row["period_end"]])


def _newest(rows: list[Row]) -> list[Row]:
    place = {role: n for n, role in enumerate(ORDER)}
    return sorted(
        rows, key=lambda row: (row["period_end"], row["period_start"], -place.get(row["role"], 9)), reverse=True
    )


def _undated(dated: list[Row], rows: list[Row]) -> list[Row]:
    """Values without a period, each once; what the same paper states with its period is not shown again."""
    told = {(one["document_id"], *series.key_of(one), one["value"]) for row in dated for one in (row, *row["again"])}
    found: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda row: row["meeting_date"] or "", reverse=True):
        if (row["document_id"], *series.key_of(row), row["value"]) in told:
            continue
        kept = found.setdefault((*series.key_of(row), row["value"]), {**row, "again": [], "earlier": []})
        if kept["id"] != row["id"]:
            kept["again"].append(row)
    return list(found.values())


def _beside(found: list[Row], plain: list[Row]) -> list[Row]:
    """Put each target beside the value that it is the target of; returns what stands beside none."""
    targets: dict[tuple[Any, ...], Row] = {}
    for row in plain:
        if row["role"] == "target":
            targets.setdefault(_place_in_time(row), row)
    used = set()
    for row in found:
        if row["role"] == "actual" and (target := targets.get(_place_in_time(row))):
            row["target"] = target
            used.add(_place_in_time(row))
    return [row for row in plain if row["role"] != "target" or _place_in_time(row) not in used]


def _place_in_time(row: Row) -> tuple[Any, ...]:
    return *series.place_of(row), row["unit"], row["period_start"], row["period_end"]
