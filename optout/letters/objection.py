"""The objection: the longest letter from a template that fits into a form.

A name that a template uses and nobody gives is an error: no letter has a gap.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict, Unpack

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.text import GREEK_QUESTION_MARKS, one_line
from optout.forms import lookup, spec
from optout.i18n import N_
from optout.i18n.cldr import locale_of, long_date, territories
from optout.letters.authorities import in_eea, lead_authority
from optout.letters.own_template import render_own
from optout.letters.questions import DEFAULT, Pieces, fitting, key_of, true_without_posts, ways
from optout.letters.reason import parse
from optout.letters.templates import NOBODY, Source, languages, load

Variant = Literal["eu", "uk", "ch"]
"""Which law a letter stands on."""

LENGTHS: Mapping[str, str] = {
    "full": N_("full letter"),
    "standard": N_("standard letter"),
    "short": N_("short letter"),
}
"""How long a letter can be, the longest first."""
LEFT_OUT = N_("Not all of your reasons and words fit into the letter.")

SHORT = 500
"""The most UTF-16 units of a short letter: what Meta's request portal takes."""

_WHERE_IT_FITS = ("O6", "O14", "O15")
"""The points that a short letter adds where there is room, that of the most worth first."""

_ENDS = (".", "!", "?", "…", "؟", "。")
_GOES_ON = (",", ";", ":")
_CLOSING = "»”“’\"')] \u00a0\u202f"


def utf16_length(text: str) -> int:
    """The length of `text` as HTML's `maxlength` counts it."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it goes into a form, and what its template's head says of it.

    `points` are the numbered points in this text; a person's own template has none that are known.
    `left_out`: it has no room for all the reasons and words that were given.
    """

    text: str
    language: str
    variant: Variant
    controller: spec.Controller
    length: str
    points: tuple[str, ...]
    drafted_by: str
    reviewed_by: str
    left_out: bool = False

    @property
    def reviewed(self) -> bool:
        """Whether a lawyer has reviewed it."""
        return self.reviewed_by != NOBODY


class LetterInput(TypedDict):
    """What a letter is made of.

    `reason` is what the settings hold (`reason.parse`). `known_as` is how else the company can
    find the person: a profile's address, a user name, other spellings of the name.
    """

    service: str
    country: str
    email: str
    name: str
    language: str
    reason: str
    today: date
    known_as: NotRequired[str]
    variant: NotRequired[Variant | None]
    template: NotRequired[Path | None]


def reasons(language: str, *, third_party: bool = False) -> Mapping[str, str]:
    """The text of each reason of the guide in `language`, by its key.

    For a third party's letter only those that are true as a whole without posts of one's own.
    """
    source = load(language)
    return {
        key_of(pieces): _said(source, pieces)
        for pieces in ways()
        if not third_party or true_without_posts(pieces) == pieces
    }


def reason_text(language: str, reason: str) -> str:
    """What a long letter in `language` says as the reason that the settings hold."""
    return _reasons(load(language), reason, tuple, brief=False)[0][0]


def data_words(language: str, keys: Iterable[str]) -> list[str]:
    """What the keys of a record's `data`, `covers` and `leaves` are called in `language`; English
    where there are no letters in it. For a list: no sentence, no capital."""
    words = load(language if language in languages() else "en").head["data"]
    return [words[key] for key in keys]


def render(
    *,
    length: str,
    room: int | None = None,
    **letter_input: Unpack[LetterInput],
) -> Letter:
    """The letter of one `length`; a short one for a field of `room` UTF-16 units, else of `SHORT`.

    A short letter says as much as fits, each sentence whole: the person's own words and their first
    reason; then special categories, consent, an answer on each point; then more reasons. Before
    special categories are left out, a reason beside the person's own words is. Where nothing fits,
    it is the shortest that there is.
    The variant follows from the country unless it is given. Where the language has no Swiss letter
    the EU's is used, which holds there too (Art. 3(1) GDPR); there is no such way round the UK's.
    Raises `OptoutError` for a language without the letter, an unknown country, a bad template.
    """
    source = load(letter_input["language"])
    variant = letter_input.get("variant") or _variant(source, letter_input["country"])
    record = lookup.load(letter_input["service"])
    personal = _values(source, record, letter_input)
    controller = lookup.controller_of(record, _country_of(variant, letter_input["country"]))
    company = _of_company(source, record, controller)
    values = {**personal, **company, "variant": variant, "length": length}
    room = SHORT if room is None else room

    def written(reason: str, added: tuple[str, ...] = ()) -> Letter:
        given = {**values, "reason": reason, "added": added}
        return _letter(source, given, controller, letter_input.get("template"))

    def fits(reason: str, added: tuple[str, ...] = ()) -> bool:
        return utf16_length(written(reason, added).text) <= room

    def size(reason: str) -> int:
        return utf16_length(written(reason).text)

    brief = length == "short"
    said = _reasons(source, letter_input["reason"], partial(_fitting, record), brief=brief)
    own = _in_one_paragraph(parse(letter_input["reason"]).words, source.head["language"])
    ways = _fullest(said, own if brief else "", fits)
    ways = ways or [min((reason for ways in said for reason in ways), key=size)]
    added: tuple[str, ...] = ()
    for point in _WHERE_IT_FITS if brief else ():
        added = (*added, point) if fits(ways[-1], (*added, point)) else added
    reason = next((reason for reason in ways if fits(reason, added)), ways[-1])
    letter, whole = written(reason, added), written(said[0][0], added)
    return replace(letter, left_out=letter.text != whole.text)


def _fullest(said: list[list[str]], own: str, fits: Callable[..., bool]) -> list[str] | None:
    """What fits, the best first; with the person's `own` words, before a letter that does not ask
    for the removal of special categories, the words without a reason of the guide."""
    kept = [ways for ways in said if own and ways[-1].endswith(own)]
    asking = next((ways for ways in kept if fits(ways[-1], _WHERE_IT_FITS[:1])), None)
    return asking or next((ways for ways in said if fits(ways[-1])), None)


def all_data(record: spec.Form) -> tuple[str, ...]:
    """The keys of the data that a letter names, with what others publish; none where the record
    has none."""
    return tuple(dict.fromkeys((*record.data, "by_others"))) if record.data else ()


def _fitting(record: spec.Form, pieces: Pieces) -> Pieces:
    if record.third_party:
        return true_without_posts(pieces)
    return fitting(pieces, posts=record.posts, assistant=record.assistant)


def _letter(
    source: Source, values: Mapping[str, Any], controller: spec.Controller, template: Path | None
) -> Letter:
    variant, length, language = values["variant"], values["length"], source.head["language"]
    if template:
        text = render_own(template, values)
        return Letter(text, language, variant, controller, length, (), "the person", NOBODY)
    if variant not in source.head["variants"]:
        raise OptoutError(errors.LANGUAGE_UNKNOWN, known=", ".join(_languages(variant)))
    text, points = source.render(values)
    return Letter(
        text=text,
        language=language,
        variant=variant,
        controller=controller,
        length=length,
        points=points,
        drafted_by=source.head["drafted_by"],
        reviewed_by=source.head["reviewed_by"],
    )


def longest_that_fits(limit: int | None, **letter_input: Unpack[LetterInput]) -> Letter:
    """The longest letter of at most `limit` UTF-16 units (a field's `maxlength`), whole; `None`:
    there is no limit.

    Raises `OptoutError` LETTER_TOO_LONG, with the excess, where even the short one does not fit: a
    text is never cut.
    """
    excess = 0
    for length in LENGTHS:
        letter = render(length=length, room=limit, **letter_input)
        excess = 0 if limit is None else utf16_length(letter.text) - limit
        if excess <= 0:
            return letter
    raise OptoutError(errors.LETTER_TOO_LONG, excess=excess)


def languages_for(country: str) -> tuple[str, ...]:
    """The languages that a letter can be had in by a person who lives in `country`.

    Where a language has no Swiss letter there is the EU's.
    """
    return _languages("uk") if variant_for(country) == "uk" else languages()


def variant_for(country_iso: str) -> Variant:
    """The law for a person who lives in `country_iso` (two letters).

    `uk` is the United Kingdom alone: the UK GDPR is not the law of Guernsey, Jersey, the Isle of
    Man or Gibraltar (Interpretation Act 1978, Sch. 1, "United Kingdom"). Everywhere but there and
    in Switzerland it is `eu`, since the GDPR binds a company in the EEA wherever the person lives
    (Art. 3(1)).
    """
    if country_iso == "GB":
        return "uk"
    return "ch" if country_iso == "CH" else "eu"


def _languages(variant: Variant) -> tuple[str, ...]:
    return tuple(code for code in languages() if variant in load(code).head["variants"])


def _variant(source: Source, country: str) -> Variant:
    variant = variant_for(country)
    return "eu" if variant == "ch" and "ch" not in source.head["variants"] else variant


def _country_of(variant: Variant, country: str) -> str:
    """Where to look for the controller: a law that was asked for has that of its own country."""
    own: dict[Variant, str] = {"uk": "GB", "eu": "IE", "ch": "CH"}
    return own[variant] if "GB" in (own[variant], country) else country


def _of_company(
    source: Source, record: spec.Form, controller: spec.Controller
) -> Mapping[str, object]:
    """What a template may name of the company that the letter goes to."""
    return {
        "company": record.company,
        "assistant": record.assistant,
        "controller": controller.name,
        "joint": controller.joint,
        "in_eea": in_eea(controller.place),
        "lead": lead_authority(controller),
        "data": data_words(source.head["language"], all_data(record)),
        "models": record.models,
        "shared": record.passes_on,
    }


def _values(source: Source, record: spec.Form, letter_input: LetterInput) -> Mapping[str, Any]:
    language = source.head["language"]
    code = letter_input["country"]
    country = territories(locale_of(language, code)).get(code)
    if country is None:
        raise OptoutError(errors.COUNTRY_UNKNOWN, where="country")
    third_party = record.third_party
    name = one_line(letter_input["name"], None)
    known_as = one_line(letter_input.get("known_as", ""), None)
    found_by = [name, known_as] if third_party else [known_as]
    return {
        "name": name,
        "email": one_line(letter_input["email"], None),
        "country": country,
        "service": record.in_letters,
        "third_party": third_party,
        "known_as": ", ".join(filter(None, found_by)),
        "date": long_date(letter_input["today"], language, code),
    }


def _reasons(
    source: Source, text: str, fitting: Callable[[Pieces], Pieces], *, brief: bool
) -> list[list[str]]:
    """What can stand as the reason, the best first; only a brief one leaves anything out.

    Each list says the same with ever fewer further reasons. `fitting` leaves only sentences that
    fit the record.
    """
    reason = parse(text)
    if not brief:
        pieces = tuple(piece for way in reason.ways for piece in way)
        said = _said(source, fitting(pieces)) if pieces else ""
        return [["\n\n".join(filter(None, (said, reason.words)))]]
    words = _in_one_paragraph(reason.words, source.head["language"])
    each = [_said(source, fitting(pieces)) for pieces in reason.ways]
    firsts = [" ".join(dict.fromkeys(each[:count])) for count in range(len(each), 0, -1)]
    if any(fitting(way) != way for way in reason.ways):
        each.append(_said(source, (DEFAULT,)))
    with_words = [f"{reasons} {words}" for reasons in firsts] if words else []
    alone = [[sentence] for sentence in (*each[1:], words) if sentence]
    return [ways for ways in (with_words, firsts, *alone) if ways]


def _in_one_paragraph(text: str, language: str) -> str:
    """The person's own lines as sentences of one paragraph; empty where there are none."""
    asks = GREEK_QUESTION_MARKS if language == "el" else ()
    open_ends = tuple(mark for mark in _GOES_ON if mark not in asks)

    def ended(text: str) -> str:
        text = text.rstrip("".join(open_ends) + " ")
        whole = not text or text.rstrip(_CLOSING).endswith((*_ENDS, *asks))
        return text if whole else f"{text}."

    said = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        goes_on = said.endswith(open_ends) or line[0].islower()
        said = f"{said if goes_on else ended(said)} {line}".strip()
    return ended(said)


def _said(source: Source, pieces: Pieces) -> str:
    """The sentences of the pieces, each of them once."""
    return " ".join(source.head["reasons"][piece] for piece in dict.fromkeys(pieces))
