"""What must be found when the papers are read together: follow-ups, conflicts, checks, five answers."""

from __future__ import annotations

TRANSPORT = "breakdown of the cost of home to school transport"
Q2 = "children-2025-11-18-performance-q2.pdf"
Q3 = "children-2026-02-10-performance-q3.pdf"
MINUTES = "children-2025-11-18-item-6.html"
MEETING = "children-2026-02-10-meeting.html"
TRACKER = "children-2026-06-16-earlier-requests.docx"
HISTORY = "issue-home-to-school-transport.html"
CABINET = "cabinet-2025-12-09-minutes.pdf"
MONITOR = "cabinet-2025-12-09-budget-monitor-q2.pdf"
PLACE_MINUTES = "place-2025-09-16-minutes.pdf"
PLACE_Q1 = "place-2026-09-15-performance-q1.pdf"
NOTE = "place-2026-11-10-members-note.txt"

ACROSS = {
    "today": "2026-11-24",
    "one_measure_many_names": [
        [
            "Children in our care, rate per 10,000",
            "CLA rate per 10,000",
            "looked after children per 10,000",
            "rate of looked after children",
        ],
    ],
    "restated": [
        {
            "measure": "EHC plans issued within 20 weeks",
            "period": "Q2 2025/26",
            "first": 62,
            "first_paper": Q2,
            "then": 58,
            "then_paper": Q3,
        },
    ],
    "conflicts": [
        {
            "measure": "Re-referrals within 12 months",
            "period": "Q2 2025/26",
            "values": {Q2: 21.4, CABINET: 24.1, Q3: 23.9},
        },
        {
            "measure": "Home to school transport forecast overspend",
            "period": "FY2025/26",
            "values": {Q2: 2140000, MONITOR: 2140000, Q3: 1900000},
        },
    ],
    "checks": [
        {
            "paper": Q2,
            "what": "target missed, rated green",
            "measure": "Care leavers in education, employment or training",
            "value": 55,
            "target": 60,
        },
        {
            "paper": "place-2025-09-16-performance-q1.pdf",
            "what": "target missed, rated green",
            "measure": "Street lights working",
            "value": 97.2,
            "target": 98,
        },
        {
            "paper": Q2,
            "what": "percentage disagrees with its parts",
            "part": 312,
            "whole": 390,
            "printed": 86,
            "computed": 80,
        },
    ],
    "follow_ups": [
        {
            "words": TRANSPORT,
            "made": MINUTES,
            "status": "overdue",
            "due": "2026-10-31",
            "steps": [
                {"paper": MEETING, "what": "repeated", "due": "2026-04-30"},
                {"paper": TRACKER, "what": "repeated", "due": "2026-07-31"},
                {"paper": HISTORY, "what": "repeated", "due": "2026-10-31"},
            ],
        },
        {
            "words": "note on the recruitment of foster carers",
            "made": MINUTES,
            "status": "answered",
            "steps": [{"paper": MEETING, "what": "answered"}, {"paper": TRACKER, "what": "answered"}],
        },
        {
            "words": "information on spending on agency social workers",
            "made": MINUTES,
            "status": "partly answered",
            "steps": [{"paper": MEETING, "what": "partly answered"}, {"paper": TRACKER, "what": "partly answered"}],
        },
        {
            "words": "review the opening hours of family hubs",
            "made": MINUTES,
            "status": "superseded",
            "steps": [{"paper": CABINET, "what": "superseded"}, {"paper": TRACKER, "what": "superseded"}],
        },
        {
            "words": "extra capacity for statutory assessments",
            "made": MINUTES,
            "status": "answered",
            "steps": [{"paper": CABINET, "what": "answered"}],
        },
        {"words": "findings of exit interviews", "made": MEETING, "status": "open", "steps": [], "forgotten": True},
        {
            "words": "report back on waiting times",
            "made": MEETING,
            "status": "overdue",
            "due": "2026-06",
            "steps": [{"paper": TRACKER, "what": "repeated", "due": "2026-06-30"}],
        },
        {
            "words": "cost of fly-tipping cameras",
            "made": PLACE_MINUTES,
            "status": "open",
            "due": "2026-11-30",
            "steps": [
                {"paper": PLACE_Q1, "what": "repeated", "due": "2026-11-30"},
                {"paper": NOTE, "what": "repeated", "due": "2026-11-30"},
            ],
        },
        {
            "words": "check the rating",
            "made": PLACE_MINUTES,
            "status": "answered",
            "steps": [{"paper": NOTE, "what": "answered"}],
        },
        {
            "words": "number of complaints about missed bins",
            "made": PLACE_MINUTES,
            "status": "open",
            "steps": [{"paper": NOTE, "what": "repeated"}],
            "forgotten": True,
        },
        {
            "words": "report on collection rounds",
            "made": PLACE_MINUTES,
            "status": "answered",
            "steps": [{"paper": PLACE_Q1, "what": "answered"}],
        },
        {
            "words": "report on food waste collections",
            "made": "place-2023-09-19-waste-annual-scanned.pdf",
            "status": "overdue",
            "due": "2024-03",
            "steps": [],
            "forgotten": True,
            "needs_ocr": True,
        },
    ],
    "questions": [
        {
            "ask": "What was the rate of children in care a year ago, and on which page?",
            "answer": {"value": 91.5, "unit": "per_10000", "period": "2025-09-30", "paper": Q2, "page": 1},
        },
        {
            "ask": "Is the response to last autumn's request on school transport still outstanding?",
            "answer": {"outstanding": True, "made": MINUTES, "due": "2026-10-31"},
        },
        {
            "ask": "Which figures in this report disagree with earlier papers?",
            "answer": {"paper": Q3, "values": [58, 23.9, 1900000]},
        },
        {
            "ask": "Give me every recycling rate since 2018 as a spreadsheet.",
            "answer": {
                "2018/19": 43.8,
                "2019/20": 44.6,
                "2020/21": 41.9,
                "2021/22": 42.7,
                "2022/23": 43.5,
                "2023/24": 45.2,
                "2024/25": 46.9,
                "2025/26": 48.3,
            },
        },
        {
            "ask": "Correct a wrong period.",
            "answer": {
                "paper": "place-2026-11-10-members-note.txt",
                "value": 19870,
                "why": "no period is printed beside it: a reviewer says it is of 2026-11",
            },
        },
    ],
}
