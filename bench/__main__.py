"""A short form of every measurement, in under ten minutes: ``make bench``.

    python -m bench [PAPERS]

PAPERS is a folder of papers (default: the project's samples).  Each measurement runs in a process of its own, so that
none finds another's memory or imports; each prints its own lines, and ends with a line ``name: result``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def commands(papers: str) -> list[tuple[int, list[str]]]:
    """What is run, each with the seconds that it may take: one that is slow leaves the others their time."""
    return [
        (90, ["bench.reading", papers, "--pages", "80"]),
        (60, ["bench.nlp_speed"]),
        (120, ["bench.workers", papers, "--rounds", "1"]),
        (60, ["bench.again", papers]),
        (90, ["bench.incremental", "--sizes", "1", "4"]),
        (180, ["bench.site", "--figures", "50000", "--rounds", "10"]),
    ]


def main() -> int:
    papers = sys.argv[1] if len(sys.argv) > 1 else str(SAMPLES)
    begun, failed = time.monotonic(), []
    for seconds, (module, *arguments) in commands(papers):
        print(f"\n== python -m {module} {' '.join(arguments)}", flush=True)
        started = time.monotonic()
        try:
            ended = subprocess.run([sys.executable, "-m", module, *arguments], timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            print(f"{module}: stopped, its {seconds} seconds are over: the machine is busy, or it has become slower")
            failed.append(module)
            continue
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
        if ended.returncode:
            failed.append(module)
    print(f"\n{time.monotonic() - begun:.0f} s in all" + (f"; not well: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
