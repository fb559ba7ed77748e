"""A thread about an objection, with a box for a reply: nobody's letter is put where all read it.

Pages are judged by the outcome alone; their words are their own, in `threads.toml`.
"""

from html import escape
from typing import Any

import pytest
from corpus.words import words
from support.locate_site import Site, document
from support.tables import by_language

from optout.locate.roles import Role

_TABLE = by_language("threads")
_POST, _PAGE, _OURS = (_TABLE.pop(name) for name in ("post", "page", "ours"))


def _thread(software: str, said: dict[str, Any]) -> str:
    own = said[software]
    posts = (_POST[software].format(*own, post=escape(each), **said) for each in said["posts"])
    page: str = _PAGE[software].format(*own, **said | {"posts": "".join(posts)})
    return page


def _own(kind: str, lang: str) -> str:
    said = words(lang)
    lands = "<option>".join(said.territory(code) for code in ("FR", "DE", "IT", "ES"))
    page: str = _OURS[kind].format(title=_TABLE[lang]["title"], lands=lands, **vars(said))
    return page


def _found(site: Site, lang: str, body: str) -> list[Role]:
    """Which of letter and e-mail would be filled on a page."""
    fields = site.look(document(body).replace('lang="en"', f'lang="{lang}"')).fields
    return [role for role in (Role.EXPLANATION, Role.EMAIL) if fields[role].status == "found"]


@pytest.mark.parametrize("software", _PAGE)
def test_no_reply_is_taken_for_the_letter(site: Site, software: str) -> None:
    found = {lang: _found(site, lang, _thread(software, said)) for lang, said in _TABLE.items()}
    assert not {lang: roles for lang, roles in found.items() if roles}


def test_the_letters_box_is_found_under_the_same_question(site: Site) -> None:
    for lang in _TABLE:
        assert _found(site, lang, _own("form", lang)) == [Role.EXPLANATION, Role.EMAIL], lang
        assert _found(site, lang, _own("step", lang)) == [Role.EXPLANATION], lang
