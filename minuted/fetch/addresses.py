"""Which addresses may be fetched: http and https on public hosts, checked where the connection is made.

A check of the address alone is not enough: a public name can resolve to a private host, and a redirect can lead to
one.  So the check stands in the network backend, on the very IP address that is connected to, for every hop.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore
import httpx

from minuted.errors import FetchError

SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._"


class RefusedAddress(FetchError):
    """An address that is not fetched: another scheme, or a private or loopback host."""


def clean_url(url: str, base: str = "") -> str:
    """An address as it can be fetched, from an href as modern.gov prints it (spaces, line breaks, relative).

    >>> clean_url("documents/s12/Budget \\r\\n report.pdf", "https://democracy.example.gov.uk/moderngov/x.aspx")
    'https://democracy.example.gov.uk/moderngov/documents/s12/Budget%20report.pdf'
    >>> clean_url("file:///etc/passwd")
    Traceback (most recent call last):
    minuted.fetch.addresses.RefusedAddress: file:///etc/passwd: only http and https are fetched
    """
    try:
        parts = urlsplit(urljoin(base, " ".join(url.split())))
        port = parts.port
    except ValueError as error:
        raise RefusedAddress(f"{url!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise RefusedAddress(f"{url}: only http and https are fetched")
    if not parts.hostname or parts.username or parts.password:
        raise RefusedAddress(f"{url}: an address needs a host, and no user name")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    host += "" if port is None else f":{port}"
    path = quote(parts.path, safe=SAFE_IN_PATH)
    return urlunsplit((parts.scheme, host, path or "/", quote(parts.query, safe=SAFE_IN_PATH + "?"), ""))


def is_public(address: str) -> bool:
    """Whether an IP address may be connected to.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("10.0.0.8"), is_public("::ffff:192.168.0.1")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to public addresses (or to any, where ``allow_private``): the name is resolved here, once, and
    the connection goes to the address that was checked, so that a second DNS answer cannot change it."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check, connect; raises ``RefusedAddress`` where any answer is a private address."""
        try:
            answers = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: {error}") from error
        addresses = [str(answer) for answer in answers]
        if not self.allow_private and not all(is_public(address) for address in addresses):
            raise RefusedAddress(
                f"{host} is a private or loopback address ({addresses[0]})",
                advice="only public sites are fetched; for a site of your own network give --allow-private",
            )
        return self._backend.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *_: object, **__: object) -> httpcore.NetworkStream:
        """Never: a paper is not behind a socket file."""
        raise RefusedAddress("socket files are not fetched")

    def sleep(self, seconds: float) -> None:
        """Wait, for the pool's own retries."""
        self._backend.sleep(seconds)


class GuardedTransport(httpx.HTTPTransport):
    """An HTTP transport whose every connection goes through ``GuardedBackend``."""

    def __init__(self, *, allow_private: bool) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=4,
            network_backend=GuardedBackend(allow_private=allow_private),
        )
