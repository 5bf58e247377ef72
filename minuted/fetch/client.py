"""A polite HTTP client: robots.txt, one request at a time a host with a pause, retries with back-off, limits.

Conditional requests (ETag, Last-Modified) bring only what changed; where a site gives neither, the body's hash tells.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import tenacity
from protego import Protego

import minuted
from minuted.errors import FetchError
from minuted.fetch.addresses import GuardedTransport, RefusedAddress, clean_url

RETRIED = frozenset({429, 500, 502, 503, 504})
ERROR_PAGES = ("mgerror.aspx",)
"""modern.gov answers a fault with a redirect to a page of this name and status 200."""


@dataclass(frozen=True)
class Politeness:
    """How a site is treated; the defaults are meant for a council's own small server."""

    pause: float = 1.0
    """Seconds between two requests to one host (robots.txt may ask for more)."""
    timeout: float = 60.0
    attempts: int = 4
    longest_wait: float = 120.0
    """The longest that a Retry-After is waited for; more is an error to come back for."""
    largest_bytes: int = 200 * 2**20
    redirects: int = 5
    contact: str | None = None
    """An address (mail or web) in the User-Agent, so that a site's owner can ask."""
    allow_private: bool = False


@dataclass(frozen=True)
class Response:
    """What came back: ``body`` is None where the site said that nothing changed (304)."""

    url: str
    status: int
    body: bytes | None
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None

    @property
    def sha256(self) -> str | None:
        """Hash of the body."""
        return hashlib.sha256(self.body).hexdigest() if self.body is not None else None


class _TryAgain(Exception):
    def __init__(self, url: str, why: str, after: float | None = None) -> None:
        super().__init__(f"{url}: {why}")
        self.after = after


@dataclass
class Client:
    """Fetches addresses one at a time; use as a context manager.

    >>> # with Client(Politeness(contact="you@example.org")) as client:
    >>> #     client.get("https://democracy.example.gov.uk/mgListCommittees.aspx?bcr=1").body
    """

    politeness: Politeness = field(default_factory=Politeness)
    sleep: Callable[[float], None] = time.sleep
    requests: int = 0

    def __post_init__(self) -> None:
        agent = f"minuted/{minuted.__version__} (reads published council papers"
        self.user_agent = agent + (f"; {self.politeness.contact})" if self.politeness.contact else ")")
        self._http = httpx.Client(
            transport=GuardedTransport(allow_private=self.politeness.allow_private),
            headers={"User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=self.politeness.timeout,
            follow_redirects=False,
            trust_env=False,
        )
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """Fetch ``url``; raises ``FetchError`` (refused, blocked, not found, too large, no answer) with advice."""
        url = clean_url(url)
        for _ in range(self.politeness.redirects + 1):
            if not self._allowed(url):
                raise FetchError(f"{url}: robots.txt asks not to fetch it", advice="ask the council for the papers")
            response, location = self._get_once(url, etag, last_modified)
            if location is None:
                return response
            url = clean_url(location, url)
            if any(page in url.lower() for page in ERROR_PAGES):
                raise FetchError(f"{response.url}: the site answered with its error page", advice="try it in a browser")
        raise FetchError(f"{url}: more than {self.politeness.redirects} redirects", advice="check the address")

    def _get_once(self, url: str, etag: str | None, last_modified: str | None) -> tuple[Response, str | None]:
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type((_TryAgain, httpx.TransportError)),
            stop=tenacity.stop_after_attempt(self.politeness.attempts),
            wait=self._wait,
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return retrying(self._request, url, {k: v for k, v in headers.items() if v})
        except _TryAgain as error:
            raise FetchError(f"{error}, after {self.politeness.attempts} attempts", advice="try again later") from error
        except httpx.TransportError as error:
            raise FetchError(
                f"{url}: {error or type(error).__name__}", advice="is the site up? try again later"
            ) from error

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _TryAgain) and error.after is not None:
            return error.after
        return float(min(2.0**state.attempt_number, 60.0))

    def _request(self, url: str, headers: dict[str, str]) -> tuple[Response, str | None]:
        self._pause(urlsplit(url).netloc)
        self.requests += 1
        with self._http.stream("GET", url, headers=headers) as answer:
            if answer.status_code in RETRIED:
                raise _TryAgain(url, f"the site answered {answer.status_code}", self._retry_after(answer, url))
            common = {
                "url": url,
                "status": answer.status_code,
                "content_type": answer.headers.get("content-type", ""),
                "etag": answer.headers.get("etag"),
                "last_modified": answer.headers.get("last-modified"),
            }
            if answer.status_code == 304:
                return Response(body=None, **common), None
            if answer.is_redirect:
                return Response(body=b"", **common), answer.headers["location"]
            if answer.status_code in (401, 403):
                raise FetchError(f"{url}: the site refused ({answer.status_code})", advice="recorded as blocked")
            if answer.status_code >= 400:
                raise FetchError(f"{url}: the site answered {answer.status_code}", advice="check the address")
            return Response(body=self._read(answer, url), **common), None

    def _read(self, answer: httpx.Response, url: str) -> bytes:
        body = bytearray()
        deadline = time.monotonic() + 10 * self.politeness.timeout
        for piece in answer.iter_bytes(65536):
            body += piece
            if len(body) > self.politeness.largest_bytes:
                limit = self.politeness.largest_bytes // 2**20
                raise FetchError(f"{url}: larger than {limit} MB", advice="fetch it by hand if it is wanted")
            if time.monotonic() > deadline:
                raise FetchError(f"{url}: too slow to end", advice="try again later")
        return bytes(body)

    def _retry_after(self, answer: httpx.Response, url: str) -> float | None:
        said = answer.headers.get("retry-after")
        if said is None:
            return None
        try:
            seconds = float(said)
        except ValueError:
            try:
                seconds = (email.utils.parsedate_to_datetime(said) - dt.datetime.now(dt.UTC)).total_seconds()
            except ValueError:
                return None
        if seconds > self.politeness.longest_wait:
            raise FetchError(f"{url}: the site asks to come back in {seconds:.0f} s", advice="run it again then")
        return max(0.0, seconds)

    def _pause(self, host: str) -> None:
        robots = self._robots.get(host)
        asked = float(robots.crawl_delay(self.user_agent) or 0.0) if robots is not None else 0.0
        pause = max(self.politeness.pause, min(asked, self.politeness.longest_wait))
        since = time.monotonic() - self._last.get(host, -1e9)
        if since < pause:
            self.sleep(pause - since)
        self._last[host] = time.monotonic()

    def _allowed(self, url: str) -> bool:
        parts = urlsplit(url)
        if parts.netloc not in self._robots:
            self._robots[parts.netloc] = None  # while robots.txt itself is fetched
            self._robots[parts.netloc] = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
        robots = self._robots[parts.netloc]
        return robots is None or bool(robots.can_fetch(url, self.user_agent))

    def _read_robots(self, url: str) -> Protego | None:
        """The site's rules; none where it has none (RFC 9309: a 4xx answer allows, a failing server does not)."""
        try:
            response, location = self._get_once(url, None, None)
            if location is not None:
                response, location = self._get_once(clean_url(location, url), None, None)
            return Protego.parse((response.body or b"").decode("utf-8", "replace"))
        except RefusedAddress:
            raise
        except FetchError as error:
            if "answered 4" in str(error) or "refused (40" in str(error):
                return None
            raise
