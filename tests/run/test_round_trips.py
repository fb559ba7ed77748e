"""How many messages to the browser one form takes, from its address to the hand-over.

A count, not a time: it is the same on any machine.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright._impl.connection import Connection
from playwright.async_api import BrowserContext
from support.event_loop import RunAsync
from support.headless_run import Lent
from support.locate_site import Site
from support.practice_twin.site import TwinSite
from support.scripted_person import ScriptedPerson

from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.dossier.store import Store
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan
from optout.run.session import session
from optout.system.timeouts import bounded, end_task

MOST = {"select": 47, "typeahead": 53, "combobox": 54}
"""Opening, finding, three fields, reading back, watching, looking and reading back as the person is
led there, the last look: by the kind of country."""


async def sent_until_handed_over(
    context: BrowserContext, url: str, store: Store, patch: pytest.MonkeyPatch
) -> list[str]:
    """The messages of one run over one form."""
    sent: list[str] = []
    send = Connection.send_message_to_server

    def noted(connection: Connection, to: Any, method: str, *more: Any) -> Any:
        if method != "__waitInfo__":  # a note for the driver's own log, which answers nothing
            sent.append(method)
        return send(connection, to, method, *more)

    @contextlib.asynccontextmanager
    async def lent(*_given: object) -> AsyncIterator[Any]:
        yield Lent(context)

    person = ScriptedPerson()
    settings = Settings(country="FR", email="a@example.org", name="Prénom Nom", language="fr")
    plan = Plan(
        form_inputs=form_inputs(settings, ["facebook"], url=url),
        store=store,
        launch=Launch(Path(), headless=True),
        evidence=False,
        browser=lent,
    )
    with patch.context() as patched:
        patched.setattr(Connection, "send_message_to_server", noted)
        started: asyncio.Future[Any] = asyncio.Future()
        started.set_result(None)
        run = asyncio.create_task(session.run_forms(plan, person, started))
        try:
            while not person.acts:
                person.news.clear()
                await bounded(person.news.wait(), 30)
            assert person.acts == ["submit"], person.heard
            return sent[sent.index("goto") :]
        finally:
            await end_task(run)


@pytest.mark.parametrize("country", MOST)
def test_one_form_takes_few_messages(
    site: Site, run_async: RunAsync, country: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TwinSite() as practice:
        url = practice.url("facebook", session="f", flow="code", country=country)
        act = sent_until_handed_over(site.context, url, Store(tmp_path / "dossiers"), monkeypatch)
        sent = run_async(act, timeout=60)
    print(f"{country}: {len(sent)} messages")  # noqa: T201 - the count is shown
    assert MOST[country] - 5 <= len(sent) <= MOST[country], " ".join(sent)
