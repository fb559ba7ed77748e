"""Lets the product read cases in a real browser, several tabs at a time, and judges its answers."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from playwright.async_api import BrowserContext, Page

from optout.locate.roles import Role
from optout.page import reading as pages
from optout.page.close_tab import close_tab

from .field import MARK
from .plan import Plan, make
from .server import Library
from .spec import ROLES, Case
from .words import words

TABS = 8
_MARKED = re.compile(rf'{MARK}="([0-9a-f]+)"')
# Roles that the corpus does not count, but of which a wrong one is as bad.
_ASIDE = {
    Role.EMAIL_AGAIN: {"email_again"},
    Role.NAME: {"name"},
    Role.FIRST_NAME: {"first"},
    Role.LAST_NAME: {"last"},
}


@dataclass(frozen=True)
class Verdict:
    """What the product said of one page, judged.

    `roles` has found, missing, ambiguous or wrong for each role; `wrong` tells each wrong one.
    """

    plan: Plan
    case: Case
    kind: str
    roles: dict[str, str]
    wrong: tuple[str, ...]
    hows: dict[str, str]

    @property
    def state_right(self) -> bool:
        return self.kind in self.case.kinds

    @property
    def falsely_acknowledged(self) -> bool:
        """Whether it took the page for the proof that an objection was received."""
        return self.kind == "acknowledged" and not self.state_right

    def missed(self) -> list[str]:
        """The roles that had to be found and were not."""
        return [r for r in ROLES if self.case.want(r).must and self.roles[r] != "found"]


async def open_case(page: Page, library: Library, case: Case) -> None:
    """Lead a tab to the case's page, on its own origin."""
    await page.goto(library.add(case), wait_until="domcontentloaded")


async def read_all(context: BrowserContext, library: Library, plans: list[Plan]) -> list[Verdict]:
    """A verdict on each plan's page, in the order given."""
    waiting = iter(enumerate(plans))
    verdicts: dict[int, Verdict] = {}

    async def tab(numbered: Iterable[tuple[int, Plan]]) -> None:
        page = await context.new_page()
        for number, plan in numbered:
            verdicts[number] = await read(page, library, plan)
        await close_tab(page, 10)

    await asyncio.gather(*(tab(waiting) for _ in range(TABS)))
    return [verdicts[number] for number in range(len(plans))]


async def read(page: Page, library: Library, plan: Plan, patience: float = 4.0) -> Verdict:
    """Opens the plan's page, as the product would judge it.

    A page that does not change after it has come is waited for only where something is missed: a
    busy machine may show it late.
    """
    case = make(plan)
    await open_case(page, library, case)
    if not case.patient:
        reading = await pages.read(page, library.permits)
        seen = judge(plan, case, reading, await reading.opening_tags())
        if seen.wrong or seen.falsely_acknowledged or (seen.state_right and not seen.missed()):
            return seen
    reading = await pages.settled(page, library.permits, still=0.5, patience=patience)
    return judge(plan, case, reading, await reading.opening_tags())


def judge(plan: Plan, case: Case, reading: pages.Reading, tags: Mapping[Role, str]) -> Verdict:
    """Compare an answer, and the tags of the fields that were found, with the expected one."""
    roles: dict[str, str] = {}
    wrong: list[str] = []
    hows: dict[str, str] = {}
    for role, field in reading.fields.items():
        if field.status != "found":
            roles[role.value] = field.status
        else:
            tag = tags[role]
            key = _key(case, tag)
            roles[role.value] = "found" if _right(case, role, key) else "wrong"
            if roles[role.value] == "wrong":
                wrong.append(f"{role.value} is {key or 'unmarked'}: {field.how}: {tag[:300]}")
        hows[role.value] = f"{field.status} {field.score:.2f} {field.how}"
    return Verdict(plan, case, reading.kind.value, roles, tuple(wrong), hows)


def _key(case: Case, tag: str) -> str:
    mark = _MARKED.search(tag)
    return case.tokens.get(mark[1], "") if mark else ""


def _right(case: Case, role: Role, key: str) -> bool:
    if role.value in ROLES:
        return key in case.want(role.value).right
    if role is Role.CONFIRM_CODE:
        confirming = words(case.lang).button["confirm"]
        return bool(case.want("code").right) and key.removeprefix("button ") in confirming
    if role in _ASIDE:
        return key in _ASIDE[role] and "password" not in case.tokens.values()
    return True
