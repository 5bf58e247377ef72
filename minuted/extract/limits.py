"""What the reading of one paper keeps to, so that the pages read before it is stopped are kept.

Time and memory that run out between two pages end the reading there: the pages that are left are named, the others
make the document.  What cannot be ended from inside, a page that hangs or kills the process, is found out by whoever
watches the process: ``reached`` tells it which page is begun, and the paper is read again without that page.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

IN_DOCUMENT = 0
"""Told to ``reached`` while no page is read: the paper is opened, or its pages are put together."""
IN_FACTS = -1
"""Told to ``reached`` when the document is whole and its facts are looked for."""


def resident_bytes() -> int:
    """The memory that this process holds; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096
    except OSError:
        return 0


@dataclass(frozen=True)
class Limits:
    """Seconds and memory for the pages of a paper, and the pages that an earlier attempt showed cannot be read.

    >>> limits = Limits(left_out={7: "it made the reader stop"})
    >>> limits.against(7), limits.against(8)
    ('it made the reader stop', None)
    """

    seconds: float = math.inf
    memory_bytes: float = math.inf
    left_out: Mapping[int, str] = field(default_factory=dict)
    last: int | None = None
    """The last page that is read, where an earlier attempt ended after it for a reason of many pages."""
    reached: Callable[[int], None] = lambda _: None
    begun: float = field(default_factory=time.monotonic)
    resident: int = field(default_factory=resident_bytes)

    def against(self, page: int) -> str | None:
        """Why this page is not read, None where it is."""
        return self.left_out.get(page)

    def end_before(self, page: int) -> str | None:
        """Why neither this page nor any after it is read, None where the reading goes on."""
        if self.last is not None and page > self.last:
            return "several pages made the reader stop"
        if time.monotonic() - self.begun > self.seconds:
            return f"the {self.seconds:.0f} seconds for the pages of the paper were used up"
        if self.memory_bytes < math.inf and resident_bytes() - self.resident > self.memory_bytes:
            return f"the {self.memory_bytes / 2**30:.1f} GB of memory for the pages of the paper were used up"
        return None


NO_LIMITS = Limits()
