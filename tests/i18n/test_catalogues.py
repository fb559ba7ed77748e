"""Every message is translated in every language, whole and in that language's own writing."""

import time

import pytest
from babel.messages.catalog import Catalog
from support.catalogues import LANGUAGES, SAME, SAME_IN, catalogue, faults, pairs, parse, source
from support.report import Report

from optout import i18n

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
LIMIT_MS = 60


@pytest.fixture(scope="module")
def messages() -> Catalog:
    return source()


def test_the_terminal_speaks_these_languages() -> None:
    assert i18n.languages() == ("en", *LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong(messages: Catalog, language: str, report: Report) -> None:
    found = list(faults(messages, catalogue(language), language))
    report(f"{language}: {len(messages)} messages, {len(found)} faults")
    assert len(messages) > 400
    assert found == []


def test_no_word_is_allowed_in_english_without_need() -> None:
    for language in LANGUAGES:
        forms = [form for message in catalogue(language) if message.id for form in pairs(message)]
        same = {text for english, text in forms if text == english}
        assert SAME | SAME_IN[language] == same, language


FAULTY = [
    ("fr", "Stop", "", "not translated"),
    ("fr", "Stop", " ", "not translated"),
    ("fr", "Which one is it?", "Which one is it?", "left in English"),
    ("de", "{n} files checked.", "{n} Dateien.", "a number of things without a plural"),
    ("de", "{count} dossiers", "{count} Akten", "a number of things without a plural"),
    ("de", "too large by {size} files", "um {size}", "a number of things without a plural"),
    ("de", "{a} of {b}", "{a} von {c}", "other placeholders"),
    ("de", "{a} of {b}", "{a} von", "other placeholders"),
    ("de", "Keep {{{{ a }}}}", "Nur {{ a }}", "other placeholders"),
    ("nl", "add --again.", "voeg --opnieuw toe.", "lost ['--again']"),
    ("nl", "See optout status.", "Zie optout stand.", "lost ['optout status']"),
    ("it", "Stop ", "Ferma", "other blanks around it"),
    ("it", "Stop.", "Ferma", "another end"),
    ("it", "Stop.", "Ferma  qui.", "two blanks or a straight quotation mark"),
    ("fr", "the mail", "l'e-mail", "two blanks or a straight quotation mark"),
    ("fr", "Why?", "Pourquoi ?", "no hard space before ; ? ! »"),
    ("fr", "Why?", "Pourquoi?", "no hard space before ; ? ! »"),
    ("fr", "{form}: no", "{form}: non", "no hard space before :"),
    ("fr", "“a”", "« a\u00a0»", "no hard space after «"),
    ("fr", "ready", "prêt(e)", "a gender by punctuation"),
    ("fr", "you are signed in", "vous êtes connecté", "the person has a gender"),
    ("fr", "your letter", "ta lettre", "tu for vous"),
    ("fr", "as at {other}", "le même que {other}", "no elision before a name"),
]
FRENCH_FAULTS = [
    ('#, fuzzy\nmsgid "Stop"\nmsgstr "Arrêt"\n', "fuzzy"),
    (
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} j"\nmsgstr[1] "{n} j"\n',
        "all plural forms are the same",
    ),
    (
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} j"\nmsgstr[1] ""\n',
        "not translated",
    ),
]


def test_each_fault_is_found() -> None:
    single = [
        (language, f'msgid "{english}"\nmsgstr "{translated}"\n', fault)
        for language, english, translated, fault in FAULTY
    ]
    for language, text, fault in (*single, *(("fr", *one) for one in FRENCH_FAULTS)):
        one = parse(HEAD + text, language)
        assert any(found.startswith(fault) for found in faults(one, one, language)), text


def test_missing_and_left_over_messages_are_found(messages: Catalog) -> None:
    empty, one = parse(HEAD, "fr"), parse(f'{HEAD}msgid "A"\nmsgstr "B"\n', "fr")
    assert list(faults(one, empty, "fr")) == ["missing: 'A'"]
    assert "not in the source: 'A'" in list(faults(empty, one, "fr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_loads_fast(language: str, report: Report) -> None:
    taken = []
    try:
        i18n.use("fr")  # Babel itself is imported by the first
        for _round in range(50):  # what else runs only adds to it
            begun = time.process_time()
            i18n.use(language)
            taken.append((time.process_time() - begun) * 1000)
            if min(taken) < LIMIT_MS:
                break
    finally:
        i18n.use("en")
    least = min(taken)
    report(f"{language}: loaded in {least:.0f} ms (limit {LIMIT_MS})")
    assert least < LIMIT_MS


def test_yes_and_no_have_different_keys() -> None:
    for language in LANGUAGES:
        words = catalogue(language)
        yes, no = words["y"].string, words["n"].string
        assert yes != no, language
        assert (yes, no) == (words["yes"].string[0], words["no"].string[0]), language
