"""What holds for all values of one stretch of a table: its periods, its money scale, the areas that are its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.reading import Draft, Reading
from minuted.nlp.tables.axes import Axes, Line, stem_of
from minuted.nlp.tables.context import Setting
from minuted.nlp.tables.scales import Scale
from minuted.nlp.tables.when import until, widest_span


def _speaks(words: str) -> Callable[[str], bool]:
    """Whether a text holds the words, in any case; kept, since tables ask about the same titles again and again."""
    pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return lru_cache(maxsize=4096)(lambda text: pattern.search(text) is not None)


_is_of_budgets = _speaks(
    r"budget(?!/)|capital (?:programme|investment|strategy)|medium term|mtfp|mtfs|precept|estimates|"
    r"(?:revenue|financial|spending) plans?"
)
_is_of_monitoring = _speaks(
    "monitor(?:ing)?|outturn|forecast|variances?|accounts|audit|statement of accounts|spend(?:ing)? to date"
)
_is_of_finance = _speaks("budget|finance|financial|revenue|capital|savings")
_is_of_money = _speaks("budgets?|spend|expenditure|income|variances?|overspend|underspend|forecast outturn|cash limit")
_speaks_of_money = _speaks(
    "budgets?|expenditure|spend(?:ing)?|costs?|income|receipts|precept|reserves?|savings|funding|outturn|payments?|"
    "borrowing|investments?|debt|grants?|balances?|assets"
)
_names_interval = _speaks("ci|confidence interval|lcl|ucl|lower|upper|(?:lower|upper) limit|llimit|ulimit")
_speaks_of_a_count = _speaks("numbers?|cases|posts|staff|homes|places|visits|proportions?|percentages?|ratios?|rates?")
_speaks_of_a_share = _speaks("proportion of")
_DECIMALS = re.compile(r"\.(\d+)")
_AVERAGED = re.compile(r"\b(?:average|mean|rate|ratio|score|per|index|wte|fte|days)\b", re.IGNORECASE)


@dataclass
class Frame:
    """What holds for all values of one stretch of a table."""

    reading: Reading
    setting: Setting
    axes: Axes
    clock: Clock
    caption_period: Period | None
    latest: Period | None = None
    latest_of_any: Period | None = None
    only: Period | None = None
    ends: frozenset[dt.date] = frozenset()
    """The days on which the periods of its headings and labels end."""
    proposes: bool = False
    years: Period | None = None
    budget_paper: bool = False
    money_paper: bool = False
    default_scale: Scale | None = None
    signed: set[int] = field(default_factory=set)
    """The columns (as ``id`` of their lines) whose numbers are printed with a sign: changes."""
    mostly_money: bool = False
    measured: bool = False
    """Whether the labels are measures of their own and need no caption."""
    topic: str = ""
    """What the table is about, as far as it is not only the paper's own council."""

    @classmethod
    def of(cls, reading: Reading, setting: Setting, axes: Axes, clock: Clock, caption_period: Period | None) -> Frame:
        """The frame of a stretch of table."""
        frame = cls(reading, setting, axes, clock, caption_period)
        lines, most = (axes.columns.values(), axes.rows.values()), 0.4 * len(axes.rows)
        frame.latest = _latest(lines[0], 1) or _latest(lines[1], most)
        frame.latest_of_any = frame.latest or _latest(lines[0], 1, ANY) or _latest(lines[1], most, ANY)
        stated = {ln.period for ln in (*axes.columns.values(), *axes.rows.values()) if ln.period}
        frame.ends = frozenset(period.end for period in stated)
        frame.only = next(iter(stated)) if len(stated) == 1 and frame.latest_of_any else None
        frame.proposes = any(line.role in ("budget", "forecast") for line in axes.columns.values())
        spans = [ln.period for ln in axes.columns.values() if ln.period and not ln.total]
        if len({p.label for p in spans}) >= 2 and all((p.end - p.start).days > 300 for p in spans):
            frame.years = cal.name_period(min(p.start for p in spans), max(frame.closed(p, True).end for p in spans))
        told = (setting.topic, *setting.headings[-2:], *setting.titles[:6], reading.text[:120])
        frame.budget_paper = any(map(_is_of_budgets, told)) and not any(map(_is_of_monitoring, told))
        frame.money_paper = frame.budget_paper or any(map(_is_of_finance, told))
        frame.default_scale = setting.scale
        frame.topic = setting.topic
        return frame

    @cached_property
    def own_areas(self) -> frozenset[str]:
        """Those of the areas in the stretch that are the paper's own council, in small letters."""
        stem = stem_of((self.reading.council or "").lower())
        listed = {ln.area.lower() for ln in (*self.axes.rows.values(), *self.axes.columns.values()) if ln.area}
        return frozenset(name for name in listed if stem and (stem in name or stem_of(name) in stem))

    @cached_property
    def _rates_before(self) -> dict[int, Scale | None]:
        """By column, as ``id`` of its line, the unit of the nearest column before it that is no count."""
        found: Scale | None = None
        rates: dict[int, Scale | None] = {}
        for line in self.axes.columns.values():
            rates[id(line)] = found
            if line.scale is not None and line.scale.unit != "count":
                found = line.scale
        rates[0] = found
        return rates

    @cached_property
    def _scaled_beside(self) -> Scale | None:
        """The one scale of money that all other columns with a heading state: one that only gives a year shares it."""
        lines = [line for line in self.axes.columns.values() if line.purpose == "values" and line.path]
        stated = [line.scale for line in lines if line.scale is not None]
        same = {(scale.unit, scale.factor) for scale in stated if scale.unit != "percent"}
        return stated[0] if len(same) == 1 and stated[0].unit == "gbp" and stated[0].factor > 1 else None

    def closed(self, period: Period, open_ended: bool) -> Period:
        """A period that is open at its end ("and later years"), closed where the paper's title says when."""
        if not open_ended or period not in self._opened:
            return period
        return until(period, self._widest.end) if self._widest else period

    @cached_property
    def _opened(self) -> frozenset[Period]:
        """The period that headings of columns leave open at their end: the last one, whatever the others say."""
        dated = [ln for ln in self.axes.columns.values() if ln.period and not ln.total]
        last = max((ln.period.start for ln in dated if ln.period), default=None)
        return frozenset(ln.period for ln in dated if ln.open_ended and ln.period and ln.period.start == last)

    @cached_property
    def _widest(self) -> Period | None:
        return widest_span(self.setting.titles)

    def scale_of(self, row: Line, column: Line) -> Scale | None:
        """The unit of a value without one: a bare column heading, a telling column, the row, the whole table."""
        if column.scale and (column.bare_scale or column.scale.unit != "count" or column.scale.factor != 1):
            return self._with_factor(column.scale)
        if row.scale is not None:
            return self._with_factor(row.scale)
        if column.scale is not None:
            return column.scale
        if _names_interval(column.text):
            beside = self._rates_before.get(id(column), self._rates_before[0])
            if beside is not None:
                return beside
        if self.default_scale is not None:
            return self.default_scale
        if not column.words and column.path and self._scaled_beside is not None:
            return self._scaled_beside
        if self.money_paper and self.setting.noted is not None and _is_of_money(column.text):
            return self.setting.noted
        if column.words and not _speaks_of_money(column.text):
            return None
        label = row.text if len(row.text.split()) <= 10 else ""
        told = (column.text, label, self.setting.caption, self.setting.topic)
        counted = any(map(_speaks_of_a_count, told))
        return _POUNDS if not counted and any(map(_speaks_of_money, told)) else None

    def share_of(self, row: Line, column: Line, value: float) -> Scale | None:
        """Per cent for a bare number of a row or table about a proportion; one of up to 1 may be either."""
        told = (row.text, "" if column.words else self.setting.topic)
        return _PER_CENT if 1 < value <= 100 and any(map(_speaks_of_a_share, told)) else None

    def lacks_scale(self, draft: Draft) -> bool:
        """Whether a finance paper prints a fraction whose scale (£m, £000) was not found: better not read at all.

        Pounds have two decimals or none; a count has none, unless it is an average or a rate.
        """
        if not self.money_paper:
            return False
        quantity = draft.quantity
        printed = self.reading.text[quantity.start : quantity.end]
        decimals = _DECIMALS.search(printed)
        if decimals is None or "£" in printed:
            return False
        if quantity.unit == "gbp":
            return "unscaled" in draft.features and len(decimals[1]) != 2
        if self._scaled_beside is not None and self.default_scale is None:
            return False  # the columns of money say in what they are printed: this one holds none
        told = " ".join((draft.measure or "", self.setting.topic))
        return quantity.unit == "count" and not _AVERAGED.search(told)

    def _with_factor(self, scale: Scale) -> Scale:
        """A bare "£" takes the factor that the whole table states."""
        default = self.default_scale
        if scale.unit == "gbp" and scale.factor == 1 and default is not None and default.unit == "gbp":
            return default
        return scale


_POUNDS = Scale("gbp")
_PER_CENT = Scale("percent")


OBSERVED = (None, "actual")
ANY = (None, "actual", "budget", "forecast", "target")


def _latest(lines: Iterable[Line], least: float, roles: Sequence[str | None] = OBSERVED) -> Period | None:
    """The latest period of what was observed, where at least so many lines state one."""
    dated = [line for line in lines if line.period]
    if len(dated) < max(least, 1):
        return None
    seen = [line.period for line in dated if line.period and line.role in roles]
    return max(seen, key=lambda period: (period.end, period.start), default=None)
