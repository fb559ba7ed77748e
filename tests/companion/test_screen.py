"""What the companion shows, as plain data: no browser."""

from collections.abc import Callable
from typing import Any

import pytest

from optout import i18n
from optout.companion.screen import Question, Screen, choice_of
from optout.terminal.human import Choice, Offer, Standing

SENT, NOT, CODE = "Sent.", "Nothing is sent.", "Sent. The code is still missing."


def _forms(*sent: str) -> list[Standing]:
    """Of Facebook, then Instagram, whether they are sent."""
    names = ("Facebook", "Instagram")[: len(sent)]
    return [Standing(name, "w", sent=one) for name, one in zip(names, sent, strict=True)]


@pytest.mark.parametrize(
    ("standings", "turn", "says"),
    [
        ([], "", NOT),
        (_forms(""), "Facebook", NOT),
        (_forms(CODE), "Facebook", CODE),
        (_forms(SENT), "", SENT),
        (_forms(SENT, NOT), "Facebook", "Facebook: Sent."),
        (_forms(SENT, NOT), "Instagram", "Instagram: Nothing is sent."),
        (_forms(SENT, NOT), "", "Facebook: Sent. Instagram: Nothing is sent."),
        (_forms(SENT, ""), "Instagram", "Facebook: Sent."),
        (_forms("", ""), "Instagram", NOT),
        (_forms("", SENT), "", "Instagram: Sent."),
    ],
)
def test_whether_something_is_sent_stands_at_the_top_and_in_the_title(
    standings: list[Standing], turn: str, says: str
) -> None:
    i18n.use("en")
    for whose in ("", "Claire"):
        screen = Screen(whose=whose)
        screen.stands(standings, turn)
        data = screen.as_data()
        assert data["sent"] == says
        assert data["title"] == f"optout: {says}" + (f" ({whose})" if whose else "")
        named = [[f"{one.name}: w", one.name == turn] for one in standings]
        assert data["forms"] == (named if len(standings) > 1 else []), "one form needs no list"


def test_what_is_sent_stays_in_sight_when_others_are_told() -> None:
    """An earlier run's, of a form that this one does not do again."""
    screen = Screen()
    screen.stands([Standing("Facebook", "refused", sent="Meta refused the objection.")], "")
    assert screen.sent == "Meta refused the objection."
    screen.stands([Standing("Instagram", "w", sent=NOT)], "Instagram")
    assert screen.sent == "Instagram: Nothing is sent."
    screen.stands([Standing("Instagram", "w", sent="Noted as sent.")], "")
    assert screen.sent == "Facebook: Meta refused the objection. Instagram: Noted as sent."
    assert [form for form, _turn in screen.as_data()["forms"]] == [
        "Facebook: refused",
        "Instagram: w",
    ]


def test_a_heading_begins_a_part_and_twelve_are_kept() -> None:
    screen = Screen("Practice")
    screen.add("text", ["first"])
    for number in range(20):
        screen.heading(f"No. {number}")
        screen.add("list", ["a", "b"], "bold")
        screen.add("text", ["c"], "bold red")
    data = screen.as_data()
    assert [part["heading"] for part in data["parts"]] == [f"No. {n}" for n in range(8, 20)]
    assert data["parts"][-1]["items"] == [
        {"kind": "list", "texts": ["a", "b"], "tone": "strong"},
        {"kind": "text", "texts": ["c"], "tone": "wrong"},
    ]
    assert data["note"] == "Practice"


def test_the_words_of_a_page_stand_alone_and_large() -> None:
    """With what follows them; other words do not begin a part."""
    screen = Screen()
    screen.add("text", ["before"], "bold")
    screen.add("text", ["It says: “Thanks”"], "italic")
    screen.add("text", ["after"])
    before, now = screen.as_data()["parts"]
    assert [item["tone"] for item in before["items"]] == ["strong"]
    assert [item["tone"] for item in now["items"]] == ["quote", ""]
    screen.heading("How it stands now")
    screen.add("text", ["It says: “Thanks”"], "italic")
    last = screen.as_data()["parts"][-1]
    assert last["heading"]
    assert [item["tone"] for item in last["items"]] == ["quote"]


def test_where_nothing_was_said_before_a_heading_nothing_was_before() -> None:
    headings = []
    for before in ([], ["said"]):
        screen = Screen()
        for text in before:
            screen.add("text", [text])
        screen.heading("One")
        screen.heading("Two")
        headings.append([part["heading"] for part in screen.as_data()["parts"]])
    assert headings == [["One", "Two"], ["", "One", "Two"]]


HOSTILE = "\x1b[31mred\u202eeman\x07\r\nline"
CLEAN = "redeman\nline"


@pytest.mark.parametrize(
    ("put", "found"),
    [
        (lambda s: s.heading(HOSTILE), lambda d: d["parts"][-1]["heading"]),
        (lambda s: s.add("text", [HOSTILE]), lambda d: d["parts"][-1]["items"][0]["texts"][0]),
        (lambda s: s.offer([], HOSTILE), lambda d: d["letter"]),
        (
            lambda s: setattr(s, "question", Question(HOSTILE, "line")),
            lambda d: d["question"]["text"],
        ),
        (
            lambda s: setattr(s, "question", choice_of("", [Choice("a", HOSTILE)], "")),
            lambda d: d["question"]["choices"][0][1],
        ),
        (
            lambda s: setattr(s, "question", Question("", "line", wrong=HOSTILE)),
            lambda d: d["question"]["wrong"],
        ),
    ],
)
def test_the_words_of_a_page_turn_nothing_and_colour_nothing(
    put: Callable[[Screen], None], found: Callable[[dict[str, Any]], str]
) -> None:
    screen = Screen()
    put(screen)
    assert found(screen.as_data()) == CLEAN


def test_a_question_has_another_number_at_each_try_and_each_offer_its_own() -> None:
    question, same = Question("Q?", "line"), Question("Q?", "line")
    numbers = [question.number, same.number]
    question.again("no")
    numbers.append(question.number)
    screen = Screen()
    offer = Offer("Do", list)
    for _again in range(2):
        screen.offer([offer, Offer("Do", list)], "")
        numbers += screen.offers
    assert len(set(numbers)) == len(numbers) == 7
    assert min(map(len, numbers)) > 30, "nobody guesses it"
    assert question.wrong == "no"


def test_more_than_nine_answers_are_a_list() -> None:
    kinds = [choice_of("", [Choice(str(n), "") for n in range(n)], "").kind for n in (1, 9, 10)]
    assert kinds == ["buttons", "buttons", "list"]
