"""Every language × case × ground × form × country: all points, no hole, right typography."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import get_args

import pytest
from support.followup_cases import LATER, SENT, Make, extension, partial, refusal
from support.letter_checks import faults_in
from support.report import Report

from optout import letters
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Sent, State
from optout.dossier.file import Dossier
from optout.dossier.record import Ground
from optout.i18n.cldr import long_date
from optout.letters.authorities import authority_for
from optout.letters.follow_up import FollowUpLetter, complaint, follow_up, letter_languages
from optout.letters.grounds import grounds_of
from optout.letters.templates import languages, load

EIGHT = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
TODAY = date(2027, 3, 1)
WHOLE = "Ma situation particulière : je peins. (Article 17)"
LEAD = authority_for("IE")
"""Meta's."""
ANSWERS = {
    "silence": [],
    "extension": extension(),
    **{f"refusal-{g}": refusal(g) for g in get_args(Ground)},
    "partial": partial("erasure", "chats", "others", "other_ai", "special"),
    "partial-late": partial("chats", on="2027-01-05"),
    "refusal-late": refusal("identity", "2027-01-05"),
}


def all_letters(
    make: Make, language: str, countries: Sequence[str] = ("FR", "CH", "US", "IE")
) -> list[tuple[str, FollowUpLetter]]:
    """Every combination that a dossier can be in; the record is changed in memory only."""
    bases = [make(by_word=by_word, evidence=by_word) for by_word in (False, True)]
    forms = ("facebook", "third-party")
    names, letters = ("Prénom Nom", ""), (WHOLE, "none")
    rest = product(forms, countries, names, letters)
    found = []
    for base, (case, answers), (form, country, name, letter) in product(
        bases, ANSWERS.items(), rest
    ):
        record = replace(
            base.record, form=form, country=country, name=name, letter=letter, answers=answers,
            followed_up_on="2027-01-10" if name else "",
        )  # fmt: skip
        dossier = Dossier(base.path, record)
        label = f"{language} {case} {form} {country} {base.record.state} {letter}"
        found.append((label, follow_up(dossier, TODAY, language)))
        if name:
            authority = authority_for(country, lead=LEAD)
            found.append((label, complaint(dossier, TODAY, language, authority)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", EIGHT)
def test_every_combination_is_without_fault(make: Make, language: str, report: Report) -> None:
    letters = all_letters(make, language)
    for label, letter in letters:
        # a file's name is no prose: "filled.png" is not checked as such
        prose = re.sub(r"(?m)^- \S+\.(png|txt) ", "- ", letter.text)
        assert faults_in(prose, language) == [], (label, letter.kind)
    report(f"{language}: {len(letters)} letters rendered, 0 faults")


@pytest.mark.parametrize("language", EIGHT)
def test_every_point_is_carried(make: Make, language: str) -> None:
    for case, answers in ANSWERS.items():
        dossier = make(answers=answers)
        second = ("F0",) if case.startswith("partial") else ("F2",)
        fourth = ("F4",) if case.startswith("refusal") else ()
        wanted = tuple(sorted(("F1", *second, "F3", *fourth, "F5")))
        assert follow_up(dossier, TODAY, language).points == wanted
        letter = complaint(dossier, TODAY, language, LEAD)
        assert letter.points == ("C1", "C2", "C3", "C4", "C5", "C6")
        assert letter.reviewed_by == "nobody"


PROVISION = {
    "de": "Vorschrift",
    "en": "provision",
    "es": "disposición",
    "fr": "disposition",
    "it": "disposizione",
    "nl": "bepaling",
    "pl": "przepisy",
    "pt": "disposição",
}


@pytest.mark.parametrize("language", EIGHT)
def test_each_item_of_the_breaches_is_a_provision(make: Make, language: str) -> None:
    text = complaint(make(), TODAY, language, LEAD).text
    items = re.findall(r"(?m)^- .*$", text)
    breaches = [item for item in items if re.search(r"\b(?:21|12|17|5)\b", item[:40])]
    assert len(breaches) >= 3
    last = items[items.index(breaches[-1]) + 1]
    assert PROVISION[language] in last


ACTION_TAKEN = {
    "de": "Über ergriffene Maßnahmen bin ich nicht unterrichtet worden",
    "en": "inform me of the action taken within one month of receipt",
    "es": "información alguna sobre sus actuaciones",
    "fr": "aucune information sur les mesures prises",
    "it": "alcuna informazione sulle azioni intraprese",
    "nl": "geen bericht ontvangen over het gevolg",
    "pl": "nie mam informacji o podjętych działaniach",
    "pt": "qualquer informação sobre as medidas tomadas",
}
"""An automatic receipt is information too, but none on the action taken (Art. 12(3))."""


def shape(text: str) -> tuple[int, int]:
    """How many paragraphs a letter has, and how many items of lists."""
    return len(re.findall(r"\n\n", text)), len(re.findall(r"(?m)^(?:-|\d\.) ", text))


def test_all_languages_say_as_much(make: Make) -> None:
    every = [all_letters(make, language, ("IE",)) for language in EIGHT]
    for alike in zip(*every, strict=True):
        shapes = {letter.language: shape(letter.text) for _label, letter in alike}
        assert len(set(shapes.values())) == 1, (alike[0][0], alike[0][1].kind, shapes)


def test_a_lost_item_or_paragraph_is_found(make: Make) -> None:
    text = complaint(make(), TODAY, "de", LEAD).text
    assert shape(text.replace("\n2. ", "\n")) != shape(text)
    assert shape(text.replace("\n- ", "\n", 1)) != shape(text)
    assert shape(text.replace("\n\n", "\n", 1)) != shape(text)


@pytest.mark.parametrize(("country", "sharp"), [("CH", False), ("DE", True)])
def test_swiss_german_has_no_sharp_s(make: Make, country: str, sharp: bool) -> None:
    dossier = make(country=country)
    assert ("ß" in follow_up(dossier, TODAY, "de").text) is sharp
    assert ("ß" in complaint(dossier, TODAY, "de", LEAD).text) is sharp


def test_a_name_keeps_its_sharp_s_in_switzerland(make: Make) -> None:
    dossier = make(country="CH", name="Jan Weiß")
    reminder, complained = (
        follow_up(dossier, TODAY, "de").text,
        complaint(dossier, TODAY, "de", LEAD).text,
    )
    assert "\nName: Jan Weiß\n" in reminder
    assert "\nBeschwerde von: Jan Weiß\n" in complained
    assert [text.count("\nJan Weiß") for text in (reminder, complained)] == [1, 1]


def numbers(text: str) -> set[str]:
    return set(re.findall(r"(?<![\d.])\d{1,2}(?![\d])", re.sub(r"[0-9a-f]{64}", "", text)))


@pytest.mark.parametrize("language", EIGHT)
def test_the_articles_are_the_right_ones(make: Make, language: str) -> None:
    """By number alone: how they are written is each language's own."""
    for case, answers in ANSWERS.items():
        dossier = make(answers=answers)
        followed = numbers(follow_up(dossier, TODAY, language).text)
        erased = {"17"} if case != "partial-late" else set()
        assert {"12", "21", "77", "79"} | erased <= followed, case
        complained = numbers(complaint(dossier, TODAY, language, authority_for("FR")).text)
        assert {"6", "21", "56", "58", "60", "77", "78"} | erased <= complained, case
        assert ("60" in numbers(complaint(dossier, TODAY, language, LEAD).text)) is False


@pytest.mark.parametrize("language", EIGHT)
def test_dates_and_hashes_are_those_of_the_dossier(make: Make, language: str) -> None:
    dossier = make()
    text = complaint(dossier, LATER, language, authority_for("FR")).text
    assert dossier.id in text
    for day in ("25", "28", "29", "2026"):
        assert re.search(rf"(?<!\d){day}(?!\d)", text)
    for name, entry in dossier.evidence().items():
        assert f"{name} (" in text
        assert entry.sha256 in text
    term = follow_up(dossier, LATER, language).text
    assert re.search(r"(?<!\d)12(\.|\b).{1,20}2027", term)  # 29 December and fourteen days


def test_what_did_not_happen_is_not_said(make: Make) -> None:
    word = make(by_word=True, letter="none", answers=refusal("use_form"))
    follow, complain = (
        follow_up(word, TODAY, "en").text,
        complaint(word, TODAY, "en", authority_for("FR")).text,
    )
    assert "acknowledged receipt" not in follow + complain
    assert "I have no confirmation from the controller’s website." in complain
    assert "online form" not in complain
    assert "that I had used already" not in complain
    assert "also requested the erasure" not in follow + complain
    sent = make(answers=refusal("use_form"))
    assert "acknowledged receipt" in follow_up(sent, TODAY, "en").text
    assert "that I had used already" in complaint(sent, TODAY, "en", authority_for("FR")).text


@pytest.mark.parametrize("language", EIGHT)
def test_a_complaint_gives_no_day_to_a_sending_that_only_an_answer_shows(
    make: Make, language: str
) -> None:
    dossier = make(answers=refusal(""))
    day = long_date(SENT.date(), language)
    assert day in complaint(dossier, LATER, language, LEAD).text
    rungs = dossier.record.rungs[:1]
    dossier.record = replace(dossier.record, rungs=rungs, state=State.ABANDONED, sent=Sent.NO)
    text = complaint(dossier, LATER, language, LEAD).text
    assert day not in text
    sentence = load(language, "complaint").head["facts"]["sent_by_word"]
    assert f"\n- {sentence[0].upper()}{sentence[1:]}\n" in text


@pytest.mark.parametrize("ground", ["", "use_form"])
@pytest.mark.parametrize("language", EIGHT)
def test_so_does_a_follow_up(make: Make, language: str, ground: str) -> None:
    dossier = make(answers=refusal(ground))
    day, text = long_date(SENT.date(), language), follow_up(dossier, LATER, language).text
    assert text.count(day) == (2 if ground else 1)
    rungs = dossier.record.rungs[:1]
    dossier.record = replace(dossier.record, rungs=rungs, state=State.ABANDONED, sent=Sent.NO)
    undated = follow_up(dossier, LATER, language).text
    assert day not in undated
    assert faults_in(undated, language) == []
    assert re.search(r"\bart\S* 21\b", undated, re.IGNORECASE)


@pytest.mark.parametrize("language", EIGHT)
def test_a_partial_answer_is_held_to_what_it_left_open(make: Make, language: str) -> None:
    def said(*silent: str) -> tuple[str, str]:
        dossier = make(answers=partial(*silent))
        return (
            follow_up(dossier, TODAY, language).text,
            complaint(dossier, TODAY, language, LEAD).text,
        )

    points = load(language, "follow-up").head["silent"]
    assert points == load(language, "complaint").head["silent"]
    for text in said("chats", "others"):
        assert [point for point, words in points.items() if words in text] == ["chats", "others"]
    (with_erasure, wanted), (without, rest) = said("erasure"), said("others")
    assert with_erasure.count("\n3. ") == 1
    assert (without.count("\n2. "), without.count("\n3. ")) == (1, 0)
    to_erase = re.compile(r"(?<!\d)58(?!\d).{1,40}\bg\b")  # Art. 58(2)(g)
    assert to_erase.search(wanted)
    assert to_erase.search(complaint(make(), TODAY, language, LEAD).text)
    assert not to_erase.search(rest)
    to_ban = re.compile(r"(?<!\d)58(?!\d).{1,30}\bf\b")  # Art. 58(2)(f)
    assert to_ban.search(wanted)
    assert to_ban.search(rest)


FROM_NOW_ON = {
    "en": "my objection for the future.", "de": "Widerspruch für die Zukunft entsprochen.",
    "fr": "opposition pour l’avenir.", "es": "oposición para el futuro.",
    "it": "opposizione per il futuro.", "nl": "bezwaar voor de toekomst ingewilligd.",
    "pl": "sprzeciw na przyszłość.", "pt": "oposição para o futuro.",
}  # fmt: skip


@pytest.mark.parametrize("language", EIGHT)
def test_what_was_granted_without_erasure_was_granted_for_the_future(
    make: Make, language: str
) -> None:
    for silent in ("erasure", "others"):
        text = follow_up(make(answers=partial(silent)), TODAY, language).text
        assert (FROM_NOW_ON[language] in text) == (silent == "erasure")


@pytest.mark.parametrize("language", EIGHT)
def test_grounds_are_claimed_only_where_they_were_stated(make: Make, language: str) -> None:
    mine = letters.render(
        service="facebook", country="FR", email="a@example.org", name="Prénom Nom", reason="",
        language=language, today=TODAY, length="full",
    )  # fmt: skip
    written = make(letter=mine.text, language=language)
    own = make(letter="I object (Article 17(1)(c)).", language=language)
    said, silent = (complaint(d, TODAY, language, LEAD).text for d in (written, own))
    situation = re.compile(r"situa[tzç]|situaci|sytuac", re.IGNORECASE)
    assert situation.search(said)
    assert not situation.search(silent)


@pytest.mark.parametrize("language", EIGHT)
def test_each_refusal_has_an_answer_of_its_own(make: Make, language: str) -> None:
    texts = {
        ground: follow_up(make(answers=refusal(ground)), TODAY, language).text
        for ground in get_args(Ground)
    }
    assert len(set(texts.values())) == len(texts) == 6
    for ground, text in texts.items():
        assert ("15 UKl 2/25" in text) == (ground in ("", "balance")), ground


def test_a_letter_names_the_address_that_the_objection_was_sent_with(make: Make) -> None:
    """By another the company finds no account."""
    changed = make(email_sent="another@example.org")
    for text in (follow_up(changed, TODAY, "en").text, complaint(changed, TODAY, "fr", LEAD).text):
        assert "another@example.org" in text
        assert " a@example.org" not in text
    assert "a@example.org" in follow_up(make(), TODAY, "en").text


def test_a_letter_names_the_country_that_the_objection_was_sent_with(make: Make) -> None:
    changed = make(country_sent="IT")
    text = complaint(changed, TODAY, "en", LEAD).text
    assert "Country of residence: Italy\n" in text
    assert "France" not in text
    assert "Country of residence: France\n" in complaint(make(), TODAY, "en", LEAD).text
    british = make(country_sent="GB").record
    with pytest.raises(OptoutError) as caught:
        grounds_of(british, TODAY)
    assert caught.value.problem is errors.NOT_UNDER_UK_LAW


def test_a_complaint_says_where_the_person_lives(make: Make) -> None:
    text = complaint(make(), TODAY, "en", LEAD).text
    assert "lodged by: Prénom Nom\nPostal address: 1, rue de l’Exemple, 75000 Paris\n" in text


def test_silence_is_of_the_action_taken(make: Make) -> None:
    for language, words in ACTION_TAKEN.items():
        assert words in follow_up(make(), TODAY, language).text, language


def test_a_complaint_is_the_complainants_and_leaves_the_objection_to_its_signer(
    make: Make,
) -> None:
    dossier = make(name="Nom Court")
    dossier.change(complainants=["Autre", "Prénom Nom Entier"])
    text = complaint(dossier, TODAY, "en", LEAD).text
    assert "lodged by: Prénom Nom Entier\n" in text
    assert text.endswith("\n\nPrénom Nom Entier")
    assert follow_up(dossier, TODAY, "en").text.endswith("\n\nNom Court")


@pytest.mark.parametrize(("day", "said"), [(28, "dell’11 "), (25, "dell’8 "), (26, "del 9 ")])
def test_italian_elides_before_a_vowel(make: Make, day: int, said: str) -> None:
    """Fourteen days on: the 11th and the 8th begin with a vowel."""
    for answers in ([], partial("chats", on="2027-01-05")):
        text = follow_up(make(answers=answers), date(2027, 1, day), "it").text
        assert f"la data {said}febbraio" in text


def test_a_sent_reminder_is_evidence_and_an_unsent_one_is_not(make: Make) -> None:
    dossier = make()
    dossier.keep("follow-up-fr.txt", b"x", what="follow-up")
    dossier.keep("complaint-fr.txt", b"x", what="complaint")
    assert "follow-up-fr" not in complaint(dossier, TODAY, "en", LEAD).text
    dossier.change(followed_up_on="2027-01-10")
    text = complaint(dossier, TODAY, "en", LEAD).text
    assert "follow-up-fr.txt (my reminder)" in text
    assert "complaint-fr" not in text


def test_the_languages_are_the_persons_and_the_readers() -> None:
    assert languages("follow-up") == languages("complaint") == EIGHT
    assert letter_languages("follow-up", "fr") == ("fr", "en")
    assert letter_languages("follow-up", "sv") == ("en",)
    assert letter_languages("complaint", "fr", authority_for("FR")) == ("fr",)
    assert letter_languages("complaint", "fr", authority_for("DE", "BY")) == ("fr", "de")
    assert letter_languages("complaint", "fr", authority_for("BE")) == ("fr",)
    assert letter_languages("complaint", "en", authority_for("BE")) == ("en", "nl")
    assert letter_languages("complaint", "fr", authority_for("GR")) == ("fr", "en")


def test_a_language_without_the_letter(make: Make) -> None:
    with pytest.raises(OptoutError, match="de, en, es, fr, it, nl, pl, pt") as caught:
        follow_up(make(), TODAY, "sv")
    assert caught.value.problem is errors.LANGUAGE_UNKNOWN


def test_a_hostile_name_stays_on_one_line(make: Make) -> None:
    dossier = make(name="Nom\n\nSubject: {{ email }}\x1b[31m")
    text = complaint(dossier, TODAY, "en", LEAD).text
    assert "Complaint lodged by: Nom Subject: {{ email }}" in text
    assert "\x1b" not in text


def test_the_first_of_a_month_in_french(make: Make) -> None:
    assert "1er mars 2027" in follow_up(make(), date(2027, 3, 1), "fr").text
    assert "11 mars 2027" in follow_up(make(), date(2027, 3, 11), "fr").text


@pytest.mark.parametrize("language", EIGHT)
def test_the_complaint_gives_the_last_day_of_the_letter(make: Make, language: str) -> None:
    dossier = make(followed_up_on="2027-01-08")
    usual = complaint(dossier, TODAY, language, LEAD).text
    dossier.change(last_day="2027-01-12")
    exact = complaint(dossier, TODAY, language, LEAD).text
    added = set(exact.splitlines()) - set(usual.splitlines())
    assert len(added) == 1
    assert long_date(date(2027, 1, 12), language) in added.pop()
    assert faults_in(exact, language) == faults_in(usual, language)
