"""Every numbered point in every language: its provisions, its official terms, and nothing else."""

import re
from itertools import product

import pytest
from support.letter_citations import citation_faults
from support.letter_matrix import COUNTRIES, LANGUAGES, NAME, TODAY, Case
from support.letter_points import (
    CARRIED,
    OTHER_NUMBERS,
    TERMS,
    point_for,
    wordings,
)
from support.letter_segments import SERVICES, data_of, segments

from optout.i18n.cldr import country_name, long_date
from optout.letters import LENGTHS
from optout.letters.templates import load

_NEGATIONS = {
    "en": ("Neither",),
    "fr": ("Ni ",),
    "de": ("Weder",),
    "es": ("Ni ",),
    "it": ("Né ",),
    "nl": ("Noch",),
    "pt": ("Nem ",),
    "pl": ("Ani ", "nie"),
    "da": ("Hverken",),
    "sv": ("Varken",),
    "is": ("Hvorki",),
    "fi": ("ei voida pitää",),
    "et": ("Ei ",),
    "lv": ("Ne ",),
    "cs": ("Ani ",),
    "lt": ("Nei ",),
    "nb": ("Verken",),
    "ga": ("Ní ionann",),
    "ro": ("Nici ",),
    "hu": ("Sem ",),
    "el": ("Ούτε ",),
    "hr": ("Ni ",),
    "bg": ("Нито ",),
    "sk": ("nemožno považovať",),
    "sl": ("Niti ",),
    "mt": ("La ",),
}

FOR_IT = {
    **{"en": "for this", "fr": "à cette fin", "de": "dafür", "es": "con ese fin"},
    **{"it": "a tal fine", "nl": "daarvoor", "pt": "para este fim", "pl": "w tym celu"},
    **{"da": "hertil", "sv": "för detta", "nb": "til dette", "is": "í þessu skyni"},
    **{"fi": "tätä varten", "et": "selleks", "lv": "šim nolūkam", "lt": "tam", "ga": "chuige"},
    **{"ro": "în acest scop", "hu": "az e célból", "el": "προς τούτο", "hr": "u tu svrhu"},
    **{"bg": "за тази цел", "cs": "k tomuto účelu", "sk": "na tento účel", "sl": "za to"},
    **{"mt": "għal dan"},
}
"""What ties the erasure in a short letter to the training: not all of an account is meant."""


TOLD_ABOUT_ME = {
    "en": "post or tell Meta AI about me",
    "fr": "publient sur moi ou disent de moi à Meta AI",
    "de": "über mich posten oder Meta AI sagen",
    "es": "publican sobre mí o cuentan de mí a Meta AI",
    "it": "pubblicano su di me o dicono di me a Meta AI",
    "nl": "over mij plaatsen of aan Meta AI vertellen",
    "pt": "publicam sobre mim ou dizem de mim à Meta AI",
    "pl": "publikują o mnie lub mówią o mnie do Meta AI",
    "da": "offentliggør om mig eller fortæller Meta AI om mig",
    "sv": "publicerar om mig eller berättar om mig för Meta AI",
    "nb": "publiserer eller forteller Meta AI om meg",
    "is": "birta um mig eða segja Meta AI um mig",
    "fi": "minusta julkaisevat tai kertovat Meta AI:lle",
    "et": "minu kohta avaldavad või Meta AI-le räägivad",
    "lv": "par mani publicē vai stāsta Meta AI",
    "lt": "apie mane skelbia ar pasakoja „Meta AI“",
    "cs": "o mně zveřejňují jiní nebo sdělují Meta AI",
    "ga": "a bhfoilsíonn daoine eile fúm nó a ndeir siad fúm le Meta AI",
    "ro": "publică alții despre mine sau spun lui Meta AI despre mine",
    "hu": "rólam közzétesznek vagy a Meta AI-nak mondanak",
    "el": "δημοσιεύουν άλλοι για μένα ή λένε για μένα στο Meta AI",
    "hr": "o meni objavljuju ili kažu usluzi Meta AI",
    "bg": "публикуват за мен или казват на Meta AI за мен",
    "sk": "o mne zverejňujú iní alebo hovoria Meta AI",
    "sl": "o meni objavljajo drugi ali povedo storitvi Meta AI",
    "mt": "jippubblikaw dwari jew jgħidu lil Meta AI dwari",
}
"""How a third party's short letter says what others publish and tell the AI. Where "about me"
follows the first verb it follows the second one too: not all that is told to an AI is meant."""


def point_faults(case: Case, number: str, text: str) -> list[str]:
    point = point_for(number, case.length)
    cited = point.cited(case.variant, case.third_party)
    others = OTHER_NUMBERS.get(case.variant, set()) | OTHER_NUMBERS.get(case.language, set())
    faults = citation_faults(text, case.language, cited, others)
    for term in point.named(case.third_party, case.of_meta):
        words = wordings(term, case.language, case.variant)
        plain = text.casefold()
        if not any(word.casefold() in plain for word in words):
            faults.append(f"does not say {term} ({words[0]})")
    return [f"{number} {fault}" for fault in faults]


def _all(language: str) -> list[Case]:
    return [
        Case(language, variant, length, service, "", NAME)
        for variant in load(language).head["variants"]
        for length in LENGTHS
        for service in SERVICES
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_cites_its_provisions_in_the_official_terms(language: str) -> None:
    faults = [
        (case, fault)
        for case in _all(language)
        for number, text in segments(case).items()
        for fault in point_faults(case, number, text)
    ]
    assert not faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_article_a_missing_one_and_a_lost_term_are_found(language: str) -> None:
    case = Case(language, "eu", "full", "facebook", "", NAME)
    third = Case(language, "eu", "full", "third-party", "", NAME)
    other = Case(language, "eu", "full", "linkedin", "", NAME)
    parts = segments(case)
    erasure = parts["O7"]
    assert not point_faults(case, "O7", erasure)
    assert point_faults(case, "O7", erasure.replace("17", "71"))
    assert point_faults(case, "O7", erasure.replace("17", ""))
    assert point_faults(case, "O7", re.sub(r"\b[cγв]\b(?=\W)|\bc(?=\s*[).])", "b", erasure))
    assert point_faults(case, "O8", erasure)
    for each in (case, third, other):
        for number, text in segments(each).items():
            assert point_faults(each, number, f"{text} 99"), number
            for term in point_for(number, "full").named(each.third_party, each.of_meta):
                spoiled = without(term, text, language)
                assert any(term in fault for fault in point_faults(each, number, spoiled)), term


def without(term: str, text: str, language: str) -> str:
    """`text` with every wording of a term taken out."""
    for word in wordings(term, language, "eu"):
        text = re.sub(re.escape(word), "…", text, flags=re.IGNORECASE)
    return text


def origin_faults(text: str, case: Case) -> list[str]:
    """What point O1 must show and `text` does not: to whom, which service, where from, when."""
    wanted = [case.controller.name, country_name(COUNTRIES[case.variant], case.language)]
    wanted += [] if case.third_party else [case.record.label]
    wanted += [long_date(TODAY, case.language)]
    return [f"does not show {words}" for words in wanted if words not in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_says_to_whom_for_which_service_from_where_and_when(language: str) -> None:
    for case in _all(language):
        if case.length == "short":
            continue
        text = case.render().text
        assert origin_faults(text, case) == [], case
        for words in (case.controller.name, long_date(TODAY, case.language)):
            assert origin_faults(text.replace(words, "…"), case)


def place(term: str, text: str, language: str) -> int:
    """Where a term first stands in `text`; -1 where it does not."""
    plain = text.casefold()
    found = [plain.find(word.casefold()) for word in wordings(term, language, "eu")]
    return min((at for at in found if at >= 0), default=-1)


def opens_its_list(case: Case, text: str) -> bool:
    """Whether `text` says all data, then "in particular", and only then what they are."""
    listed = "others_show_me" if case.third_party else "others_posted"
    places = [place(term, text, case.language) for term in ("all_data", "in_particular", listed)]
    if not case.of_meta:
        places[2:] = [text.find(words) for words in data_of(case)]
    return 0 <= places[0] < places[1] and places[1:] == sorted(places[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_objection_covers_is_never_a_closed_list(language: str) -> None:
    late = wordings("in_particular", language, "eu")[0]
    for case in _all(language):
        if case.length == "short":
            continue
        text = segments(case)["O3"]
        assert opens_its_list(case, text), case
        closed = without("in_particular", text, language)
        for spoiled in (closed, f"{closed} {late}", without("all_data", text, language)):
            assert not opens_its_list(case, spoiled)


def covers_all(case: Case, text: str) -> bool:
    """Whether a short letter's list is open, and ties only what is the person's to accounts."""
    terms = ["past_and_future", "including", "my_content", "all_accounts", "others_about_me"]
    if case.third_party:
        terms = ["all_from_others", "past_and_future", "in_particular", "others_about_me"]
    places = [place(term, text, case.language) for term in terms]
    return places[0] >= 0 and places == sorted(set(places)) and not re.search(r":\s", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_letter_covers_all_and_others_posts_wherever_they_are(language: str) -> None:
    accounts = wordings("all_accounts", language, "eu")[0]
    for variant, service in product(load(language).head["variants"], SERVICES):
        case = Case(language, variant, "short", service, "", NAME)
        text = segments(case)["O3"]
        assert covers_all(case, text), case
        lost = ["past_and_future", "others_about_me"]
        lost += ["in_particular"] if case.third_party else ["including", "all_accounts"]
        spoilt = [f"{text}: ", *(without(term, text, language) for term in lost)]
        if not case.third_party:
            spoilt.append(f"{without('all_accounts', text, language)} {accounts}")
        assert not any(covers_all(case, each) for each in spoilt), case


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_letter_loses_no_point_unseen(language: str) -> None:
    for service in SERVICES:
        case = Case(language, "eu", "short", service, "", NAME)
        parts = segments(case)
        assert set(parts) == set(CARRIED["short"]) - (set() if case.third_party else {"O16"})
        for number, text in parts.items():
            point = point_for(number, "short")
            cited = point.cited("eu", case.third_party)
            named = point.named(case.third_party, case.of_meta)
            assert cited or named or text.strip() == NAME, number
            for citation in cited:
                article = re.match(r"\d+", citation)
                assert article
                spoiled = re.sub(rf"(?<!\d){article[0]}(?!\d)", "99", text)
                assert point_faults(case, number, spoiled), citation
            for term in named:
                assert point_faults(case, number, without(term, text, language)), term


def erases_for_it(language: str, text: str) -> bool:
    """Whether the erasure that `text` asks for is of what was collected for the training."""
    return bool(re.search(rf"\b{FOR_IT[language]}\b", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_letter_asks_for_the_erasure_of_no_more_than_the_training_data(
    language: str,
) -> None:
    for variant, service in product(load(language).head["variants"], SERVICES):
        text = segments(Case(language, variant, "short", service, "", NAME))["O7"]
        assert erases_for_it(language, text), variant
        assert not erases_for_it(language, text.replace(FOR_IT[language], "…"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_others_tell_the_ai_is_meant_only_as_far_as_it_is_about_the_person(
    language: str,
) -> None:
    phrase = TOLD_ABOUT_ME[language]
    for variant in load(language).head["variants"]:
        text = segments(Case(language, variant, "short", "third-party", "", NAME))["O3"]
        assert phrase in text, variant
        assert phrase not in text.replace(phrase, phrase.replace("Meta AI", "…"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_and_use_are_denied_to_be_consent_and_named_nowhere_else(language: str) -> None:
    for case in _all(language):
        parts = segments(case)
        for number, text in parts.items():
            says = any(
                w in text.casefold() for w in map(str.casefold, wordings("consent", language, "eu"))
            )
            assert says == (number in ("O13", "O14")), (case, number)
        if case.length == "full":
            assert any(word in parts["O13"] for word in _NEGATIONS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_terms_has_a_source_and_the_language_for_every_term(language: str) -> None:
    for term, entry in TERMS.items():
        assert entry["source"], term
        if not term.startswith("swiss_"):
            assert wordings(term, language, "eu"), term


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) & {"de", "fr", "it", "en"}))
def test_the_swiss_letter_objects_expressly_under_swiss_law(language: str) -> None:
    for length in ("full", "standard"):
        text = Case(language, "ch", length, "facebook", "", NAME).render().text
        assert any(word in text for word in wordings("swiss_prohibition", language, "ch"))
        for term in ("swiss_act", "swiss_act_short", "swiss_express_objection"):
            assert any(word in text for word in wordings(term, language, "ch")), term
        plain = Case(language, "eu", length, "facebook", "", NAME).render().text
        assert not any(word in plain for word in wordings("swiss_act", language, "ch"))
