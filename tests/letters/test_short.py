"""What a short letter adds where there is room: each point whole, and before a second reason."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from support.letter_matrix import LAWS, LONG_EMAIL, LONG_NAME, NAME, Case
from support.letter_points import WHERE_IT_FITS
from support.letter_segments import SERVICES, segments
from support.report import Report

from optout.letters import SHORT, Letter, reasons, utf16_length
from optout.letters.objection import Variant

ENOUGH = 2000
"""Room for all that a short letter can say."""
SECOND = "by_others"


def added(letter: Letter) -> tuple[str, ...]:
    """What a letter carries of the points that stand where they fit."""
    return tuple(point for point in WHERE_IT_FITS if point in letter.points)


def text_with(case: Case, said: str, points: tuple[str, ...]) -> str:
    """The short letter that gives `said` as the reason and adds these points."""
    return "".join(segments(case, said, points).values()).strip()


@cache
def fitting(case: Case, said: str, room: int = SHORT) -> tuple[str, ...]:
    """The points that have room beside a reason, each tried after those of more worth."""
    found: tuple[str, ...] = ()
    for point in WHERE_IT_FITS:
        if utf16_length(text_with(case, said, (*found, point))) <= room:
            found = (*found, point)
    return found


def faults(case: Case, letter: Letter, said: str) -> list[str]:
    """What is wrong with a letter of one reason."""
    found = [] if utf16_length(letter.text) <= SHORT else [f"is {utf16_length(letter.text)} long"]
    if added(letter) != fitting(case, said):
        found.append(f"adds {added(letter)} where {fitting(case, said)} fit")
    if letter.text != text_with(case, said, added(letter)):
        found.append("is not whole")
    return found


def with_a_reason(law: tuple[str, Variant]) -> Iterator[tuple[Case, str]]:
    """Every short letter of one reason of the guide, and the text of that."""
    for service in SERVICES:
        name = LONG_NAME if service == "third-party" else NAME
        for key, said in reasons(law[0], third_party=service == "third-party").items():
            yield Case(*law, "short", service, key, name, LONG_EMAIL), said


def test_what_has_room_beside_one_reason_is_there_whole(report: Report) -> None:
    letters = [(c, c.render(), said) for law in LAWS for c, said in with_a_reason(law)]
    assert [(c, found) for c, letter, said in letters if (found := faults(c, letter, said))] == []
    assert [case for case, letter, _said in letters if letter.left_out] == []
    counts = Counter((c.language, point) for c, letter, _said in letters for point in added(letter))
    sizes = Counter(case.language for case, _letter, _said in letters)
    assert [language for language in sizes if 2 * counts[language, "O6"] < sizes[language]] == []
    there = ", ".join(
        f"{point} in {sum(counts[language, point] for language in sizes)}"
        for point in WHERE_IT_FITS
    )
    report(f"of {len(letters)} short letters of one reason {there}")


def test_a_point_left_out_cut_short_or_too_much_is_found() -> None:
    for law in LAWS:
        case, said = next((c, s) for c, s in with_a_reason(law) if fitting(c, s))
        letter = case.render()
        assert faults(case, without_points(case, letter, said), said), case
        assert faults(case, replace(letter, text=letter.text[:-5]), said), case
        assert faults(case, case.render(room=ENOUGH), said), case


def without_points(case: Case, letter: Letter, said: str) -> Letter:
    """A letter of this reason that adds nothing."""
    points = tuple(point for point in letter.points if point not in WHERE_IT_FITS)
    return replace(letter, text=text_with(case, said, ()), points=points)


def too_soon(case: Case, letter: Letter, said: str) -> bool:
    """Whether a second reason stands where a point would have had room beside the first."""
    return said not in letter.text or added(letter) != fitting(case, said)


def test_a_second_reason_takes_no_point_s_place() -> None:
    """In each language some of the reasons: how long they are is what differs."""
    for law in LAWS:
        second = reasons(law[0])[SECOND]
        for case, said in list(with_a_reason(law))[:: 1 if law == ("en", "eu") else 11]:
            if case.reason == SECOND:
                continue
            chosen = replace(case, reason=f"{case.reason}\n{SECOND}")
            letter = chosen.render()
            assert not too_soon(case, letter, said), case
            assert utf16_length(letter.text) <= SHORT, case
            assert letter.left_out == (second not in letter.text)
            room = utf16_length(text_with(case, f"{said} {second}", WHERE_IT_FITS))
            whole, almost = chosen.render(room=room), chosen.render(room=room - 1)
            assert second in whole.text and not whole.left_out
            assert second not in almost.text and almost.left_out
            assert added(whole) == added(almost) == WHERE_IT_FITS
            if fitting(case, said):
                assert too_soon(case, without_points(case, whole, f"{said} {second}"), said)


def test_the_person_s_words_come_before_the_points() -> None:
    case = Case("en", "eu", "short", "facebook", "photos+earning", NAME)
    said = reasons("en")[case.reason]
    long = "For years, in my street, for all who come by in the day."
    assert "O6" in fitting(case, said)
    letter = replace(case, reason=f"{case.reason}\nSince 2009.").render()
    assert f"{said} Since 2009. I object" in letter.text
    assert (added(letter), letter.left_out) == (("O6",), False)
    letter = replace(case, reason=f"{case.reason}\n{long}").render(room=SHORT + 50)
    assert f"{said} {long} I object" in letter.text


def test_special_categories_come_before_a_reason_beside_the_person_s_words() -> None:
    """In each language; without words of one's own no reason is dropped for it."""
    own = "I have run the bakery in our street."
    for law in LAWS:
        alone = Case(*law, "short", "facebook", own, NAME)
        both = replace(alone, reason=f"photos+earning\n{own}")
        said = reasons(law[0])["photos+earning"]
        assert "O6" in alone.render().points, law
        letter = both.render()
        assert own in letter.text and "O6" in letter.points, law
        assert letter.left_out == (said not in letter.text)
        assert said in replace(alone, reason="photos+earning").text
        whole = both.render(room=ENOUGH)
        assert f"{said} {own}" in whole.text and "O6" in whole.points
