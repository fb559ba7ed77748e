"""For maintainers: visit a form and print its corrected record, with no personal data in it.

    .venv/bin/python -P scripts/check_forms.py facebook [--url ADDRESS]

A browser window opens (the profile of optout itself, so that a sign-in is there); sign in if need
be. As soon as the form is recognised, the lines to paste into optout/forms/FORM.toml are printed.
Nothing is typed into any page.
"""

import argparse
import asyncio
import sys
from datetime import date
from urllib.parse import urlsplit, urlunsplit

import tomli_w

from optout import settings
from optout.browser import Launch, driver, opened
from optout.checking import targets
from optout.errors import OptoutError
from optout.forms import spec
from optout.locate.roles import PageKind, Role
from optout.pages import Reading
from optout.paths import Places
from optout.steps.open_form import open_form
from optout.steps.tab import Tab

FIELDS = (Role.EMAIL, Role.EXPLANATION)


def record(form: spec.Form, reading: Reading, today: date) -> str:
    """The lines of a form's record that a visit corrects, as TOML.

    Of the address only scheme, host and path are kept: a query can hold a token.
    """
    parts = urlsplit(reading.url)
    address = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    known = [a for a in form.addresses if a.url != address]
    fingerprints = dict.fromkeys([*form.fingerprints, reading.fingerprint])
    return tomli_w.dumps(
        {
            "version": today.isoformat(),
            "fingerprints": list(fingerprints),
            "addresses": [
                {"url": address, "last_seen": today},
                *[{"url": a.url, "last_seen": a.last_seen} for a in known],
            ],
        }
    )


async def visit(name: str, url: str | None) -> str:
    """The corrected lines of the form `name`, once its page shows it."""
    places = Places.find()
    chosen = settings.load(places)
    (target,) = targets(chosen, [name], [url] if url else [])
    launch = Launch(places.at(chosen.data_dir).browser, chosen.browser, headless=chosen.headless)
    async with driver() as starting, opened(launch, starting) as context:
        tab = Tab(context.pages[0], target.allowed)
        await open_form(tab.page, target.url)
        reading = await tab.settle()
        while not is_whole(reading):
            print(f"This page is: {reading.kind}. Waiting.", file=sys.stderr)  # noqa: T201
            await tab.moved()
            reading = await tab.settle()
        await tab.close()
        return record(target.form, reading, date.today())


def is_whole(reading: Reading) -> bool:
    """Whether the form is there with one of the fields that make it one."""
    there = any(reading.fields[role].status == "found" for role in FIELDS)
    return reading.kind is PageKind.FORM and there


def main() -> int:
    """Print the lines, or one sentence why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("form", choices=spec.NAMES)
    parser.add_argument("--url")
    given = parser.parse_args()
    try:
        print(asyncio.run(visit(given.form, given.url)), end="")  # noqa: T201
    except OptoutError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return int(error.exit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
