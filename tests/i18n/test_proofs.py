"""What the locator and the run note in English is put into words of every language."""

import ast
from collections.abc import Iterator

import pytest
from support.catalogues import ROOT

from optout import i18n
from optout.i18n.proofs import WORDS, in_one, proof_words

PACKAGE = ROOT / "optout"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)


def noted(source: str) -> Iterator[str]:
    """What a module notes: the reason of each page's state, each `trouble`, each `proof`.

    Facts in it are put as `xyz`.
    """
    for node in ast.walk(ast.parse(source)):
        texts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            texts = [k.value for k in node.keywords if k.arg in ("trouble", "proof")]
            if isinstance(node.func, ast.Name) and node.func.id == "PageState":
                texts += node.args[1:2]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "trouble":
            texts = [node.value]
        for text in texts:
            yield from _texts(text)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and node.value:
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = [str(p.value) if isinstance(p, ast.Constant) else "xyz" for p in node.values]
        yield "".join(parts)
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))


def places(source: str) -> Iterator[str]:
    """Where on a page something is said, as the locator calls it: it ends in "says"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and str(node.value).endswith(" says"):
            yield f"{node.value}: xyz"


def all_noted() -> set[str]:
    files = (
        "locate/page_state.py",
        "page/reading.py",
        "check/many_pages.py",
        "run/recorder.py",
        "run/session.py",
    )
    found = {t for name in files for t in noted((PACKAGE / name).read_text("utf-8"))}
    found |= set(places((PACKAGE / "locate/news.py").read_text("utf-8")))
    # Put together of others, or of one that is listed for each of its facts.
    return found - {"xyz: xyz", "the page: xyz", "xyz"}


def test_all_that_is_noted_has_words() -> None:
    i18n.use("fr")
    found = all_noted()
    assert len(found) > 20
    for text in found:
        assert proof_words(text)[0] != text, text


def test_every_verdict_on_a_code_has_words() -> None:
    from typing import get_args

    from optout.run.progress import CodeVerdict

    # Nothing is noted of a code that was not typed.
    for verdict in set(get_args(CodeVerdict)) - {"gone", "not_typed", "elsewhere"}:
        assert f"the page: {verdict}" in WORDS


@pytest.mark.parametrize("language", i18n.languages()[1:])
def test_they_are_in_the_person_s_language(language: str) -> None:
    i18n.use(language)
    for text, message in WORDS.items():
        assert i18n._(message) != message, text


def test_the_page_s_own_words_stay_as_they_are() -> None:
    i18n.use("fr")
    assert proof_words("a heading says: Gracias: todo bien") == (
        "un titre dit\u00a0:",
        "Gracias: todo bien",
    )
    assert in_one("a heading says: Gracias") == "un titre dit\u00a0: Gracias"
    assert proof_words("a code is asked for: its label; six boxes") == ("un code est demandé", "")
    assert proof_words("linked to 2026-x") == ("liée au dossier 2026-x", "")
    assert in_one("nothing here is recognised; the page does not answer") == (
        "rien n’est reconnu ici, la page ne répond pas"
    )


def test_what_is_not_known_is_left_and_would_be_found() -> None:
    i18n.use("fr")
    assert proof_words("noted by a later optout; and more") == (
        "noted by a later optout; and more",
        "",
    )
    source = 'PageState(PageKind.FORM, "it asks for a paw")'
    assert [proof_words(text)[0] for text in noted(source)] == ["it asks for a paw"]
