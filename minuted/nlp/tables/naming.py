"""Which columns of a table name its rows: those on the left, less what only sorts or explains, and others where needed.

Labels stand on the left, with three exceptions that papers make.  Columns of a register sort the rows ("Lead officer"),
refer to them ("Row ref") or tell about them ("Brief description"): they name nothing where another column does.  A plan
of several years sets the past year to the left of its labels.  A list of records repeats what stands on the left, and
tells its rows apart farther to the right ("Tenure", "Size").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from minuted.extract.document import Table
from minuted.extract.grid import Grid, is_prose_cell
from minuted.nlp.tables.axes import header_path
from minuted.nlp.tables.places import is_area_heading
from minuted.nlp.tables.ratings import is_rating_column

_NARRATES = re.compile(
    r"(?i)(?:(?:brief|further|full|additional) )?(?:description|comment|narrative|commentary|details?|consequence|"
    r"explanation|justification|rationale|reason|notes?|(?:source|cause|risk event|impact|mitigation)\b)"
)
"""A heading over what tells about a row and does not name it."""
_NAMES_IT = re.compile(
    r"(?i)(?:\w+ ){0,2}(?:headline|projects?|schemes?|name|titles?|indicator|measure|service)\b(?! (?:area|code|ref))"
)
_PEOPLE = re.compile(
    r"(?i)(?:(?:cabinet|lead) member|portfolio|lead\b|owner|contact|responsible|officer|row ref|ref\b)"
)
_REFERS = re.compile(
    r"(?i)(?:(?:app(?:lication)?|case|planning|row|line|item|cheque|chq|invoice|order|contract|project|risk|indicator)"
    r"\.?\s?)?(?:ref(?:erence)?|no|number|id|code)s?\.?"
)
"""A heading over what only refers to a row."""
_FIGURE = re.compile(r"£\s?\d|\d\s?%")
MANY_ALIKE = 0.4
"""From this share of rows on that their labels do not tell apart, columns to the right are taken as labels too."""
FILLED = 0.6
"""The share of rows that a column must have words in to name them."""


@dataclass(frozen=True)
class Naming:
    """The columns that name the rows of a table; ``group_of`` gives the row group that a row is of."""

    table: Table
    grid: Grid
    group_of: Callable[[int], str] = lambda row: ""
    before: Table | None = None
    """The table that this one goes on from, whose headings and label columns it shares."""

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The label columns, left to right."""
        return (*range(self.left), *self.inner)

    @cached_property
    def left(self) -> int:
        """How many label columns stand on the left."""
        return self.table.header_columns if self.before is None else self.before.header_columns

    @cached_property
    def _head(self) -> tuple[Grid, range]:
        if self.before is None:
            return self.grid, range(self.table.header_rows)
        return Grid(self.before.cells, self.before.rows, self.before.columns), range(self.before.header_rows)

    @cached_property
    def inner(self) -> tuple[int, ...]:
        """The columns right of values that tell rows apart which those on the left do not.

        >>> from minuted.extract.document import Cell
        >>> from minuted.extract.headers import resolve_headers
        >>> texts = [["2023/24", "", "2024/25"], ["14", "Grants", "15"], ["11", "Fees", "9"], ["7", "Fines", "8"]]
        >>> cells = [Cell(r, c, 0, 0, text) for r, row in enumerate(texts) for c, text in enumerate(row)]
        >>> table = resolve_headers(cells, 4, 3)
        >>> Naming(table, Grid(table.cells, 4, 3)).columns
        (1,)
        """
        rows = [row for row in self._body if self.grid.values_in(row)]
        named = [c for c in range(self.left) if not self._refers(c)]
        told = {row: (self.group_of(row), *(self.label(row, column) for column in named)) for row in rows}
        if len(rows) < 3 or _alike(told.values()) < MANY_ALIKE * len(rows):
            return ()
        chosen: list[int] = []
        for column in range(self.left, self.table.columns):
            if not _alike(told.values()):
                break
            if self._is_of_words(column, rows):
                more = {row: (*labels, self.label(row, column)) for row, labels in told.items()}
                if len(set(more.values())) > len(set(told.values())):
                    chosen.append(column)
                    told = more
        return tuple(chosen)

    def _is_of_words(self, column: int, rows: Sequence[int]) -> bool:
        """Whether a column may name the rows: words in most of them, and neither people, ratings, prose nor dates."""
        heading = self._heading(column)
        if _PEOPLE.match(heading) or _NARRATES.match(heading) or self._refers(column):
            return False
        cells = [cell for row in rows if (cell := self.grid[row, column]) is not None and cell.text.strip()]
        if len(cells) < FILLED * len(rows) or is_rating_column(cells, heading):
            return False
        if sum(_FIGURE.search(cell.text) is not None for cell in cells) > 0.3 * len(cells):
            return False
        kinds = Counter(self.grid.kind(row, column) for row in rows)
        return kinds["label"] + kinds["mixed"] >= 0.8 * len(cells) and sum(map(is_prose_cell, cells)) < 0.3 * len(cells)

    def beside(self, area_column: int | None) -> list[int]:
        """Label columns that sort, refer or explain, and do not name: "Type of scheme" beside areas, "Lead officer"."""
        heads = [self._heading(c) for c in range(self.left)]
        named = area_column is not None or any(map(self._names_it, range(len(heads))))
        many = len(heads) > 3
        return [c for c, head in enumerate(heads) if c != area_column and self._only_sorts(c, head, named, many)]

    def _only_sorts(self, column: int, heading: str, named: bool, many: bool) -> bool:
        if _PEOPLE.match(heading) or (self._refers(column) and len(self.columns) > 1):
            return True
        if not named or self._names_it(column):
            return False
        if self.tells(column):
            return True
        return (many or self._is_area_table) and self._repeats(column)

    def _names_it(self, column: int) -> bool:
        heading = self._heading(column)
        return _NAMES_IT.match(heading) is not None and not _NARRATES.match(heading)

    def names_it(self) -> bool:
        """Whether a heading says outright that its column names the rows: "Project", "Risk title"."""
        return any(map(self._names_it, range(self.left)))

    def _refers(self, column: int) -> bool:
        return refers(self._heading(column))

    def dates(self, column: int) -> bool:
        """Whether most of what stands in a column is a date or a period."""
        kinds = [kind for row in self._body if (kind := self.grid.kind(row, column)) != "empty"]
        return kinds.count("period") > 0.5 * len(kinds)

    def sorts(self, column: int) -> bool:
        """Whether a column that does not name sorts the rows by what they are of: "Directorate", "Category"."""
        return not (self.tells(column) or self._refers(column) or _PEOPLE.match(self._heading(column)))

    def tells(self, column: int) -> bool:
        """Whether a column tells about the rows: it is headed so, or its cells are sentences."""
        if _NARRATES.match(self._heading(column)):
            return True
        cells = [cell for row in self._body if (cell := self.grid[row, column]) is not None and cell.text.strip()]
        return sum(map(is_prose_cell, cells)) > 0.5 * len(cells)

    def _repeats(self, column: int) -> bool:
        """Whether a label column says the same of many rows."""
        told = [text for row in self._body if (text := self.label(row, column))]
        return len(set(told)) <= 0.5 * len(told)

    @cached_property
    def _is_area_table(self) -> bool:
        return any(is_area_heading(self._heading(c)) for c in range(self.left))

    @cached_property
    def _body(self) -> range:
        return range(self.table.header_rows, self.table.rows)

    def label(self, row: int, column: int) -> str:
        """What a cell says, its spaces made single."""
        cell = self.grid[row, column]
        return " ".join(cell.text.split()) if cell is not None else ""

    def _heading(self, column: int) -> str:
        return " ".join(header_path(*self._head, column))


def refers(heading: str) -> bool:
    """Whether what stands under a heading only refers to rows.

    >>> refers("Row ref"), refers("App. No."), refers("Notice period")
    (True, True, False)
    """
    return _REFERS.fullmatch(heading.strip(" :")) is not None


def _alike(labels: Collection[tuple[str, ...]]) -> int:
    """How many rows have no label of their own: none at all, or one that another row has too."""
    times = Counter(labels)
    return sum(count for label, count in times.items() if count > 1 or not any(label[1:]))
