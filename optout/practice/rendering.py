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

from optout.practice.fields import (
    HONEYPOTS,
    LIMIT,
    LINES,
    NAME_LIMIT,
    TWIN,
    WORDS,
    PracticeField,
    fields_of,
    form_number,
    hidden_name,
    questions,
    steps_of,
)
from optout.practice.options import FORMS, Options
from optout.practice.records import AtForm, Visit
from optout.practice.words import countries, languages, words

PAGES_DIR = Path(__file__).parent / "pages"
SUBMIT = "/ajax/help/contact/submit/page"
SUBMIT_REACT = "/api/graphql/"
CODE = "/ajax/help/contact/code"
CAPTCHA = "/captcha"
MENU = "/support/privacy/"
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
    return words(context["options"].lang)[key].format(service=context["service"], **facts)


def _config(value: dict[str, Any]) -> Markup:
    """The settings of a part's script, as JSON that no value can break out of."""
    return Markup('<script type="application/json">{}</script>').format(htmlsafe_json_dumps(value))


def _radio_ids(ids: Callable[[str], str], field: PracticeField) -> dict[str, str]:
    """A choice's answers and the ids of their radios."""
    return {choice: ids(f"{field.meaning}_{choice}") for choice in field.choices}


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(PAGES_DIR),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        say=_say,
        config=_config,
        radio_ids=_radio_ids,
        known_words=frozenset(words("en")),
        honeypots=HONEYPOTS,
        twin=TWIN,
        limit=LIMIT,
        name_limit=NAME_LIMIT,
        lines=LINES,
        most_words=WORDS,
        forms=FORMS,
        languages={code: words(code)["language_name"] for code in languages()},
    )
    return env


def address(form: str, given: dict[str, str], path: str = "", **changes: str) -> str:
    """The path of a page of `form` with the same options; one changed to "" is left out."""
    options = {k: v for k, v in {**given, **changes}.items() if v}
    if path:
        base = f"/{form}{path}"
    elif options.get("state") == "menu":
        base, options = MENU, {"form": form, **options}
    elif options.get("markup") == "portal":
        base = f"/requests/{form_number(form)}"
    else:
        base = f"/{form}"
    return base + (f"?{urlencode(options)}" if options else "")


def portal_address(form: str, given: dict[str, str]) -> str:
    """The path of the portal's form, where an old page leads to it."""
    kept = "none" if given.get("country") == "none" else ""
    return address(form, given, state="", jump="", jump_after="", markup="portal", country=kept)


def render(name: str, at: AtForm, *, fragment: bool = False, **facts: Any) -> str:
    """The page `name`, or only its content as a fragment for a page that is open."""
    form, options, given = at.form, at.options, at.given
    asked = urlencode({"form": form, **given})
    listed = {c: n for c, n in countries(options.lang).items() if c != options.missing_country}
    context = {
        "form": form,
        "service": FORMS[form].called,
        "kind": "third" if FORMS[form].third else "account",
        "options": options,
        "react": options.react,
        "visit": at.visit,
        "ids": ids_of(options.markup, _FRAGMENT_IDS if fragment else 0),
        "fields": fields_of(form, options),
        "questions": questions(form, options),
        "steps": steps_of(form, options),
        "hidden_name": hidden_name(form),
        "form_number": form_number(form),
        "countries": listed,
        "over": False,
        "submit_url": f"{SUBMIT_REACT if options.react else SUBMIT}?{asked}",
        "code_url": f"{CODE}?{asked}",
        "captcha_url": f"{CAPTCHA}?{asked}",
        "portal_calls": PORTAL_CALLS,
        "portal_url": portal_address(form, given),
        "address": lambda path="", **changes: address(form, given, path, **changes),
        **facts,
    }
    folder = "parts/" if fragment else ""
    return _environment().get_template(f"{folder}{name}.html.j2").render(context)


def render_own(name: str, language: str, **facts: Any) -> str:
    """A page of no form: `home`, the list of what can be practised, or the `inbox`."""
    return render(name, AtForm("facebook", {}, Options(lang=language), Visit()), **facts)
