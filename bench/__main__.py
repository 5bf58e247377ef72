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

SECONDS_FOR_ALL = 600


def commands(papers: str) -> list[list[str]]:
    return [
        ["bench.reading", papers, "--pages", "80"],
        ["bench.nlp_speed"],
        ["bench.workers", papers, "--rounds", "2"],
        ["bench.again", papers],
        ["bench.incremental", "--sizes", "1", "10"],
        ["bench.site", "--figures", "50000", "--rounds", "20"],
    ]


def main() -> int:
    papers = sys.argv[1] if len(sys.argv) > 1 else str(SAMPLES)
    begun, failed = time.monotonic(), []
    for module, *arguments in commands(papers):
        left = SECONDS_FOR_ALL - (time.monotonic() - begun)
        print(f"\n== python -m {module} {' '.join(arguments)}", flush=True)
        try:
            ended = subprocess.run([sys.executable, "-m", module, *arguments], timeout=max(left, 1), check=False)
        except subprocess.TimeoutExpired:
            print(f"{module}: stopped, the ten minutes are over")
            failed.append(module)
            continue
        if ended.returncode:
            failed.append(module)
    print(f"\n{time.monotonic() - begun:.0f} s in all" + (f"; not well: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
