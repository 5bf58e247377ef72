"""The licences of everything that minuted needs at run time, as installed here; none may be GPL or AGPL.

python -m bench.licences
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement


def needed(name: str = "minuted", found: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """The package and all that it needs, without extras, by their names."""
    found = {} if found is None else found
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in found:
        return found
    try:
        found[key] = distribution(name)
    except PackageNotFoundError:  # only wanted on another system or Python
        return found
    for line in found[key].requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, found)
    return found


def licence_of(package: Distribution) -> str:
    """As the package states it: its expression, its classifiers, or the first line of its licence."""
    told = package.metadata
    named = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    free = (told.get("License") or "").strip().splitlines()
    return told.get("License-Expression") or "; ".join(named) or (free[0] if free else "not stated")


def is_allowed(licence: str) -> bool:
    """Whether it is stated, and neither GPL nor AGPL (LGPL and MPL only bind changes to the package itself).

    >>> [is_allowed(said) for said in ("MIT", "MPL-2.0", "AGPL-3.0-only", "GNU General Public License v3 (GPLv3)", "")]
    [True, True, False, False, False]
    """
    if licence in ("", "UNKNOWN", "not stated"):
        return False
    return not re.search(r"(?<!L)GPL|Affero|(?<!Lesser )General Public", licence)


def main() -> int:
    found = {key: licence_of(package) for key, package in sorted(needed().items())}
    print("\n".join(f"{key:24} {licence}" for key, licence in found.items()))
    refused = [key for key, licence in found.items() if not is_allowed(licence)]
    print(f"{len(found)} packages, {len(refused)} with a licence that may not be used", *refused)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
