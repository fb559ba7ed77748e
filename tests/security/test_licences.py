"""Every installed distribution that optout needs may be used and passed on with it."""

import re
from importlib.metadata import Distribution, distribution

import pytest
from packaging.requirements import Requirement
from support.report import Report

FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|Unlicense|CC0)",
    re.IGNORECASE,
)
NOT_FREE = re.compile(r"proprietary|commercial|\bA?GPL|\bSSPL|\bBUSL", re.IGNORECASE)


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


def _licence(one: Distribution) -> str:
    meta = one.metadata
    classifiers = [c for c in meta.get_all("Classifier") or () if c.startswith("License")]
    told = meta.get("License-Expression") or " ".join(classifiers) or meta.get("License") or ""
    return told.splitlines()[0][:200] if told else ""


def _acceptable(told: str) -> bool:
    return bool(FREE.search(told)) and not NOT_FREE.search(told)


def test_every_dependency_has_a_licence_that_allows_it(report: Report) -> None:
    found = _needed("optout", {})
    refused = {n: _licence(d) for n, d in found.items() if not _acceptable(_licence(d))}
    report(f"licences: {len(found)} examined, {len(refused)} refused")
    assert refused == {}
    assert len(found) > 13  # the direct ones, and theirs


@pytest.mark.parametrize("told", ["", "GPL-3.0-only", "AGPL-3.0", "Commercial", "see the file"])
def test_another_licence_is_refused(told: str) -> None:
    assert not _acceptable(told)
