"""Lets the product read the portal's pages in a real browser, and judges its answers."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import BrowserContext, Page, Route

from corpus.field import MARK
from optout.locate.roles import Role
from optout.page.close_tab import close_tab
from optout.page.reading import Reading, read

from .case import PortalCase
from .plan import PortalPlan, make

TABS = 2
_MARKED = re.compile(rf'{MARK}="([0-9a-f]+)"')


@dataclass(frozen=True)
class Verdict:
    """What the product said of one page, judged. `wrong` tells each field that is another's.

    `roles` has found, missing, ambiguous or wrong for each role that the product speaks of.
    """

    plan: PortalPlan
    case: PortalCase
    kind: str
    thanks: bool
    problem: str
    roles: dict[str, str]
    wrong: tuple[str, ...]

    @property
    def kind_right(self) -> bool:
        """Whether the page's kind is as expected.

        An end that says nothing of an objection may be thanks for what was sent before it.
        """
        end = "acknowledged" in self.case.kinds and self.kind == "unknown" and self.thanks
        return end or self.kind in self.case.kinds

    @property
    def falsely_acknowledged(self) -> bool:
        """Whether it took the page for an end that it is not."""
        ended = self.kind in ("acknowledged", "already_objected")
        return ended and "acknowledged" not in self.case.kinds

    @property
    def problem_right(self) -> bool:
        return self.problem == self.case.problem

    def missed(self) -> list[str]:
        """The roles that a person sees at once, and that were not found."""
        return [
            role
            for role, want in self.case.wants.items()
            if want.must and self.roles.get(role) != "found"
        ]

    def told(self) -> str:
        """What was not as expected, in one line; empty when all was."""
        said = [f"WRONG {each}" for each in self.wrong]
        if not self.kind_right or self.falsely_acknowledged:
            thanks = " with thanks" if self.thanks else ""
            said.append(f"{self.kind}{thanks} instead of {'/'.join(sorted(self.case.kinds))}")
        if not self.problem_right:
            said.append(f"code problem {self.problem!r} instead of {self.case.problem!r}")
        said += [f"{role} {self.roles.get(role, 'unknown role')}" for role in self.missed()]
        return f"{self.plan.name} [{' '.join(self.case.traps)}]: {'; '.join(said)}" if said else ""


class Served:
    """Answers a browser's requests from cases, at the addresses that they name."""

    def __init__(self) -> None:
        self._documents: dict[str, str] = {}

    def add(self, case: PortalCase) -> None:
        self._documents.update(case.documents)

    def remove(self, case: PortalCase) -> None:
        for address in case.documents:
            self._documents.pop(address, None)

    async def answer(self, route: Route) -> None:
        document = self._documents.get(route.request.url)
        await route.fulfill(
            status=404 if document is None else 200,
            content_type="text/html; charset=utf-8",
            body=document or "nothing is served here",
        )


@asynccontextmanager
async def serving(page: Page) -> AsyncIterator[Served]:
    """Every address that `page` opens is answered from cases; nothing leaves the machine."""
    served = Served()
    await page.route("**/*", served.answer)
    try:
        yield served
    finally:
        await page.unroute("**/*")


async def read_all(context: BrowserContext, plans: list[PortalPlan]) -> list[Verdict]:
    """A verdict on each plan's page, in the order given."""
    waiting = iter(enumerate(plans))
    verdicts: dict[int, Verdict] = {}

    async def tab(numbered: Iterable[tuple[int, PortalPlan]]) -> None:
        page = await context.new_page()
        async with serving(page) as served:  # other cases may stand at the same address
            for number, plan in numbered:
                verdicts[number] = await _read(page, served, plan)
        await close_tab(page, 10)

    await asyncio.gather(*(tab(waiting) for _ in range(TABS)))
    return [verdicts[number] for number in range(len(plans))]


async def _read(page: Page, served: Served, plan: PortalPlan) -> Verdict:
    case = make(plan)
    served.add(case)
    await page.goto(case.address, wait_until="load")
    host = case.address.split("/")[2]
    reading = await read(page, lambda url: url.startswith(f"https://{host}/"))
    tags = await reading.opening_tags()
    served.remove(case)
    return judge(plan, case, reading, tags)


def judge(
    plan: PortalPlan, case: PortalCase, reading: Reading, tags: Mapping[Role, str]
) -> Verdict:
    """Compare an answer, and the tags of the fields that were found, with the expected one."""
    roles: dict[str, str] = {}
    wrong: list[str] = []
    for role, field in reading.fields.items():
        roles[role.value] = field.status
        if field.status != "found":
            continue
        mark = _MARKED.search(tags[role])
        key = case.tokens.get(mark[1], "") if mark else ""
        if key not in case.want(role.value).right:
            roles[role.value] = "wrong"
            wrong.append(f"{role.value} is {key or 'unmarked'}: {field.how}: {tags[role][:200]}")
    return Verdict(
        plan=plan,
        case=case,
        kind=reading.kind.value,
        thanks=reading.claim.kind == "received",
        problem=reading.code_problem,
        roles=roles,
        wrong=tuple(wrong),
    )
