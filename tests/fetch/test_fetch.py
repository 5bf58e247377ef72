"""Fetching from a fake modern.gov: all of it, only what changed, killed and resumed, and each hostile case refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from minuted.errors import FetchError
from minuted.fetch.addresses import RefusedAddress, clean_url
from minuted.fetch.client import Client, Politeness
from minuted.fetch.ledger import Ledger
from minuted.fetch.lists import AddressList
from minuted.fetch.modgov import ModernGov
from minuted.fetch.run import Fetch, FetchOptions, FetchResult
from tests.fetch.conftest import Served
from tests.fetch.fake_modgov import HOME_ADDRESS, SECRET, a_pdf

QUICK = Politeness(pause=0.0, attempts=3, longest_wait=5.0, allow_private=True, timeout=10.0)
TODAY = dt.date(2026, 11, 24)
MEETINGS = 24
"""Two committees that still meet, twelve meetings each."""


def no_sleep(_: float) -> None:
    """Waiting is asked for, not done."""


def fetch(
    served: Served,
    folder: Path,
    options: FetchOptions = FetchOptions(today=TODAY),
    *,
    site: str | None = None,
    keep: Callable[[bytes, str], tuple[str, Path]] | None = None,
    politeness: Politeness = QUICK,
) -> FetchResult:
    def store(data: bytes, _: str) -> tuple[str, Path]:
        sha256 = hashlib.sha256(data).hexdigest()
        path = folder / sha256
        path.write_bytes(data)
        return sha256, path

    with Client(politeness, sleep=no_sleep) as client, Ledger(folder / "fetched.db") as ledger:
        return Fetch(client, ModernGov(client, site or served.url), ledger, keep or store, options).run()


def test_a_full_fetch_brings_every_paper_that_may_be_taken(served: Served, tmp_path: Path) -> None:
    result = fetch(served, tmp_path)
    kinds = [paper.ref.kind for paper in result.papers]
    assert (result.committees, result.meetings) == (2, MEETINGS)
    assert kinds.count(None) == MEETINGS, "one report a meeting"
    assert kinds.count("minutes") == MEETINGS
    assert kinds.count("issue_history") == 2, "one for each committee, though every meeting links to it"
    assert result.restricted == MEETINGS * 2
    assert not result.incomplete
    assert not result.problems


def test_restricted_items_and_home_addresses_are_never_kept(served: Served, tmp_path: Path) -> None:
    fetch(served, tmp_path)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert SECRET.encode() not in stored
    assert HOME_ADDRESS.encode() not in stored


def test_the_next_fetch_asks_only_for_what_can_have_changed(served: Served, tmp_path: Path) -> None:
    fetch(served, tmp_path)
    served.site.requests.clear()
    result = fetch(served, tmp_path)
    assert result.papers == []
    assert not [asked for asked in served.site.requests if "mgConvert2PDF" in asked]
    meetings = [asked for asked in served.site.requests if "GetMeeting?" in asked]
    assert len(meetings) == 2, "only the meetings of the last ninety days"


def test_a_republished_paper_and_late_minutes_come_as_new_versions(served: Served, tmp_path: Path) -> None:
    first = fetch(served, tmp_path)
    served.site.republished["101127"] = "Corrected: 47 calls."
    served.site.minutes_added["10212"] = "As amended: 83% of calls."
    second = fetch(served, tmp_path)
    assert sorted(p.ref.key for p in second.papers) == ["attachment-101127", "minutes-10212"]
    old = {p.ref.key: p.path for p in first.papers}
    assert all(old[p.ref.key] != p.path for p in second.papers)


def test_a_fetch_killed_half_way_is_resumed_with_nothing_lost_or_doubled(served: Served, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    broken = tmp_path / "broken"
    whole.mkdir()
    broken.mkdir()
    expected = {p.ref.key for p in fetch(served, whole).papers}
    kept: list[str] = []

    def dies_after_nine(data: bytes, _: str) -> tuple[str, Path]:
        if len(kept) == 9:
            raise KeyboardInterrupt
        sha256 = hashlib.sha256(data).hexdigest()
        (broken / sha256).write_bytes(data)
        kept.append(sha256)
        return sha256, broken / sha256

    with pytest.raises(KeyboardInterrupt):
        fetch(served, broken, keep=dies_after_nine)
    served.site.requests.clear()
    rest = fetch(served, broken)
    with Ledger(broken / "fetched.db") as ledger:
        held = [row[0] for row in ledger.db.execute("SELECT key FROM papers WHERE sha256 IS NOT NULL")]
        assert {row["key"] for row in ledger.not_added(served.url)} == expected, "none is in the catalogue yet"
    assert sorted(held) == sorted(expected)
    assert len(rest.papers) == len(expected) - 9
    names = {path.name for path in whole.iterdir()}
    assert {path.name for path in broken.iterdir()} == names


def test_without_the_web_service_the_pages_are_read(served: Served, tmp_path: Path) -> None:
    served.site.service = False
    result = fetch(served, tmp_path)
    assert result.meetings == MEETINGS
    keys = {p.ref.key for p in result.papers}
    assert {"attachment-101017", "minutes-10101", "item-101011", "issue-1019", "decision-1015"} <= keys
    assert not [key for key in keys if "g101" in key], "a pack holds the same papers once more"
    report = next(p for p in result.papers if p.ref.key == "attachment-101017")
    assert report.ref.title == "Quarterly report"
    assert report.ref.url.endswith("/documents/s101017/Quarterly%20report.pdf")


def test_days_and_committees_choose(served: Served, tmp_path: Path) -> None:
    options = FetchOptions(("place",), dt.date(2025, 2, 12), dt.date(2025, 8, 12), today=TODAY)
    result = fetch(served, tmp_path, options)
    assert result.committees == 1
    assert result.meetings == 3, "both days inclusive, though the service leaves the last one out"


def test_a_dry_run_stores_nothing(served: Served, tmp_path: Path) -> None:
    result = fetch(served, tmp_path, FetchOptions(dry_run=True, today=TODAY))
    assert result.listed > MEETINGS
    assert [path.name for path in tmp_path.iterdir()] == ["fetched.db"]


def test_an_unknown_committee_is_said(served: Served, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no committee is called allotments"):
        fetch(served, tmp_path, FetchOptions(("allotments",), today=TODAY))


def test_passing_faults_are_tried_again_and_lasting_ones_make_the_meeting_incomplete(
    served: Served, tmp_path: Path
) -> None:
    served.site.failing = {"ID=101017": [503, 429], "ID=102017": [500] * 9}
    result = fetch(served, tmp_path)
    assert len(result.incomplete) == 1
    assert "Place Scrutiny Committee 2024-02-12: 1 of" in result.incomplete[0]
    assert "attachment-101017" in {p.ref.key for p in result.papers}
    served.site.failing.clear()
    again = fetch(served, tmp_path)
    assert [p.ref.key for p in again.papers] == ["attachment-102017"]
    assert not again.incomplete


def test_a_source_that_lists_far_fewer_meetings_is_looked_at(served: Served, tmp_path: Path) -> None:
    fetch(served, tmp_path)
    served.site.withdrawn = {f"102{n:02}" for n in range(1, 10)}
    result = fetch(served, tmp_path)
    assert [problem for problem in result.problems if "lists 3 meetings where it listed 12" in problem]


def test_robots_txt_is_kept(served: Served, tmp_path: Path) -> None:
    served.site.robots = f"User-agent: *\nDisallow: {served.site.prefix}mgConvert2PDF.aspx\n"
    result = fetch(served, tmp_path)
    assert len(result.incomplete) == MEETINGS
    assert "robots.txt" in result.incomplete[0]
    assert not [asked for asked in served.site.requests if "mgConvert2PDF" in asked]


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ((200, {"content-type": "text/html"}, b"<html>Checking your browser</html>"), "not a PDF"),
        ((302, {"location": "/moderngov/mgError.aspx"}, b""), "error page"),
        ((403, {}, b"no"), "refused"),
        ((302, {"location": "file:///etc/passwd"}, b""), "only http and https"),
        ((302, {"location": "/moderngov/mgConvert2PDF.aspx?ID=101017"}, b""), "redirects"),
        ((429, {"retry-after": "90000"}, b""), "come back"),
        ((200, {}, b""), "not a PDF"),
    ],
)
def test_what_is_not_the_paper_is_not_stored_as_it(
    served: Served, tmp_path: Path, reply: tuple[int, dict[str, str], bytes], message: str
) -> None:
    served.site.replies["mgConvert2PDF.aspx?ID=101017"] = reply
    result = fetch(served, tmp_path)
    assert len(result.incomplete) == 1
    assert message in result.incomplete[0]
    assert "attachment-101017" not in {p.ref.key for p in result.papers}


def test_a_challenge_page_with_status_200_is_no_empty_success(served: Served, tmp_path: Path) -> None:
    served.site.replies[served.site.prefix] = (200, {}, b"<html><body>Checking your browser</body></html>")
    with pytest.raises(FetchError, match=r"not a modern\.gov page"):
        fetch(served, tmp_path)


def test_private_addresses_are_refused_unless_allowed(served: Served, tmp_path: Path) -> None:
    strict = Politeness(pause=0.0, attempts=1, allow_private=False)
    with pytest.raises(RefusedAddress, match="private or loopback"):
        fetch(served, tmp_path, politeness=strict)
    assert served.site.requests == []


def test_a_redirect_to_a_private_address_is_refused(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loopback stands for a public address here, so that the first hop is allowed and the second is not."""
    monkeypatch.setattr("minuted.fetch.addresses.is_public", lambda address: address.startswith("127."))
    for place in ("http://10.0.0.8/internal.pdf", "http://192.168.1.1/", "http://[fd00::1]/x"):
        served.site.replies["mgConvert2PDF.aspx?ID=101017"] = (302, {"location": place}, b"")
        result = fetch(served, tmp_path, politeness=Politeness(pause=0.0, attempts=1, allow_private=False))
        assert len(result.problems) == 1
        assert "private or loopback" in result.problems[0]


def test_a_site_that_does_not_answer_in_time_is_tried_again_and_said(served: Served, tmp_path: Path) -> None:
    served.site.slow["mgConvert2PDF.aspx?ID=101017"] = 1.5
    hurried = Politeness(pause=0.0, attempts=2, allow_private=True, timeout=0.5)
    result = fetch(
        served, tmp_path, FetchOptions(("children",), until=dt.date(2024, 3, 1), today=TODAY), politeness=hurried
    )
    assert len(result.incomplete) == 1
    assert len([asked for asked in served.site.requests if "ID=101017" in asked]) == 2


def test_a_name_that_resolves_to_a_private_address_is_refused(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(served.root.rsplit(":", 1)[1])
    answer = [(2, 1, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr("minuted.fetch.addresses.socket.getaddrinfo", lambda *a, **k: answer)
    strict = Politeness(pause=0.0, attempts=1, allow_private=False)
    with pytest.raises(RefusedAddress, match=r"democracy\.example\.org is a private"):
        fetch(served, tmp_path, site=f"http://democracy.example.org:{port}/moderngov/", politeness=strict)
    assert served.site.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/x",
        "//",
        "http://user:pw@a.example/",
        "javascript:alert(1)",
        "http://a:b/",
        "http://[::1/",
    ],
)
def test_addresses_that_are_never_fetched(url: str) -> None:
    with pytest.raises(RefusedAddress):
        clean_url(url)


def test_a_paper_too_large_is_left(served: Served, tmp_path: Path) -> None:
    served.site.replies["mgConvert2PDF.aspx?ID=101017"] = (200, {}, a_pdf("x") + b"%" * 3_000_000)
    small = Politeness(pause=0.0, attempts=1, allow_private=True, largest_bytes=2_000_000)
    result = fetch(served, tmp_path, politeness=small)
    assert len(result.incomplete) == 1
    assert "larger than" in result.incomplete[0]


def test_a_sitemap_a_feed_and_a_file_of_addresses(served: Served, tmp_path: Path) -> None:
    paper = f"{served.url}documents/s5/Note%20of%20..%2F..%2Fetc.pdf"
    served.site.replies["sitemap.xml"] = (200, {}, f"<urlset><url><loc>{paper}</loc></url></urlset>".encode())
    served.site.replies["feed.rss"] = (
        200, {}, f"<rss><channel><item><title>A note</title><link>{paper}</link></item></channel></rss>".encode(),
    )  # fmt: skip
    (tmp_path / "list.txt").write_text(f"# papers\n{paper}\n\n{paper}\n")
    with Client(QUICK, sleep=no_sleep) as client:
        for site in (f"{served.root}/sitemap.xml", f"{served.root}/feed.rss", str(tmp_path / "list.txt")):
            source = AddressList(client, site)
            listed = source.papers(source.meetings(source.committees()[0], None, None)[0])
            assert [found.url for found in listed.papers] == [paper], site


def test_the_client_pauses_between_requests_to_one_host(served: Served) -> None:
    waited: list[float] = []
    with Client(Politeness(pause=2.0, allow_private=True), sleep=waited.append) as client:
        client.get(f"{served.url}mgListCommittees.aspx?bcr=1")
        client.get(f"{served.url}mgListCommittees.aspx?bcr=1")
        assert "minuted/" in client.user_agent
    assert len(waited) == 2, "before the page (after robots.txt) and before the next"
    assert all(1.5 < seconds <= 2.0 for seconds in waited)
