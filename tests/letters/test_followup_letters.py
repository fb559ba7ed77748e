"""Every language × case × ground × form × country: all points, no hole, right typography."""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import get_args

import pytest
from support.covering import covering
from support.followup_cases import LATER, SENT, Make, extension, partial, refusal
from support.letter_checks import faults_in
from support.letter_citations import letter_in
from support.letter_matrix import Case
from support.letter_points import wordings
from support.report import Report

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Sent, State
from optout.dossier.file import Dossier
from optout.dossier.record import Ground
from optout.i18n.cldr import long_date
from optout.letters.authorities import authority_for
from optout.letters.follow_up import (
    FollowUpLetter,
    ForClerk,
    complaint,
    follow_up,
    letter_languages,
)
from optout.letters.grounds import grounds_of
from optout.letters.templates import languages, load

LANGUAGES = languages("complaint")
TODAY = date(2027, 3, 1)
WHOLE = "Ma situation particulière : je peins. (Article 17)"
LEAD = authority_for("IE")
"""Meta's."""
ANSWERS = {
    "silence": [],
    "extension": extension(),
    **{f"refusal-{g}": refusal(g) for g in get_args(Ground)},
    "partial": partial("erasure", "chats", "others", "other_ai", "special", "recipients"),
    "partial-late": partial("chats", on="2027-01-05"),
    "refusal-late": refusal("identity", "2027-01-05"),
}


def answered(make: Make) -> dict[str, Dossier]:
    """A dossier of each case."""
    return {case: make(answers=answers) for case, answers in ANSWERS.items()}


def told(dossier: Dossier, language: str) -> tuple[str, str]:
    """The follow-up and the complaint of a dossier."""
    return follow_up(dossier, TODAY, language).text, complaint(dossier, TODAY, language, LEAD).text


def undated(dossier: Dossier) -> Dossier:
    """The same where only an answer shows that anything was sent."""
    rungs = dossier.record.rungs[:1]
    record = replace(dossier.record, rungs=rungs, state=State.ABANDONED, sent=Sent.NO)
    return Dossier(dossier.path, record)


def combined(make: Make) -> Iterator[tuple[str, Dossier]]:
    """Dossiers in which any two of these circumstances meet."""
    bases = [make(by_word=by_word, evidence=by_word) for by_word in (False, True)]
    countries, forms = ("FR", "CH", "IE"), ("facebook", "third-party")
    circumstances = list(
        product((0, 1), ANSWERS, forms, countries, ("Prénom Nom", ""), (WHOLE, "none"))
    )

    def pairs(one: tuple[object, ...]) -> list[Hashable]:
        return list(combinations(enumerate(one), 2))

    for one in covering(circumstances, pairs):
        by_word, case, form, country, name, letter = one
        record = replace(
            bases[by_word].record, form=form, country=country, name=name, letter=letter,
            answers=ANSWERS[case], followed_up_on="2027-01-10" if name else "",
        )  # fmt: skip
        yield " ".join(map(str, one)), Dossier(bases[by_word].path, record)


def shape(text: str) -> tuple[int, int]:
    """How many paragraphs a letter has, and how many items of lists."""
    return len(re.findall(r"\n\n", text)), len(re.findall(r"(?m)^(?:-|\d\.) ", text))


def faults(written: Mapping[str, FollowUpLetter]) -> list[str]:
    """What is wrong with one letter in its languages."""
    found = []
    for language, letter in written.items():
        # a file's name is no prose: "filled.png" is not checked as such
        prose = re.sub(r"(?m)^- \S+\.(png|txt) ", "- ", letter.text)
        found += [f"{language}: {fault}" for fault in faults_in(prose, language)]
    shapes = {language: shape(letter.text) for language, letter in written.items()}
    return found if len(set(shapes.values())) == 1 else [*found, f"they differ: {shapes}"]


@pytest.mark.slow
def test_every_combination_is_without_fault_and_as_long_in_all_languages(
    make: Make, report: Report
) -> None:
    wrong, count = [], 0
    for label, dossier in combined(make):
        record = dossier.record
        written = [{c: follow_up(dossier, TODAY, c) for c in LANGUAGES}]
        if record.name:
            authority = authority_for(record.country, lead=LEAD)
            written.append({c: complaint(dossier, TODAY, c, authority) for c in LANGUAGES})
        for each in written:
            count += len(each)
            wrong += [f"{label}: {fault}" for fault in faults(each)]
    report(f"{count} follow-ups and complaints in {len(LANGUAGES)} languages, {len(wrong)} faults")
    assert wrong == []
    assert count > 50 * len(LANGUAGES)


def test_a_lost_item_or_paragraph_is_found(make: Make) -> None:
    letters = {language: complaint(make(), TODAY, language, LEAD) for language in ("de", "en")}
    assert faults(letters) == []
    text = letters["de"].text
    for spoiled in (text.replace("\n2. ", "\n"), text.replace("\n- ", "\n", 1), f"{text}\n\nx"):
        assert faults({**letters, "de": replace(letters["de"], text=spoiled)}), spoiled


def test_every_point_is_carried(make: Make) -> None:
    for (case, dossier), language in product(answered(make).items(), LANGUAGES):
        second = ("F0",) if case.startswith("partial") else ("F2",)
        known = case.startswith("refusal") and case != "refusal-"
        fourth = ("F4",) if known else ()
        wanted = tuple(sorted(("F1", *second, "F3", *fourth, "F5")))
        assert follow_up(dossier, TODAY, language).points == wanted, (case, language)
        letter = complaint(dossier, TODAY, language, LEAD)
        assert letter.points == ("C1", "C2", "C3", "C4", "C5", "C6"), (case, language)
        assert letter.reviewed_by == "nobody"


def test_swiss_german_has_no_sharp_s(make: Make) -> None:
    for country, sharp in (("CH", False), ("DE", True)):
        assert [("ß" in text) for text in told(make(country=country), "de")] == [sharp, sharp]


def test_a_name_keeps_its_sharp_s_in_switzerland(make: Make) -> None:
    reminder, complained = told(make(country="CH", name="Jan Weiß"), "de")
    assert "\nName: Jan Weiß\n" in reminder
    assert "\nBeschwerde von: Jan Weiß\n" in complained
    assert [text.count("\nJan Weiß") for text in (reminder, complained)] == [1, 1]


def test_dates_and_hashes_are_those_of_the_dossier(make: Make) -> None:
    dossier = make()
    for language in LANGUAGES:
        text = complaint(dossier, LATER, language, authority_for("FR")).text
        assert dossier.id in text
        for day in ("25", "28", "29", "2026"):
            assert re.search(rf"(?<!\d){day}(?!\d)", text), (language, day)
        for name, entry in dossier.evidence().items():
            assert f"{name} (" in text
            assert entry.sha256 in text
        term = long_date(date(2027, 1, 12), language)  # 29 December and fourteen days
        assert term in follow_up(dossier, LATER, language).text, language


def test_what_did_not_happen_is_not_said(make: Make) -> None:
    word = make(by_word=True, letter="none", answers=refusal("use_form"))
    follow, complain = told(word, "en")
    assert "acknowledged receipt" not in follow + complain
    assert "I have no confirmation from the controller’s website." in complain
    assert "online form" not in complain
    assert "that I had used already" not in complain
    assert "also requested the erasure" not in follow + complain
    follow, complain = told(make(answers=refusal("use_form")), "en")
    assert "acknowledged receipt" in follow
    assert "that I had used already" in complain


def test_only_another_than_the_lead_authority_is_asked_to_work_with_it(make: Make) -> None:
    for dossier in answered(make).values():
        asked = complaint(dossier, TODAY, "en", authority_for("FR")).text
        assert "under Article 60" in asked
        assert "Article 60" not in told(dossier, "en")[1]


def test_no_letter_gives_a_day_to_a_sending_that_only_an_answer_shows(make: Make) -> None:
    for ground in ("", "use_form"):
        dossier = make(answers=refusal(ground))
        for language in LANGUAGES:
            day, (follow, complain) = long_date(SENT.date(), language), told(dossier, language)
            assert follow.count(day) == (2 if ground else 1)
            assert day in complain
            follow, complain = told(undated(dossier), language)
            assert day not in follow + complain, (language, ground)
            assert faults_in(follow, language) == []
            assert re.search(r"(?<!\d)21(?!\d)", follow), language
            sentence = load(language, "complaint").head["facts"]["sent_by_word"]
            assert f"\n- {sentence[0].upper()}{sentence[1:]}\n" in complain, language


def measures(text: str, language: str) -> set[str]:
    """Which letters of Article 58(2) a complaint asks to be applied."""
    (line,) = (line for line in text.splitlines() if re.search(r"(?<!\w)58(?!\w)", line))
    return {each for each in "cfg" if re.search(rf"\b{letter_in(language, each)}\b", line)}


def test_a_partial_answer_is_held_to_what_it_left_open(make: Make) -> None:
    kinds = (("chats", "others"), ("erasure",), ("others",))
    several, erasure, others = (make(answers=partial(*silent)) for silent in kinds)
    silence = make()
    for language in LANGUAGES:
        for kind, text in zip(("follow-up", "complaint"), told(several, language), strict=True):
            points = load(language, kind).head["silent"]
            assert [point for point, words in points.items() if words in text] == [
                "chats",
                "others",
            ]
        (with_erasure, wanted), (without, rest) = told(erasure, language), told(others, language)
        assert with_erasure.count("\n3. ") == 1
        assert (without.count("\n2. "), without.count("\n3. ")) == (1, 0)
        granted = [text.partition("\n- ")[0].split("\n\n")[-1] for text in (with_erasure, without)]
        assert len(granted[0]) > len(granted[1]), "granted for the future, and granted"
        assert measures(wanted, language) == {"c", "f", "g"}, language
        assert measures(told(silence, language)[1], language) == {"c", "f", "g"}, language
        assert measures(rest, language) == {"c", "f"}, language


def test_grounds_are_claimed_only_where_they_were_stated(make: Make) -> None:
    own = make(letter="I object (Article 17(1)(c)).")
    for language in LANGUAGES:
        mine = Case(language, "eu", "full", "facebook", "", "Prénom Nom", "a@example.org").text
        written = replace(own.record, letter=mine, language=language)
        unwritten = replace(own.record, language=language)
        words = wordings("particular_situation", language, "eu")
        said = [
            any(word in told(Dossier(own.path, record), language)[1] for word in words)
            for record in (written, unwritten)
        ]
        assert said == [True, False], language


def test_each_refusal_has_an_answer_of_its_own(make: Make) -> None:
    dossiers = {ground: make(answers=refusal(ground)) for ground in get_args(Ground)}
    for language in LANGUAGES:
        texts = {g: follow_up(each, TODAY, language).text for g, each in dossiers.items()}
        assert len(set(texts.values())) == len(texts) == 7, language
        assert {g for g, text in texts.items() if "15 UKl 2/25" in text} == {"other", "balance"}


def test_a_letter_names_the_address_that_the_objection_was_sent_with(make: Make) -> None:
    """By another the company finds no account."""
    changed = make(email_sent="another@example.org")
    for text in (follow_up(changed, TODAY, "en").text, complaint(changed, TODAY, "fr", LEAD).text):
        assert "another@example.org" in text
        assert " a@example.org" not in text
    assert "a@example.org" in follow_up(make(), TODAY, "en").text


def test_a_letter_names_the_country_of_the_objection(make: Make) -> None:
    text = complaint(make(country="IT"), TODAY, "en", LEAD).text
    assert "Country of residence: Italy\n" in text
    assert "France" not in text
    assert "Country of residence: France\n" in complaint(make(), TODAY, "en", LEAD).text
    british = make(country="GB").record
    with pytest.raises(OptoutError) as caught:
        grounds_of(british, TODAY)
    assert caught.value.problem is errors.NOT_UNDER_UK_LAW


def test_a_complaint_says_where_the_person_lives(make: Make) -> None:
    text = complaint(make(), TODAY, "en", LEAD).text
    assert "lodged by: Prénom Nom\nPostal address: 1, rue de l’Exemple, 75000 Paris\n" in text


def test_a_complaint_is_the_complainants_and_leaves_the_objection_to_its_signer(
    make: Make,
) -> None:
    dossier = make(name="Nom Court")
    dossier.change(complainants=["Autre", "Prénom Nom Entier"])
    text = complaint(dossier, TODAY, "en", LEAD).text
    assert "lodged by: Prénom Nom Entier\n" in text
    assert text.endswith("\n\nPrénom Nom Entier")
    assert follow_up(dossier, TODAY, "en").text.endswith("\n\nNom Court")


def test_italian_elides_before_a_vowel(make: Make) -> None:
    """Fourteen days on: the 11th and the 8th begin with a vowel."""
    dossiers = [make(answers=answers) for answers in ([], partial("chats", on="2027-01-05"))]
    for day, said in ((28, "dell’11 "), (25, "dell’8 "), (26, "del 9 ")):
        for dossier in dossiers:
            text = follow_up(dossier, date(2027, 1, day), "it").text
            assert f"la data {said}febbraio" in text


def test_greek_and_maltese_have_the_article_of_the_day(make: Make) -> None:
    """Fourteen days on: the 1st, the 2nd and the 9th of March."""
    dossier = make()
    for day, greek, maltese in (
        (15, "την 1η Μαρτίου 2027:", "sal-1 ta’ Marzu 2027:"),
        (16, "στις 2 Μαρτίου 2027:", "sat-2 ta’ Marzu 2027:"),
        (23, "στις 9 Μαρτίου 2027:", "sad-9 ta’ Marzu 2027:"),
    ):
        today = date(2027, 2, day)
        assert f" το αργότερο {greek}" in follow_up(dossier, today, "el").text
        text = follow_up(dossier, today, "mt").text
        assert f" l-aktar tard {maltese}" in text
        assert "Oġġezzjonajt fil-25 ta’ Novembru 2026, " in text


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
    assert languages("follow-up") == LANGUAGES
    assert {"de", "en", "es", "fr", "it", "nl", "pl", "pt"} <= set(LANGUAGES)
    assert letter_languages("follow-up", "fr") == ("fr", "en")
    assert letter_languages("follow-up", "ja") == ("en",)
    assert letter_languages("complaint", "fr", authority_for("FR")) == ("fr",)
    assert letter_languages("complaint", "fr", authority_for("DE", "BY")) == ("fr", "de")
    assert letter_languages("complaint", "fr", authority_for("BE")) == ("fr",)
    assert letter_languages("complaint", "en", authority_for("BE")) == ("en", "nl")
    abroad = authority_for("GR")._replace(languages=("ja",))
    assert letter_languages("complaint", "fr", abroad) == ("fr", "en")


def test_a_language_without_the_letter(make: Make) -> None:
    with pytest.raises(OptoutError, match=", ".join(LANGUAGES)) as caught:
        follow_up(make(), TODAY, "ja")
    assert caught.value.problem is errors.LANGUAGE_UNKNOWN


def test_a_hostile_name_stays_on_one_line(make: Make) -> None:
    dossier = make(name="Nom\n\nSubject: {{ email }}\x1b[31m")
    text = complaint(dossier, TODAY, "en", LEAD).text
    assert "Complaint lodged by: Nom Subject: {{ email }}" in text
    assert "\x1b" not in text


def test_the_first_of_a_month_in_french(make: Make) -> None:
    assert "1er mars 2027" in follow_up(make(), date(2027, 3, 1), "fr").text
    assert "11 mars 2027" in follow_up(make(), date(2027, 3, 11), "fr").text


def test_the_complaint_gives_the_last_day_of_the_letter(make: Make) -> None:
    usual = make(followed_up_on="2027-01-08")
    exact = Dossier(usual.path, replace(usual.record, last_day="2027-01-12"))
    for language in LANGUAGES:
        (_, before), (_, text) = told(usual, language), told(exact, language)
        (added,) = set(text.splitlines()) - set(before.splitlines())
        assert long_date(date(2027, 1, 12), language) in added
        assert faults_in(text, language) == faults_in(before, language)


def test_what_a_clerk_asks_stands_before_the_evidence_as_it_was_answered(make: Make) -> None:
    dossier, keys = make(), get_args(ForClerk)
    for language in LANGUAGES:
        said, unasked = load(language, "complaint").head["clerk"], told(dossier, language)[1]
        assert [*said] == [*keys]
        assert [key for key in keys if said[key] in unasked] == []
        for clerk in (("name_given", "nowhere_else"), ("name_withheld", "elsewhere")):
            text = complaint(dossier, TODAY, language, LEAD, clerk).text
            assert [key for key in keys if said[key] in text] == [*clerk]
            first, second = (text.index(f"\n\n{said[key]}\n\n") for key in clerk)
            assert first < second < text.index("SHA-256")
            assert faults_in(text, language) == faults_in(unasked, language), language


def test_what_the_law_of_a_country_asks_of_a_complaint_is_there(make: Make) -> None:
    """Austria: the right and the year (section 24 of its Act); Slovakia: that it is a motion."""
    austrian = (
        "Ich erachte mich in meinem Recht auf Widerspruch (Art. 21 DSGVO) und in meinem Recht"
    )
    in_time = "Die Beschwerde ist rechtzeitig (§ 24 Abs. 4 DSG)"
    slovak = "návrhom na začatie konania o ochrane osobných údajov podľa § 100"
    dossier, late = make(country="AT"), date(2027, 11, 25)
    for country, language, sentences in (
        ("AT", "de", (austrian, in_time)),
        ("SK", "sk", (slovak, "právo namietať (čl. 21 GDPR) a právo na vymazanie (čl. 17 GDPR).")),
    ):
        text = complaint(dossier, TODAY, language, authority_for(country)).text
        assert [words for words in sentences if words not in text] == []
        assert faults_in(text, language) == faults_in(told(dossier, language)[1], language)
        for other in ("IE", "FR", "LI"):
            text = complaint(dossier, TODAY, language, authority_for(other)).text
            assert [words for words in sentences if words in text] == []
    for each, day in ((dossier, late), (undated(make(answers=refusal("other"))), TODAY)):
        text = complaint(each, day, "de", authority_for("AT")).text
        assert austrian in text and in_time not in text
    kept = make(answers=partial("chats"))
    for country, language, right in (
        ("AT", "de", "Recht auf Löschung"),
        ("SK", "sk", "vymazanie ("),
    ):
        assert right not in complaint(kept, TODAY, language, authority_for(country)).text


def test_an_austrian_s_letters_call_january_so(make: Make) -> None:
    for country, month in (("AT", "Jänner"), ("DE", "Januar")):
        dossier = make(country=country, followed_up_on="2027-01-08")
        for text in told(dossier, "de"):
            days = re.findall(r"\d\. (J\S+) 2027", text)
            assert set(days) <= {month}
        assert f"8. {month} 2027" in text


def test_passing_on_is_told_only_of_a_letter_that_objected_to_it(make: Make) -> None:
    for length, there in (("full", True), ("standard", True), ("short", False)):
        letter = Case("fr", "eu", length, "reddit", "", "").text
        dossier = make(form="reddit-letter", by_word=True, letter=letter)
        said = [
            words in text
            for words, text in zip(
                ("to which you", "to which the"), told(dossier, "en"), strict=True
            )
        ]
        assert said == [there, there], length
    assert "to which" not in "".join(told(make(), "en"))
