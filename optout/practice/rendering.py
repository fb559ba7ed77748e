"""Pages and fragments from their templates, the page's words and its countries."""

from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from optout.practice.fields import TWIN, form_number
from optout.practice.options import FORMS
from optout.practice.records import AtForm
from optout.practice.words import PACKAGE, languages, words

SUBMIT = "/ajax/help/contact/submit/page"
SUBMIT_REACT = "/api/graphql/"
CODE = "/ajax/help/contact/code"
PORTAL_CALLS = {
    "objection": "RequestFormSubmitMutation",
    "code_request": "RequestFormSendCodeMutation",
    "code": "RequestFormCheckCodeMutation",
}
"""What the portal's posts are called, by the kind of the record. The real names are unknown."""
_FRAGMENT_IDS = 500
"""Fragments are put into a page that is there already: their ids begin after the page's."""


def ids_of(markup: str, start: int) -> Callable[[str], str]:
    """Makes ids of elements in the style of `markup`; the same use always gets the same id."""
    numbers, shape = count(start), {"react": ":r{}:", "portal": "_r_{}_"}.get(markup, "u_0_{}")
    return cache(lambda use: shape.format(next(numbers)))


@pass_context
def _say(context: Context, key: str, **facts: str) -> str:
    return str(context["words"][key].format(service=context["service"], **facts))


def _config(value: dict[str, Any]) -> Markup:
    """The settings of a part's script, as JSON that no value can break out of."""
    return Markup('<script type="application/json">{}</script>').format(htmlsafe_json_dumps(value))


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    """A page is the one of the first folder that has it, but "pages/…" the package's own."""
    env = Environment(
        loader=FileSystemLoader([*(folder / "pages" for folder in folders), PACKAGE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        say=_say,
        config=_config,
        twin=TWIN,
        languages={code: words(code)["language_name"] for code in languages()},
    )
    return env


def address(form: str, given: dict[str, str], **changes: str) -> str:
    """The path of a page of `form` with the same options; one changed to "" is left out."""
    options = {k: v for k, v in {**given, **changes}.items() if v}
    portal = options.get("markup") == "portal"
    base = f"/requests/{form_number(form)}" if portal else f"/{form}"
    return base + (f"?{urlencode(options)}" if options else "")


def render(name: str, at: AtForm, *, fragment: bool = False, **facts: Any) -> str:
    """The page `name`, or only its content as a fragment for a page that is open."""
    form, options, given = at.form, at.options, at.given
    asked = urlencode({"form": form, **given})
    context = {
        "form": form,
        "service": FORMS[form].called,
        "kind": "third" if FORMS[form].third else "account",
        "options": options,
        "words": options.words(),
        "react": options.react,
        "visit": at.visit,
        "ids": ids_of(options.markup, _FRAGMENT_IDS if fragment else 0),
        "fields": options.fields(form),
        "questions": options.questions(form),
        "form_number": form_number(form),
        "countries": options.countries(),
        "over": fragment,
        "submit_url": f"{SUBMIT_REACT if options.react else SUBMIT}?{asked}",
        "code_url": f"{CODE}?{asked}",
        "portal_calls": PORTAL_CALLS,
        "address": lambda **changes: address(form, given, **changes),
        **facts,
    }
    folder = "parts/" if fragment else ""
    return _environment(options.folders).get_template(f"{folder}{name}.html.j2").render(context)
