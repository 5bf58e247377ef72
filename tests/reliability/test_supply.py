"""What minuted stands on: licences that allow its own, and no network but for fetching."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bench.licences import is_allowed, licence_of, needed
from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.catalogue import Catalogue
from minuted.corpus.intake import gather_papers
from minuted.corpus.verify import verify
from minuted.extract.document import Metadata
from tests.catalogue.conftest import Site


def test_no_licence_of_a_run_time_dependency_is_gpl_agpl_or_unknown() -> None:
    licences = {key: licence_of(package) for key, package in needed().items()}
    assert len(licences) > 30
    assert {key: licence for key, licence in licences.items() if not is_allowed(licence)} == {}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket, "create_connection", refused)


@pytest.mark.usefixtures("no_network")
def test_reading_searching_and_checking_need_no_network(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="the network was used"):
        socket.create_connection(("198.51.100.1", 80))
    page = "<html><head><link href='http://a.example/x.css'></head><body><img src='http://a.example/i.png'>"
    (tmp_path / "a.html").write_text(page + "<p>1.1 The contact centre answered 81% of calls.</p></body></html>")
    (tmp_path / "b.txt").write_text("1.1 The contact centre answered 82% of calls, see https://a.example/.")
    papers = gather_papers([tmp_path], None, Metadata(council="Ostley"))
    assert add_papers(tmp_path / "a.db", papers, AddOptions(workers=0)).failed == []
    with Catalogue(tmp_path / "a.db") as catalogue:
        assert catalogue.search("calls")
    assert verify(tmp_path / "a.db").faults == []


@pytest.mark.usefixtures("no_network")
def test_the_site_needs_no_network(site: Site) -> None:
    for address in ("/", "/search?q=children", "/measures", "/commitments"):
        assert site.get(address).status_code == 200
