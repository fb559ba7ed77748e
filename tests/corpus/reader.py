"""Lets the product read cases in a real browser, several tabs at a time, and judges its answers."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import BrowserContext, Page, Route

from optout.locate.roles import Role
from optout.page import reading as pages
from optout.page.close_tab import close_tab

from .field import MARK
from .plan import Plan, make
from .spec import ROLES, Case
from .words import words

TABS = 8
_MARKED = re.compile(rf'{MARK}="([0-9a-f]+)"')
# Roles that the old form's pages do not count, but of which a wrong one is as bad.
_ASIDE = {
    Role.EMAIL_AGAIN: {"email_again"},
    Role.NAME: {"name"},
    Role.FIRST_NAME: {"first"},
    Role.LAST_NAME: {"last"},
}


@dataclass(frozen=True)
class Verdict:
    """What the product said of one page, judged.

    `roles` has found, missing, ambiguous or wrong for each role that the product speaks of;
    `wrong` tells each wrong one; `thanks`, whether the page claims that something was received.
    """

    plan: Plan
    case: Case
    kind: str
    thanks: bool
    problem: str
    roles: dict[str, str]
    wrong: tuple[str, ...]
    hows: dict[str, str]

    @property
    def kind_right(self) -> bool:
        """Whether the page's kind is as expected.

        The portal's end, which says nothing of an objection, may be thanks for what was sent
        before it.
        """
        thanked = self.case.portal and self.kind == "unknown" and self.thanks
        return self.kind in self.case.kinds or (thanked and "acknowledged" in self.case.kinds)

    @property
    def falsely_acknowledged(self) -> bool:
        """Whether it took the page for an end of an objection that it is not."""
        ends = {"acknowledged", "already_objected"}
        return self.kind in ends - self.case.kinds

    @property
    def problem_right(self) -> bool:
        return self.case.problem in (None, self.problem)

    def missed(self) -> list[str]:
        """The roles that had to be found and were not."""
        wants = self.case.wants.items()
        return [r for r, want in wants if want.must and self.roles.get(r) != "found"]


@asynccontextmanager
async def serving(page: Page) -> AsyncIterator[dict[str, str]]:
    """Every address that `page` opens is answered from these documents; nothing leaves the
    machine."""
    documents: dict[str, str] = {}

    async def answer(route: Route) -> None:
        document = documents.get(route.request.url)
        await route.fulfill(
            status=404 if document is None else 200,
            content_type="text/html; charset=utf-8",
            body=document or "nothing is served here",
        )

    await page.route("**/*", answer)
    try:
        yield documents
    finally:
        await page.unroute("**/*")


async def open_case(page: Page, documents: dict[str, str], case: Case) -> None:
    """Lead a tab to the case's page, the only one that is served from now on."""
    documents.clear()
    documents.update(case.documents)
    await page.goto(case.address, wait_until="load")


async def read_all(context: BrowserContext, plans: list[Plan]) -> list[Verdict]:
    """A verdict on each plan's page, in the order given."""
    waiting = iter(enumerate(plans))
    verdicts: dict[int, Verdict] = {}

    async def tab(numbered: Iterable[tuple[int, Plan]]) -> None:
        page = await context.new_page()
        async with serving(page) as documents:
            for number, plan in numbered:
                verdicts[number] = await read(page, documents, plan)
        await close_tab(page, 10)

    await asyncio.gather(*(tab(waiting) for _ in range(TABS)))
    return [verdicts[number] for number in range(len(plans))]


async def read(page: Page, documents: dict[str, str], plan: Plan, patience: float = 4.0) -> Verdict:
    """Opens the plan's page, as the product would judge it.

    A page that does not change after it has come is waited for only where something is missed: a
    busy machine may show it late.
    """
    case = make(plan)
    await open_case(page, documents, case)
    if not case.patient:
        reading = await pages.read(page, case.permits)
        seen = judge(plan, case, reading, await reading.opening_tags())
        if seen.wrong or seen.falsely_acknowledged or (seen.kind_right and not seen.missed()):
            return seen
    reading = await pages.settled(page, case.permits, still=0.5, patience=patience)
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
    return Verdict(
        plan=plan,
        case=case,
        kind=reading.kind.value,
        thanks=reading.claim.kind == "received",
        problem=reading.code_problem,
        roles=roles,
        wrong=tuple(wrong),
        hows=hows,
    )


def _key(case: Case, tag: str) -> str:
    mark = _MARKED.search(tag)
    return case.tokens.get(mark[1], "") if mark else ""


def _right(case: Case, role: Role, key: str) -> bool:
    if case.portal or role.value in ROLES:
        return key in case.want(role.value).right
    if role is Role.CONFIRM_CODE:
        confirming = words(case.lang).button["confirm"]
        return bool(case.want("code").right) and key.removeprefix("button ") in confirming
    if role in _ASIDE:
        return key in _ASIDE[role] and "password" not in case.tokens.values()
    return True
