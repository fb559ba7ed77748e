"""Each check of a letter's look finds its fault in each of the languages, not in two only."""

import re

from support.letter_checks import CHECKS, NBSP, OF_LANGUAGE, faults_in, quotes
from support.letter_citations import STYLES
from support.letter_matrix import LANGUAGES, NAME, Case


def alternatives(pattern: str) -> list[str]:
    """The rules of a pattern: what stands between its bars, outside all brackets."""
    parts, depth = [""], 0
    for character in pattern:
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def test_all_languages_have_their_rules() -> None:
    for rules in (OF_LANGUAGE, STYLES):
        assert sorted(rules) == sorted(LANGUAGES)


def spoiled(language: str) -> dict[str, tuple[str, ...]]:
    """For each check the lines that it must find in a letter."""
    left, right = OF_LANGUAGE[language]["quotes"]
    strange = "»" if "»" not in left + right else "“"
    return {
        "holes": ("{{ name }}", "{% if %}", "{# O5 #}", "None", "undefined", "Name: ", "a\0b"),
        "spaces": (
            *("two  blanks", f"two {NBSP}blanks", "a , b", "a .", "( a", "a )", "a,b", "x,, y"),
            *("a..", "at the end \n", "\n at the beginning", "\n\nfar below"),
        ),
        "marks": (
            ("a ; b", "a :", "a: b", "a\u202f: b", "«a»") if language == "fr"
            else (f"a{NBSP}; b", f"a{NBSP}:")
        ),
        "quotes": (
            *("it's", '"so"', f"a {strange}", "(a"),
            *([f"{left}so"] if left != right else []),
        ),
        "gender": tuple(OF_LANGUAGE[language]["found"]),
    }  # fmt: skip


def test_each_fault_is_found_in_each_language() -> None:
    unseen = []
    for language in LANGUAGES:
        whole = Case(language, "eu", "full", "facebook", "shop+goods", NAME).text
        assert faults_in(whole, language) == []
        assert spoiled(language).keys() == CHECKS.keys()
        for check, lines in spoiled(language).items():
            found = {line: CHECKS[check](f"{whole}\n\n{line}", language) for line in lines}
            unseen += [(language, check, line) for line in lines if not found[line]]
    assert unseen == []


def test_each_rule_of_gender_finds_its_text() -> None:
    for language in LANGUAGES:
        of_language = OF_LANGUAGE[language]
        rules, texts = alternatives(of_language["gendered"]), of_language["found"]
        assert len(rules) == len(texts), language
        found = {(rule, text) for rule in rules for text in texts if re.search(rule, f"x\n{text}")}
        assert {rule for rule, _text in found} == set(rules), language
        assert {text for _rule, text in found} == set(texts), language


def test_the_bracket_after_a_list_letter_may_close_one_or_none() -> None:
    for text in ("(čl. 6 písm. f) GDPR)", "στοιχείο στ) (x)", "(point f)", "f)"):
        assert quotes(text, "en") == [], text


def test_any_other_bracket_needs_its_other_half() -> None:
    for text in ("(čl. 6 písm. f GDPR", "x f) 2)", "(x))", "6(f)) x", "((x)"):
        assert quotes(text, "en") == ["a bracket without its other half"], text
