"""Every letter in every language: whole, well formed, within its length."""

import re
from itertools import product

import pytest
from support.letter_checks import NBSP, faults_in
from support.letter_matrix import (
    EMAIL,
    LANGUAGES,
    LAWS,
    NAME,
    OWN_WORDS,
    SERVICES,
    STAND_IN,
    TODAY,
    Case,
    cases,
    without_own_words,
)
from support.letter_points import CARRIED, WHERE_IT_FITS, template
from support.report import Report

from optout.letters import languages, languages_for, render, utf16_length
from optout.letters.templates import load

PROMISED = "bg cs da de el en es et fi fr ga hr hu is it lt lv mt nb nl pl pt ro sk sl sv"
"""The 24 official languages of the Union, Norwegian and Icelandic."""
LIMITS = {"full": (2000, 5000), "standard": (1600, 4000), "short": (120, 500)}


def _faults(case: Case) -> list[str]:
    letter = case.render()
    own = case.reason if case.reason in OWN_WORDS else ""
    text = without_own_words(letter.text, case.reason, case.length)
    faults = faults_in(text, case.language)
    carried = [p for p in CARRIED[case.length] if p != "O16" or case.found_by]
    if case.length == "short":
        carried = [p for p in carried if p not in WHERE_IT_FITS or p in letter.points]
    if letter.points != tuple(carried):
        faults.append(f"carries {letter.points}")
    if own and STAND_IN not in text:
        faults.append("the person's words are not as written")
    short = case.length == "short"
    if short and ("\n" in text or EMAIL in text or "Meta Platforms" in text):
        faults.append("is not one paragraph without address")
    if (not short and EMAIL not in text) or (
        case.name and NAME not in text and (case.third_party or not short)
    ):
        faults.append("does not say who writes")
    least, most = LIMITS[case.length]
    if not own and not least <= utf16_length(letter.text) <= most:
        faults.append(f"is {utf16_length(letter.text)} long")
    return faults


@pytest.mark.slow
def test_every_letter_is_without_fault(report: Report) -> None:
    found = {case: _faults(case) for language in LANGUAGES for case in cases(language)}
    wrong = {case: faults for case, faults in found.items() if faults}
    languages, variants, lengths, whys = (
        len({getattr(case, axis) for case in found})
        for axis in ("language", "variant", "length", "reason")
    )
    report(
        f"rendered {len(found):,} letters ({languages} languages, {variants} variants of law, "
        f"{lengths} lengths, {whys} reasons), {sum(map(len, wrong.values()))} faults"
    )
    assert wrong == {}


def test_the_languages_that_are_promised_are_there() -> None:
    assert " ".join(languages()) == PROMISED
    assert languages_for("GB") == ("en",)
    assert languages_for("CH") == languages_for("AT") == languages()
    swiss = {code for code in languages() if "ch" in load(code).head["variants"]}
    assert swiss == {"de", "fr", "it", "en"}


def test_a_short_letter_leaves_room_for_one_line_of_ones_own(report: Report) -> None:
    sizes = {}
    line = f"{'I have run the bakery in our street for years; all there know my voice':!<99}."
    assert len(line) == 100
    for (language, variant), service in product(LAWS, ("instagram", "third-party")):
        text = Case(language, variant, "short", service, line, NAME).text
        assert line in text, language
        sizes[language, variant, service] = utf16_length(text)
    most = LIMITS["short"][1]
    assert {case: size for case, size in sizes.items() if size > most} == {}
    report(f"the longest short letter with a reason of 100 has {max(sizes.values())} of {most}")


def test_where_the_person_can_be_found_is_in_the_long_letters() -> None:
    known_as = "https://www.instagram.com/prenom, Prenom Nomm"
    for law, length, service in product(LAWS, ("full", "standard"), SERVICES):
        case = Case(*law, length, service, "", NAME, known_as=known_as)
        assert _faults(case) == [], case
        before = f"{NBSP}: " if case.language == "fr" else ": "
        found_by = f"{NAME}, {known_as}" if case.third_party else known_as
        assert f"{before}{found_by}\n" in case.text, case


def test_head_says_what_the_body_carries_and_that_nobody_reviewed_it() -> None:
    for language in LANGUAGES:
        head = load(language).head
        points = {length: tuple(carried.split()) for length, carried in head["points"].items()}
        assert (head["language"], points) == (language, CARRIED)
        assert (head["drafted_by"], head["reviewed_by"]) == ("optout contributors", "nobody")
        told_apart = set(re.findall(r'variant == "(\w+)"', template(language)))
        assert {"eu", *told_apart} == set(head["variants"]), language


def test_country_and_date_are_in_the_letters_language() -> None:
    def french(country: str) -> str:
        return render(
            service="facebook", country=country, email=EMAIL, name=NAME, language="fr",
            reason="", length="full", variant=None, today=TODAY,
        ).text  # fmt: skip

    assert "Pays de résidence\u00a0: Belgique\n" in french("BE")
    assert "Date\u00a0: 5 novembre 2026\n" in french("BE")
    assert "Pays de résidence\u00a0: La Réunion\n" in french("RE")


def test_swiss_german_has_no_sharp_s_and_the_others_keep_theirs() -> None:
    letters = [Case(*law, "full", "facebook", "", NAME) for law in LAWS]
    sharp = {(case.language, case.variant) for case in letters if "ß" in case.text}
    assert sharp == {("de", "eu")}


def test_each_section_in_the_uk_s_letter_is_of_the_act_of_2018() -> None:
    for length in ("full", "standard"):
        text = Case("en", "uk", length, "facebook", "", NAME).text
        assert "section 164A of the Data Protection Act 2018, inserted by the Data (Use and" in text
        assert "section 165 of the 2018 Act" in text
        assert "that Act" not in text
        assert text.count("section ") == 2


def test_the_letter_for_another_of_metas_services_differs_in_its_name_alone() -> None:
    for law, name in product(LAWS, ("Instagram", "Threads")):
        other, facebook = (
            Case(*law, "full", service, "", NAME).text for service in (name.lower(), "facebook")
        )
        assert other == facebook.replace("Facebook", name), law
        assert name not in facebook
