"""Every numbered point in every language: its provisions, its official terms, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from support.letter_citations import citation_faults
from support.letter_matrix import COUNTRIES, LANGUAGES, LAWS, NAME, TODAY, Case
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

DENIALS = {
    **{"en": "Neither", "fr": "Ni ", "de": "Weder", "es": "Ni ", "it": "Né ", "nl": "Noch"},
    **{"pt": "Nem ", "pl": "Ani |nie", "da": "Hverken", "sv": "Varken", "is": "Hvorki"},
    **{"fi": "ei voida pitää", "et": "Ei ", "lv": "Ne ", "cs": "Ani ", "lt": "Nei "},
    **{"nb": "Verken", "ga": "Ní ionann", "ro": "Nici ", "hu": "Sem ", "el": "Ούτε ", "hr": "Ni "},
    **{"bg": "Нито ", "sk": "nemožno považovať", "sl": "Niti ", "mt": "La "},
}
"""What denies that silence and use are consent."""
SILENCE_ALONE = {
    **{
        "en": "does not",
        "fr": "ne vaut pas",
        "de": "keine",
        "es": "no ",
        "it": "non ",
        "nl": "niet",
    },
    **{"pt": "não", "pl": "nie ", "da": "ikke", "sv": "inte", "is": "ekki", "nb": "ikke"},
    **{"fi": "ei voida", "et": "ei ", "lv": "nav", "cs": "nelze", "lt": "nelaikytinas"},
    **{"ga": "Ní ionann", "ro": "nu ", "hu": "nem ", "el": "δεν", "hr": "ne ", "bg": "не "},
    **{"sk": "nemožno", "sl": "ne ", "mt": "ma "},
}
"""The same of silence, by somebody who may use no service."""

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


LETTERS = [
    Case(*law, length, service, "", NAME)
    for law, length, service in product(LAWS, LENGTHS, SERVICES)
]
LONG = [case for case in LETTERS if case.length != "short"]
SHORT = [case for case in LETTERS if case.length == "short"]


def test_every_point_cites_its_provisions_in_the_official_terms() -> None:
    faults = [
        (case, fault)
        for case in LETTERS
        for number, text in segments(case).items()
        for fault in point_faults(case, number, text)
    ]
    assert faults == []


def spoiled(case: Case) -> Iterator[tuple[str, str, str]]:
    """A point, its text with a fault in it, and what the fault names."""
    for number, text in segments(case).items():
        yield number, f"{text} 99", "99"
        for term in point_for(number, case.length).named(case.third_party, case.of_meta):
            yield number, without(term, text, case.language), term
    erasure = segments(case)["O7"]
    yield "O7", erasure.replace("17", "71"), "17(1)(c)"
    yield "O7", erasure.replace("17", ""), "17(1)(c)"
    yield "O7", re.sub(r"\b[cγв]\b(?=\W)|\bc(?=\s*[).])", "b", erasure), "17(1)(c)"
    yield "O8", erasure, "18(1)(d)"


def test_a_wrong_article_a_missing_one_and_a_lost_term_are_found() -> None:
    unseen = []
    for language, service in product(LANGUAGES, SERVICES):
        case = Case(language, "eu", "full", service, "", NAME)
        for number, text, what in spoiled(case):
            if not any(what in fault for fault in point_faults(case, number, text)):
                unseen.append((case, number, what))
    assert unseen == []


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


def test_every_letter_says_to_whom_for_which_service_from_where_and_when() -> None:
    for case in LONG:
        assert origin_faults(case.text, case) == [], case
        for words in (case.controller.name, long_date(TODAY, case.language)):
            assert origin_faults(case.text.replace(words, "…"), case), case


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


def test_what_the_objection_covers_is_never_a_closed_list() -> None:
    for case in LONG:
        text, language = segments(case)["O3"], case.language
        assert opens_its_list(case, text), case
        late = wordings("in_particular", language, "eu")[0]
        closed = without("in_particular", text, language)
        for spoiled in (closed, f"{closed} {late}", without("all_data", text, language)):
            assert not opens_its_list(case, spoiled), (case, spoiled)


def covers_all(case: Case, text: str) -> bool:
    """Whether a short letter's list is open, and ties only what is the person's to accounts."""
    terms = ["past_and_future", "including", "my_content", "all_accounts", "others_about_me"]
    if case.third_party:
        terms = ["all_from_others", "past_and_future", "in_particular", "others_about_me"]
    places = [place(term, text, case.language) for term in terms]
    return places[0] >= 0 and places == sorted(set(places)) and not re.search(r":\s", text)


def test_a_short_letter_covers_all_and_others_posts_wherever_they_are() -> None:
    for case in SHORT:
        text, language = segments(case)["O3"], case.language
        assert covers_all(case, text), case
        lost = ["past_and_future", "others_about_me"]
        lost += ["in_particular"] if case.third_party else ["including", "all_accounts"]
        spoilt = [f"{text}: ", *(without(term, text, language) for term in lost)]
        if not case.third_party:
            accounts = wordings("all_accounts", language, "eu")[0]
            spoilt.append(f"{without('all_accounts', text, language)} {accounts}")
        assert not any(covers_all(case, each) for each in spoilt), case


def test_a_short_letter_loses_no_point_unseen() -> None:
    unseen = []
    for case in (case for case in SHORT if case.variant == "eu"):
        parts = segments(case)
        assert set(parts) == set(CARRIED["short"]) - (set() if case.third_party else {"O16"})
        for number, text in parts.items():
            point = point_for(number, "short")
            cited = point.cited("eu", case.third_party)
            named = point.named(case.third_party, case.of_meta)
            assert cited or named or text.strip() == NAME, number
            articles = [citation.partition("(")[0] for citation in cited]
            spoiled = [re.sub(rf"(?<!\d){each}(?!\d)", "99", text) for each in articles]
            spoiled += [without(term, text, case.language) for term in named]
            unseen += [(case, each) for each in spoiled if not point_faults(case, number, each)]
    assert unseen == []


def erases_for_it(language: str, text: str) -> bool:
    """Whether the erasure that `text` asks for is of what was collected for the training."""
    return bool(re.search(rf"\b{FOR_IT[language]}\b", text))


def test_a_short_letter_asks_for_the_erasure_of_no_more_than_the_training_data() -> None:
    for case in SHORT:
        text = segments(case)["O7"]
        assert erases_for_it(case.language, text), case
        assert not erases_for_it(case.language, text.replace(FOR_IT[case.language], "…")), case


def test_silence_and_use_are_denied_to_be_consent_and_named_nowhere_else() -> None:
    wrong = []
    for case in LETTERS:
        consent = [word.casefold() for word in wordings("consent", case.language, "eu")]
        parts = segments(case)
        named = {n for n, text in parts.items() if any(w in text.casefold() for w in consent)}
        if named != {"O13", "O14"} & parts.keys():
            wrong.append((case, named))
        of_case = SILENCE_ALONE if case.third_party else DENIALS
        denials = of_case[case.language].split("|")
        if case.length == "full" and not any(word in parts["O13"] for word in denials):
            wrong.append((case, denials))
    assert wrong == []


def test_the_list_of_terms_has_a_source_and_the_language_for_every_term() -> None:
    for term, entry in TERMS.items():
        assert entry["source"], term
        if not term.startswith("swiss_"):
            assert all(wordings(term, language, "eu") for language in LANGUAGES), term


def test_the_swiss_letter_objects_expressly_under_swiss_law() -> None:
    swiss = [case for case in LONG if case.variant == "ch" and case.service == "facebook"]
    assert len(swiss) == 8
    for case in swiss:
        for term in ("prohibition", "act", "act_short", "express_objection"):
            words = wordings(f"swiss_{term}", case.language, "ch")
            assert any(word in case.text for word in words), (case, term)
        plain = replace(case, variant="eu").text
        assert not any(word in plain for word in wordings("swiss_act", case.language, "ch")), case
