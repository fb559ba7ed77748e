"""The real addresses in a real browser, led to this machine: what looks like them gets nothing.

The certificate beside this file is for nothing else.
"""

import os
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, async_playwright
from support.event_loop import RunAsync
from support.headless_run import EMAIL, HeadlessRun
from support.hostile_site import FORM, HostileSite
from support.locate_site import Site

from optout.browser import find
from optout.forms import lookup

ADDRESS = lookup.load("facebook").url
_NOT_KNOWN = "does not recognise this page"
TELLS = "<script>addEventListener('input', () => fetch('/betrayed'), true);</script>"
HOSTS = {
    "fr-fr.facebook.com": True,
    "ads.facebook.com": False,
    "www.facebook.com.evil.test": False,
    "www.xn--fcebook-8va.com": False,
}


@pytest.fixture(scope="module")
def everywhere() -> Iterator[HostileSite]:
    """The site that stands at every host; it speaks TLS."""
    site = HostileSite({"/form": FORM + TELLS})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "tests_only.pem")
    site._server.socket = context.wrap_socket(site._server.socket, server_side=True)
    with site:
        yield site


@pytest.fixture(scope="module")
def led_there(run_async: RunAsync, everywhere: HostileSite) -> Iterator[Site]:
    """A browser that finds every host at `everywhere`."""
    found = find.installed()
    assert found is not None
    port = everywhere._server.server_port
    arguments = [f"--host-resolver-rules=MAP * 127.0.0.1:{port}", "--ignore-certificate-errors"]
    driver = run_async(async_playwright().start())
    browser = run_async(
        driver.chromium.launch(
            executable_path=found.path, args=arguments, chromium_sandbox=os.geteuid() != 0
        )
    )
    context: BrowserContext = run_async(browser.new_context())
    yield Site(run_async, context)
    run_async(browser.close())
    run_async(driver.stop())


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
def test_only_the_forms_own_hosts_are_typed_on(
    everywhere: HostileSite, led_there: Site, host: str, tmp_path: Path
) -> None:
    leads = f"<script>location = 'https://{host}/form';</script>"
    everywhere.pages[ADDRESS.removeprefix("https://www.facebook.com")] = leads
    run = HeadlessRun(led_there, tmp_path)
    run.run(ADDRESS, until=run.acts(1) if HOSTS[host] else run.heard(_NOT_KNOWN))
    requests = {request.strip() for request in everywhere.requests}
    assert f"{host} /form" in requests
    assert (f"{host} /betrayed" in requests) is HOSTS[host]
    assert EMAIL not in "\n".join(everywhere.requests)
