"""For maintainers: visit a form and print its corrected record, with no personal data in it.

    .venv/bin/python -P scripts/check_forms.py facebook [--url ADDRESS]

A browser window opens (the profile of optout itself, so that a sign-in is there); sign in if need
be. As soon as the form is recognised, its whole record is printed, to be pasted as
optout/forms/FORM.toml. Nothing is typed into any page.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from urllib.parse import urlsplit

import tomli_w

from optout.browser.launch import Launch, driver, opened
from optout.check.many_pages import targets
from optout.check.report import Target
from optout.config import settings
from optout.config.paths import Places
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.forms import spec
from optout.forms.hosts import origin_of
from optout.forms.names import NAMES, file_of
from optout.locate.roles import PageKind, Role
from optout.page.open_form import open_form
from optout.page.reading import PageGone, Reading
from optout.page.tab import NoListener, Tab
from optout.run.patience import Patience

FORMS = tuple(name for name in NAMES if spec.load(name).addresses)
FIELDS = (Role.EMAIL, Role.EXPLANATION)


class NotSeen(Exception):
    """The form was not seen; the text says why."""


def record(target: Target, reading: Reading, today: date) -> str:
    """The whole record of a form, corrected by a visit: all that is not seen stays."""
    form = target.form
    corrected = {
        "version": today.isoformat(),
        "fingerprints": list(dict.fromkeys([*form.fingerprints, reading.fingerprint])),
        "addresses": list(_addresses(target, reading.url, today)),
    }
    lines = file_of(form.key).read_text("utf-8").splitlines(keepends=True)
    head = "".join(takewhile(lambda line: line.startswith("#"), lines))
    return head + tomli_w.dumps(form.model_dump(by_alias=True, exclude_defaults=True) | corrected)


def _addresses(target: Target, seen: str, today: date) -> Iterator[dict[str, str | date]]:
    """The address where the form was seen, if it may be filled there, before those known.

    Only origin and path: a user part or a query can hold a token.
    """
    address = ""
    if target.allowed.permits(seen):
        address = origin_of(seen) + urlsplit(seen).path
        yield {"url": address, "last_seen": today, "sure": "sure"}
    for known in target.form.addresses:
        if known.url != address:
            yield known.model_dump()


async def visit(name: str, url: str | None) -> str:
    """The corrected record of the form `name`, once its page shows it.

    Raises `NotSeen`, `PageGone`, `OptoutError`.
    """
    places = Places.find()
    chosen = settings.load(places)
    (target,) = targets(chosen, [name], [url] if url else [])
    launch = Launch(places.at(chosen.data_dir).browser, chosen.browser, headless=chosen.headless)
    async with driver() as starting, opened(launch, starting) as context:
        tab = Tab(context.pages[0], target.allowed, NoListener())
        try:
            answer = await open_form(tab.page, target.url, Patience().opening)
            if answer.fault:
                raise NotSeen(f"The page could not be opened ({answer.fault}).")
            return record(target, await _whole(tab), date.today())
        finally:
            await tab.close()


async def _whole(tab: Tab) -> Reading:
    """The page, once it shows the form."""
    reading = await tab.settle()
    while not is_whole(reading):
        print(f"This page is: {reading.kind}. Waiting.", file=sys.stderr)  # noqa: T201
        await tab.moved()
        reading = await tab.settle()
    return reading


def is_whole(reading: Reading) -> bool:
    """Whether the form is there with one of the fields that make it one."""
    there = any(reading.fields[role].status == "found" for role in FIELDS)
    return reading.kind is PageKind.FORM and there


def main() -> int:
    """Print the record, or one sentence why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("form", choices=FORMS)
    parser.add_argument("--url")
    given = parser.parse_args()
    try:
        print(asyncio.run(visit(given.form, given.url)), end="")  # noqa: T201
        return Exit.DONE
    except OptoutError as error:
        why, code = str(error), error.exit
    except NotSeen as error:
        why, code = str(error), Exit.NOT_FINISHED
    except PageGone:
        why, code = "The window was closed before the form was seen.", Exit.NOT_FINISHED
    except KeyboardInterrupt:
        why, code = "Stopped before the form was seen.", Exit.INTERRUPTED
    print(why, file=sys.stderr)  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main())
