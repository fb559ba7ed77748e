"""A thread about an objection, with a box for a reply: nobody's letter is put where all read it.

Pages are judged by the outcome alone. Their mark-up is that of real software, less what no reader
sees; their words are its own, in `threads.toml`.
"""

import tomllib
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from corpus.words import words
from support.locate_site import Site, document

from optout.locate.roles import Role

_ROWS = tomllib.loads((Path(__file__).parent / "threads.toml").read_text("utf-8"))
Row = dict[str, str | list[str]]


def _posts(row: Row, before: str, after: str) -> str:
    return "".join(before + escape(one) + after for one in row["posts"])


def _discourse(row: Row) -> str:
    about, hint, send = row["discourse"]
    return (
        f"<h1><a href=/t/1>{row['title']}</a></h1>"
        + _posts(
            row,
            "<article><a href=/u/jo>jo_42</a> <a href=/t/1/1>12 d</a><div class=cooked><p>",
            f"</p></div><button>{send}</button></article>",
        )
        + f"<div role=form aria-label='{about}'><span>{about}</span>"
        f"<textarea aria-label='{hint}' placeholder='{hint}'></textarea>"
        f"<button>{send}</button></div>"
    )


def _phpbb(row: Row) -> str:
    quick, subject, send = row["phpbb"]
    return (
        f"<h2><a href=viewtopic.php>{row['title']}</a></h2>"
        + _posts(
            row,
            f"<div class=post><h3><a href=#p1>Re: {row['title']}</a></h3><p class=author>jo_42 » "
            "<time datetime=2025-06-12>12 Jun 2025, 10:32</time></p><div class=content>",
            "</div></div>",
        )
        + f"<form method=post action=posting.php><h2>{quick}</h2><fieldset><dl><dt><label for=s>"
        f"{subject}</label></dt><dd><input name=subject id=s value='Re: {row['title'][:9]}'></dd>"
        "</dl><div><textarea name=message rows=7 cols=76></textarea></div></fieldset>"
        f"<input type=submit name=post value='{send}'></form>"
    )


def _stack(row: Row) -> str:
    own, send = row["stack"]
    _head, _body, name, email, _send = row["wordpress"]
    return (
        f"<h1><a href=/q/1>{row['title']}</a></h1><h2>{row['answers']}</h2>"
        + _posts(row, "<div class=answer><div class=js-post-body><p>", "</p></div>jo_42</div>")
        + f"<form method=post action=/q/1/answer/submit><h2>{own}</h2>"
        "<textarea id=wmd-input name=post-text cols=92 rows=15></textarea>"
        f"<p>{name}<input name=display-name></p><p>{email}<input name=email></p>"
        f"<button>{send}</button></form>"
    )


def _khoros(row: Row) -> str:
    head, body, send = row["khoros"]
    return (
        f"<h1>{row['title']}</h1>"
        + _posts(row, "<div class=lia-message><a href=/u>jo_42</a><p>", "</p></div>")
        + f"<form method=post action=/t5/reply><h2>{head}</h2><label for=b>{body}</label>"
        f"<textarea id=b name=tinyMceEditor></textarea><input type=submit value='{send}'></form>"
    )


def _flarum(row: Row) -> str:
    hint, send = row["flarum"]
    return (
        f"<header><h1>{row['title']}</h1></header>"
        + _posts(
            row, "<article><h3><a href=/u/jo>jo_42</a></h3><time>12 Jun</time><p>", "</p></article>"
        )
        + f"<div class=Composer><textarea placeholder='{hint}'></textarea>"
        f"<button>{send}</button></div>"
    )


def _wordpress(row: Row) -> str:
    head, body, name, email, send = row["wordpress"]
    return (
        f"<article><h1>{row['title']}</h1></article><ol>"
        + _posts(row, "<li><article><b>jo_42</b><time>12 Jun</time><p>", "</p></article></li>")
        + f"</ol><h3>{head}</h3><form method=post action=/wp-comments-post.php>"
        f"<p><label for=c>{body}</label><textarea id=c name=comment required></textarea></p>"
        f"<p><label for=a>{name}</label><input id=a name=author></p>"
        f"<p><label for=e>{email}</label><input id=e name=email type=email></p>"
        f"<input type=submit value='{send}'></form>"
    )


def _help(row: Row) -> str:
    hint, send = row["help"]
    return (
        f"<h2>{row['title']}</h2><h3>{row['answers']}</h3>"
        + _posts(row, "<div><a href=/u>Jo</a><div dir=auto>", "</div></div>")
        + f"<div role=textbox contenteditable=true aria-label='{hint}'></div>"
        f"<div role=button tabindex=0>{send}</div>"
    )


_SOFTWARE: dict[str, Callable[[Row], str]] = {
    "discourse": _discourse,
    "phpbb": _phpbb,
    "stack": _stack,
    "khoros": _khoros,
    "flarum": _flarum,
    "wordpress": _wordpress,
    "help": _help,
}


def _old_form(lang: str) -> str:
    """The same question as a heading, and below it who asks, and why."""
    said = words(lang)
    options = "".join(f"<option>{said.territory(code)}" for code in ("FR", "DE", "IT", "ES"))
    return (
        f"<h1>{_ROWS[lang]['title']}</h1><form><label for=c>{said.label['country'][0]}</label>"
        f"<select id=c><option>{options}</select><label for=e>{said.label['email'][0]}</label>"
        f"<input id=e><label for=w>{said.label['explanation'][0]}</label>"
        f"<textarea id=w></textarea><button>{said.button['send'][0]}</button></form>"
    )


def _portal_step(lang: str) -> str:
    """The letter on a page of its own, in no form."""
    said = words(lang)
    return (
        f"<div role=heading aria-level=2>{said.say['object_title'][0]}</div>"
        f"<label for=w>{said.label['explanation'][0]}</label><textarea id=w></textarea>"
        f"<div role=button tabindex=0>{said.button['next'][0]}</div>"
    )


def _found(site: Site, lang: str, body: str) -> list[Role]:
    """Which of letter and e-mail would be filled on a page."""
    fields = site.look(document(body).replace('lang="en"', f'lang="{lang}"')).fields
    return [role for role in (Role.EXPLANATION, Role.EMAIL) if fields[role].status == "found"]


@pytest.mark.parametrize("software", _SOFTWARE)
def test_no_reply_is_taken_for_the_letter(site: Site, software: str) -> None:
    found = {lang: _found(site, lang, _SOFTWARE[software](row)) for lang, row in _ROWS.items()}
    assert not {lang: roles for lang, roles in found.items() if roles}


def test_the_letters_box_is_found_under_the_same_question(site: Site) -> None:
    for lang in _ROWS:
        assert _found(site, lang, _old_form(lang)) == [Role.EXPLANATION, Role.EMAIL], lang
        assert _found(site, lang, _portal_step(lang)) == [Role.EXPLANATION], lang
