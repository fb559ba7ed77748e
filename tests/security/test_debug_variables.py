"""What is left in a shell or installed by chance shows and writes down nothing."""

import http.server
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.world import EMAIL, World

from optout.browser import find
from optout.system import environment

LEFT = {
    "DEBUG": "pw:*",
    "PWDEBUG": "console",
    "DEBUGP": "1",
    "SELENIUM_REMOTE_URL": "http://127.0.0.1:1/",
    "NODE_DEBUG": "net,child_process",
    "npm_config_playwright_skip_browser_gc": "1",
    "NPM_CONFIG_DEBUG_FILE": "x",  # as Windows has it
    "PW_TEST_SCREENSHOT_NO_FONTS_READY": "1",
    "LOG_LEVEL": "trace",
    "SSLKEYLOGFILE": "/nowhere/keys",
    "OPENSSL_CONF": "/nowhere/openssl.cnf",
    "CHROME_EXTRA_FLAGS": "x",
    "CHROME_EXTRA_FLAGS_STABLE": "x",
    "CHROMIUM_FLAGS": "x",
    "CHROMIUM_USER_FLAGS": "x",
}
HARMLESS = ("PLAYWRIGHT_BROWSERS_PATH", "DEBUGGER", "CHROME_DEVEL_SANDBOX")


@pytest.mark.headed
def test_a_whole_run_tells_nothing(world: World) -> None:
    log = Path(world.home["HOME"]) / "pw.log"
    world.settings |= {**LEFT, "DEBUG_FILE": str(log)}
    tool = world.start("facebook", flow="code")
    tool.expect("Keep the window open and this one too", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    code = world.code("facebook")
    tool.type(code)
    tool.finish()
    tool.expect("Erase this sign-in", timeout=60)
    tool.type("n")
    assert tool.exit(timeout=60) == 0
    assert not log.exists()
    assert tool.text.count(code) == 1  # as the terminal echoed it
    assert tool.text.count(EMAIL) == 1  # as the tool told what it filled in
    assert "pw:" not in tool.text
    assert world.record()["letter"].splitlines()[-3] not in tool.text


@pytest.fixture
def page_over_tls() -> Iterator[str]:
    """The address of a page that needs keys to be read."""
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("tests_only.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_what_is_harmless_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LEFT, "DEBUG_FILE", "NODE_OPTIONS", *HARMLESS):
        monkeypatch.setenv(name, "x")
    environment.clean()
    assert not [name for name in (*LEFT, "DEBUG_FILE", "NODE_OPTIONS") if name in os.environ]
    assert {os.environ[name] for name in HARMLESS} == {"x"}


@pytest.mark.slow
@pytest.mark.parametrize("cleaned", [True, False])
@pytest.mark.parametrize("way", ["SSLKEYLOGFILE", "CHROME_EXTRA_FLAGS"])
def test_the_browser_writes_no_keys_of_its_connections(
    tmp_path: Path, way: str, cleaned: bool, page_over_tls: str
) -> None:
    """The twin is the same browser with the variable: whatever it wrote could read the letter."""
    keys = tmp_path / "keys.log"
    value = f"--ssl-key-log-file={keys}" if way == "CHROME_EXTRA_FLAGS" else str(keys)
    environ = {**os.environ, way: value}
    found = find.installed()
    assert found is not None
    subprocess.run(
        [
            found.path, "--headless", "--no-sandbox", "--ignore-certificate-errors", "--dump-dom",
            f"--user-data-dir={tmp_path / 'profile'}", page_over_tls,
        ],
        env=environment.cleaned(environ) if cleaned else environ,
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert keys.exists() is not cleaned


PLUGIN = """
class Plugin:
    def new_schema_validator(self, schema, schema_type, *more):
        print("plugin sees", schema_type.__name__)
        return None, None, None
plugin = Plugin()
"""


@pytest.mark.parametrize("cleaned", [True, False])
def test_a_plugin_of_pydantic_sees_no_settings(tmp_path: Path, cleaned: bool) -> None:
    (tmp_path / "watching.py").write_text(PLUGIN, "utf-8")
    (installed := tmp_path / "watching-1.0.dist-info").mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: watching\nVersion: 1.0\n")
    (installed / "entry_points.txt").write_text("[pydantic]\nwatching = watching:plugin\n")
    first = "from optout.system import environment; environment.clean()\n" * cleaned
    code = first + "import optout.config.settings"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    environ.pop("PYDANTIC_DISABLE_PLUGINS", None)
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    assert ("plugin sees Settings" in shown.stdout) is not cleaned
