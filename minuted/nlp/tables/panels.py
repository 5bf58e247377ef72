"""KPI panels: one box for one indicator, its name across the top, then "Latest: 41%", "Target: 45%" and so on.

The name is the measure of every number in the box; the rating beside the name belongs to the latest value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minuted.extract.document import Cell
from minuted.extract.grid import Grid
from minuted.nlp.facts import TableRef
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.reading import Draft, Reading, Sentence
from minuted.nlp.tables.cells import CellNumber, cell_numbers
from minuted.nlp.tables.context import Setting
from minuted.nlp.tables.measures import compose, label_words
from minuted.nlp.tables.ratings import direction_of, hue_of, mark_rating, rating_in, rating_word
from minuted.nlp.tables.roles import is_prior, read_role
from minuted.nlp.tables.scales import read_scale
from minuted.nlp.tables.when import read_when

_LABELLED = re.compile(
    r"^(?:latest|current|actual|target|previous|floor|result|performance|last (?:year|quarter|month)|year to date|ytd|"
    r"baseline|benchmark|england|national|forecast|outturn)\b[^.]{0,30}?[:\s]\s*[<>~£+-]?\s?\d",
    re.IGNORECASE,
)
MOST_ROWS = 8


@dataclass(frozen=True)
class Panel:
    """The name cell of a panel, its rating, and the cells with labelled values."""

    name: Cell
    rating: str | None
    direction: str | None
    cells: tuple[Cell, ...]

    def drafts(self, reading: Reading, setting: Setting, clock: Clock) -> Iterator[Draft]:
        """A draft for each labelled value."""
        for cell in self.cells:
            for number in cell_numbers(cell.text):
                yield self._draft(cell, number, reading, setting, clock)

    def _draft(self, cell: Cell, number: CellNumber, reading: Reading, setting: Setting, clock: Clock) -> Draft:
        name = " ".join(self.name.text.split())
        label = number.before or number.after
        quantity = number.quantity
        scale = read_scale(name)
        if quantity.unit == "count" and scale is not None:
            high = None if quantity.value_to is None else quantity.value_to * scale.factor
            quantity = replace(
                quantity, unit=scale.unit, value=quantity.value * scale.factor, value_to=high, unit_inherited=True
            )
        quantity = replace(quantity, start=cell.start + quantity.start, end=cell.start + quantity.end)
        sentence = Sentence(cell.start, cell.end, cell.text, setting.block, setting.block_index, setting.headings)
        draft = Draft(quantity, sentence, TableRef(setting.index, cell.row, cell.column, (name,), (number.before,)))
        draft.role = read_role(label) or "actual"
        extra = "floor standard" if re.search(r"\bfloor\b", label, re.IGNORECASE) else ""
        draft.measure = compose("", (label_words(name) or name,), (extra,))
        draft.evidence.update(measure=f"panel: {name[:120]}", role=f"cell: {label.strip()}")
        draft.period = read_when(label, clock)
        if draft.period is None and draft.role == "actual" and clock.own is not None:
            own, named = clock.own, read_when(name, clock)
            months = (own.end.year - own.start.year) * 12 + own.end.month - own.start.month + 1
            draft.period = cal.shift_months(named or own, -months) if is_prior(label) else named or own
            draft.evidence["period"] = "the paper's own period" + (", the one before" if is_prior(label) else "")
        if draft.role == "actual":
            draft.rag = rating_in(cell.text) or (None if is_prior(label) else self.rating)
            draft.direction = direction_of(cell) or (None if is_prior(label) else self.direction)
        return draft


def read_panel(grid: Grid) -> Panel | None:
    """The panel that a small table is, or None."""
    if grid.rows > MOST_ROWS:
        return None
    told = [cell for row in range(grid.rows) for cell in grid.row_cells(row) if cell.row == row]
    labelled = [cell for cell in told if _LABELLED.match(cell.text.strip()) and len(cell.text.split()) <= 12]
    if len(labelled) < 2 or len(labelled) < 0.3 * len(told):
        return None
    above = [c for c in told if c.row < labelled[0].row and len(c.text.split()) >= 3 and not _LABELLED.match(c.text)]
    if not above:
        return None
    name = max(above, key=lambda cell: len(cell.text))
    top = [cell for cell in grid.cells if cell.row == name.row and cell is not name]
    rating = next((r for cell in top if (r := rating_word(cell.text) or mark_rating(cell))), None)
    if rating is None:
        rating = next((r for c in top if not c.text.strip() and c.fill and (r := hue_of(c.fill))), None)
    direction = next((d for cell in top if (d := direction_of(cell))), None)
    return Panel(name, rating, direction, tuple(labelled))
