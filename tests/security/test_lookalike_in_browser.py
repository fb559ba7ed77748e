"""The real addresses in a real browser, led to this machine: what looks like them gets nothing.

The certificate beside this file is for nothing else.
"""

import shlex
import shutil
import ssl
from pathlib import Path

import pytest
from support.hostile_site import FORM, HostileSite
from support.world import EMAIL, World

from optout.browser import find
from optout.forms import spec

pytestmark = pytest.mark.headed

TELLS = "<script>addEventListener('input', () => fetch('/betrayed'), true);</script>"
HOSTS = {
    "fr-fr.facebook.com": True,
    "ads.facebook.com": False,
    "www.facebook.com.evil.test": False,
    "www.xn--fcebook-8va.com": False,
}


def _led_here(world: World, folder: Path, site: HostileSite) -> None:
    """Let the tool's browser find every host at `site`, which speaks TLS from now on."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "tests_only.pem")
    site._server.socket = context.wrap_socket(site._server.socket, server_side=True)
    found, shell = find.installed(), shutil.which("sh")
    assert found is not None
    rules = f"--host-resolver-rules=MAP * 127.0.0.1:{site._server.server_port}"
    wrapper = folder / "browser"
    browser = shlex.quote(found.path)
    wrapper.write_text(
        f'#!{shell}\nexec {browser} {shlex.quote(rules)} --ignore-certificate-errors "$@"\n'
    )
    wrapper.chmod(0o700)
    world.settings["OPTOUT_BROWSER"] = str(wrapper)


@pytest.mark.parametrize("host", HOSTS)
def test_only_the_forms_own_hosts_are_typed_on(world: World, host: str, tmp_path: Path) -> None:
    address = spec.load("facebook").url.removeprefix("https://www.facebook.com")
    leads = f"<script>location = 'https://{host}/form';</script>"
    site = HostileSite({address: leads, "/form": FORM + TELLS})
    _led_here(world, tmp_path, site)
    with site:
        tool = world.run("facebook")
        tool.expect("you check and" if HOSTS[host] else "does not recognise this page", timeout=60)
        tool.interrupt()
        assert tool.exit(timeout=60) == 130
        assert [r for r in site.requests if r.startswith(f"{host} /form")]
        assert bool([r for r in site.requests if "/betrayed" in r]) is HOSTS[host]
        assert EMAIL not in "\n".join(site.requests)
