"""The numbers that recur from paper to paper, one place for all of them."""

from __future__ import annotations

QUARTERS = (
    "Q2 2024/25",
    "Q3 2024/25",
    "Q4 2024/25",
    "Q1 2025/26",
    "Q2 2025/26",
    "Q3 2025/26",
    "Q4 2025/26",
    "Q1 2026/27",
    "Q2 2026/27",
)
SERIES: dict[str, tuple[float, ...]] = {
    "care": (87.1, 88.3, 89.2, 90.3, 91.5, 92.6, 90.9, 89.8, 88.6),
    "care number": (411, 417, 421, 426, 432, 437, 429, 424, 418),
    "re-referrals": (19.6, 20.1, 20.8, 21.0, 21.4, 22.2, 21.7, 20.9, 20.3),
    "plans": (44.2, 45.0, 46.1, 46.8, 47.5, 46.9, 45.7, 44.8, 44.1),
    "assessments": (84, 83, 81, 80, 79, 82, 85, 87, 88),
    "ehc": (66, 64, 63, 61, 58, 57, 60, 64, 69),
    "leavers": (52, 53, 53, 54, 55, 55, 56, 58, 59),
    "vacancies": (18.2, 17.9, 17.5, 16.8, 16.1, 15.4, 14.9, 14.2, 13.6),
    "placements": (9.4, 9.7, 10.1, 10.4, 10.8, 11.2, 10.9, 10.3, 9.9),
    "exclusions": (31, 38, 36, 29, 34, 41, 37, 30, 28),
}
RECYCLING = {
    "2018/19": 43.8,
    "2019/20": 44.6,
    "2020/21": 41.9,
    "2021/22": 42.7,
    "2022/23": 43.5,
    "2023/24": 45.2,
    "2024/25": 46.9,
    "2025/26": 48.3,
}
RESIDUAL = {
    "2018/19": 531,
    "2019/20": 522,
    "2020/21": 563,
    "2021/22": 547,
    "2022/23": 518,
    "2023/24": 501,
    "2024/25": 486,
    "2025/26": 470,
}


def at(name: str, quarter: str) -> float:
    """
    >>> at("care", "Q2 2025/26")
    91.5
    """
    return SERIES[name][QUARTERS.index(quarter)]


def shown(value: float, unit: str = "") -> str:
    """A whole number stays whole; a rate keeps its decimal place.

    >>> shown(21.0, "%"), shown(84, "%")
    ('21.0%', '84%')
    """
    return f"{value}{unit}"
