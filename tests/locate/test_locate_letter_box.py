"""Boxes and lines that ask for something else than what they stand beside, and forms apart."""

import tomllib
from functools import partial
from itertools import cycle
from pathlib import Path

from corpus.words import LANGUAGES, words
from support.locate_controls import field

from optout.locate.fields.field import Field
from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Option, Snapshot
from optout.locate.words import WORDS_DIR, fold

OTHERS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "letter_boxes.toml").read_text("utf-8")
)
FEW = ("en", "el", "ja")
"""Where no word decides: what stands apart, or nothing known is said."""
box = partial(field, kind=ControlKind.TEXTAREA)


def listed(lang: str, **more: object) -> Control:
    names = [words(lang).territory(code) for code in ("FR", "DE", "IT", "ES")]
    known = {"options": tuple(Option(name, name) for name in names), "total": 4, **more}
    return field(words(lang).label["country"][0], ControlKind.SELECT, **known)


def fields(lang: str, *controls: Control) -> dict[Role, Field]:
    """What is found on a page of an objection with these controls, told by their names."""
    numbered = (c._replace(key=f"{c.name}:{i}", index=i, name="") for i, c in enumerate(controls))
    frame = FrameSnapshot(
        *(0, "https://form.test/", True),
        lang=lang,
        blocks=(Block(words(lang).say["object_title"][0], heading=1),),
        controls=tuple(numbered),
    )
    return dict(find_all(Snapshot(frame.url, (frame,))))


def letter(lang: str, *controls: Control) -> str:
    """The letter's box among these, below an address; or how it was not found."""
    found = fields(lang, field(words(lang).label["email"][0]), *controls)[Role.EXPLANATION]
    return _name(found) or found.status


def _name(field: Field) -> str:
    return field.control.key.split(":")[0] if field.control else ""


def test_no_label_is_a_bare_copy_of_a_stem() -> None:
    assert sorted(OTHERS) == sorted(LANGUAGES)
    for lang, labels in OTHERS.items():
        table = tomllib.loads((WORDS_DIR / f"{lang}.toml").read_text("utf-8"))["words"]
        parts = (p.split(" + ") for p in table["not_reasons"])
        stems = {fold(stem) for groups in parts for group in groups for stem in group.split("|")}
        assert not stems & set(map(fold, labels))
        assert len(labels) == 4


BOTH = {
    "en": "Which prompts brought the answer, and how are you affected?",
    "fr": "Quelles instructions ont donné cette réponse, et en quoi cela vous touche-t-il ?",
    "de": "Mit welchen Prompts kam die Antwort, und weshalb betrifft sie dich?",
}


def test_a_sentence_that_ends_with_the_reasons_asks_for_them() -> None:
    for lang, asks_both in BOTH.items():
        assert letter(lang, box(asks_both, name="box")) == "box", lang
        assert letter(lang, box(asks_both.split(",")[0] + "?", name="box")) != "box", lang


def test_what_asks_for_something_else_is_no_letter_s_box() -> None:
    boxes = {
        (lang, other): [box(other, name="other"), box(before=(other,), name="other")]
        for lang in LANGUAGES
        for other in OTHERS[lang]
    }
    wrong = {
        said: found
        for said, both in boxes.items()
        if "other" in (found := [letter(said[0], one) for one in both])
    }
    assert wrong == {}


def test_the_real_one_is_found_beside_it() -> None:
    wrong = {}
    for lang in LANGUAGES:
        for other, why in zip(OTHERS[lang], cycle(words(lang).label["explanation"])):
            real, wanted = box(why, name="real"), box(other, required=True)
            found = (
                letter(lang, box(other), real),
                letter(lang, wanted, real._replace(required=True)),
                letter(lang, wanted, real),
            )
            if found != ("real", "real", "ambiguous"):
                wrong[lang, other, why] = found
    assert wrong == {}


def test_where_it_cannot_be_told_it_is_ambiguous() -> None:
    unknown = "Xyzzy plugh frobozz"
    for lang in FEW:
        first, second, *_ = words(lang).label["explanation"]
        assert letter(lang, box(unknown, name="?")) == "ambiguous", lang
        assert letter(lang, box(first, name="real"), box(unknown, name="?")) == "ambiguous", lang
        assert letter(lang, box(first), box(second, required=True)) == "ambiguous", lang


def test_a_box_of_which_nothing_is_said_may_be_it_below_an_address() -> None:
    for lang in FEW:
        texts = (words(lang).label["explanation"][0], "0 / 5")
        assert letter(lang, box(name="real")) == "real", lang
        assert letter(lang, box(name="real", before=texts)) == "real", lang


def test_one_that_asks_for_the_reasons_may_ask_for_links_as_well() -> None:
    for lang in ("en", "de", "pt", "fi"):
        why, links = words(lang).label["explanation"][0], OTHERS[lang][0]
        assert letter(lang, box(f"{why.rstrip('.?')}. {links}.", name="real")) == "real", lang
        assert letter(lang, box(why, placeholder=links, name="real")) == "real", lang


def test_a_further_box_is_not_the_letter_s_where_the_other_is_for_something_else() -> None:
    other, extra = box("Paste links to the posts"), box("Anything else?", name="extra")
    assert letter("en", other, extra) == "ambiguous"


def found(lang: str, *controls: Control) -> dict[str, str]:
    """What the address, the country and the letter are, where found."""
    said = fields(lang, *controls)
    roles = (Role.EMAIL, Role.COUNTRY, Role.EXPLANATION)
    return {role.value: _name(said[role]) for role in roles if said[role].status == "found"}


def test_an_address_or_a_country_of_another_form_is_not_taken() -> None:
    whole = {"email": "email", "country": "country", "explanation": "letter"}
    for lang in FEW:
        label = words(lang).label
        email, country = field(label["email"][0], name="email"), listed(lang, name="country")
        why = box(label["explanation"][0], name="letter", form=1)
        assert found(lang, email, country, why) == {"explanation": "letter"}, lang
        mine = (email._replace(form=1), country._replace(form=1), why)
        assert found(lang, *mine) == whole, lang
        delete = (field(label["email"][0], type="email", name="other"), listed(lang, name="else"))
        assert found(lang, *delete, *mine) == whole, lang


def test_what_stands_in_no_form_is_certain_only_where_the_letter_does_too() -> None:
    for lang in FEW:
        label = words(lang).label
        email, country = field(label["email"][0], name="email"), listed(lang, name="land", form=-1)
        why = box(label["explanation"][0], name="letter")
        assert found(lang, country, email, why) == {"email": "email", "explanation": "letter"}, lang
        assert fields(lang, country, email, why)[Role.COUNTRY].status == "ambiguous", lang
        loose = (c._replace(form=-1) for c in (country, email, why))
        assert len(found(lang, *loose)) == 3, lang


def test_a_placeholder_that_says_something_else_wins_over_the_text_before_it() -> None:
    for lang in LANGUAGES:
        label = words(lang).label
        email = label["email"][0]
        for other in (label["phone"][0], label["company"][0]):
            assert found(lang, field(before=(email,), placeholder=other)) == {}, other
        told = f"{email}: me@mine.example"
        assert found(lang, field(before=(told,), placeholder="Xyzzy")) == {}, lang
        for same in ("", "Xyzzy", "jane@site.example", email):
            known = field(before=(email,), placeholder=same, name="email")
            assert "email" in found(lang, known), (lang, same)
