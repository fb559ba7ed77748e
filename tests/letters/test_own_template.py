"""A person's own template: names and conditions, and whatever else is in it is refused."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.letter_matrix import EMAIL, NAME, TODAY

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.letters import Letter, render
from optout.letters.own_template import LIMIT, NAMES

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "mine.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def letter(template: Path, name: str = NAME, country: str = "FR", reason: str = "why") -> Letter:
    return render(
        service="facebook",
        country=country,
        email=EMAIL,
        name=name,
        language="fr",
        reason=reason,
        length="full",
        template=template,
        today=TODAY,
    )


def refusal(template: Path) -> OptoutError:
    with pytest.raises(OptoutError) as caught:
        letter(template)
    assert str(caught.value)
    return caught.value


def test_names_and_conditions_are_filled_in(write: Write) -> None:
    template = write(
        "À {{ controller }}\r\n{% if name and not third_party %}\r\n{{ name }}\r\n"
        "{% elif third_party %}personne{% else %}\r\nSans nom\r\n{% endif %}\r\n"
        "{# a remark #}{{ reason }}, {{ email }}, {{ service }}, {{ country }}, {{ date }}\r\n"
    )
    end = f"why, {EMAIL}, Facebook, France, 5 novembre 2026"
    controller = "À Meta Platforms Ireland Limited\n"
    assert letter(template).text == f"{controller}{NAME}\n{end}"
    assert letter(template, name="").text == f"{controller}Sans nom\n{end}"
    assert (letter(template).drafted_by, letter(template).points) == ("the person", ())


def test_every_known_name_has_a_value(write: Write) -> None:
    assert letter(write(" ".join(f"{{{{ {name} }}}}" for name in NAMES))).text


def test_what_is_put_in_is_not_rendered_again(write: Write) -> None:
    assert letter(write("{{ reason }}"), reason="{{ email }} {% x %}").text == "{{ email }} {% x %}"


def test_own_template_serves_where_the_language_has_no_letter(write: Write) -> None:
    assert letter(write("{{ controller }}"), country="GB").text == "Meta Platforms, Inc."


def test_an_unknown_name_is_said(write: Write) -> None:
    for name in ("nom", "range", "lipsum", "self", "x" * 5000):
        error = refusal(write("{{ " + name + " }}"))
        assert error.problem is errors.TEMPLATE_NAME, name
        assert error.facts["name"] == name[:40]
        assert "email" in str(error)


def test_an_unknown_name_is_said_also_where_it_would_not_be_shown(write: Write) -> None:
    for name in ("nom", "cycler"):
        template = write("text {% if third_party %}{{ " + name + " }}{% endif %}")
        assert refusal(template).problem is errors.TEMPLATE_NAME, name


FORBIDDEN = (
    "{{ name|upper }}",
    "{{ name.upper() }}",
    "{{ name() }}",
    "{{ name.__class__ }}",
    "{{ name['x'] }}",
    "{{ 'text' }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ name * 1000 }}",
    "{{ name ~ email }}",
    "{{ name if name else email }}",
    "{{ [name] }}",
    "{{ {'a': name} }}",
    "{% if name == email %}x{% endif %}",
    "{% if name is defined %}x{% endif %}",
    "{% for x in name %}x{% endfor %}",
    "{% set name = email %}",
    "{% macro m() %}x{% endmacro %}",
    "{% block b %}x{% endblock %}",
    "{% include 'x' %}",
    "{% import 'x' as x %}",
    "{% extends 'x' %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call name() %}x{% endcall %}",
    "{% with %}x{% endwith %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{% raw %}{{ name }}{% endraw %}",
)


def test_anything_else_is_refused_with_its_line(write: Write) -> None:
    for bad in FORBIDDEN:
        error = refusal(write("Bonjour,\n\n" + bad))
        assert error.problem is errors.TEMPLATE_FORBIDDEN, bad
        assert error.facts["line"] == 3, bad
        assert "{{ name }}" in error.next_move


def test_a_slip_in_the_writing_is_said_with_its_line(write: Write) -> None:
    for bad in ("{{ name", "{% if name %}", "{{ }}", "{% name %}", "{% endif %}"):
        error = refusal(write("Bonjour,\n" + bad))
        assert error.problem is errors.TEMPLATE_SYNTAX, bad
        assert error.facts["line"] == 2, bad


def test_nesting_without_end_is_refused(write: Write) -> None:
    for deep in (
        "{% if name %}" * 700 + "x" + "{% endif %}" * 700,
        "{% if " + "not " * 4500 + "name %}x{% endif %}",
        "{{ " + "(" * 9000 + "name" + ")" * 9000 + " }}",
        "{% if " + " and ".join(["name"] * 2000) + " %}x{% endif %}",
    ):
        assert refusal(write(deep)).problem is errors.TEMPLATE_FORBIDDEN, deep[:20]


def test_the_size_is_limited(write: Write) -> None:
    assert len(letter(write("x" * LIMIT)).text) == LIMIT
    assert refusal(write("x" * (LIMIT + 1))).problem is errors.TEMPLATE_TOO_LARGE


def test_an_empty_letter_is_refused(write: Write) -> None:
    assert refusal(write("\n {% if third_party %}x{% endif %}\n")).problem is errors.TEMPLATE_EMPTY


@pytest.mark.linux("a pipe")
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "latin").write_bytes(b"caf\xe9")
    (tmp_path / "utf16").write_bytes("café".encode("utf-16"))
    reasons = {"none": "not there", "folder": "a folder"}
    for name in ("none", "folder", "pipe", "latin", "utf16"):
        error = refusal(tmp_path / name)
        assert error.problem is errors.FILE_UNREADABLE, name
        assert reasons.get(name, "UTF-8") in str(error), name
        assert str(tmp_path) not in str(error)


def test_a_byte_order_mark_and_control_characters_are_dropped(write: Write) -> None:
    assert letter(write("\ufeffBonjour\x1b[2J\x07 {{ name }}")).text == f"Bonjour {NAME}"
