"""What is left in a shell or installed by chance shows and writes down nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.world import EMAIL, World

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
}


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
    tool.expect("Erase this sign-in", timeout=60)
    tool.type("n")
    assert tool.exit(timeout=60) == 0
    assert not log.exists()
    assert tool.text.count(code) == 1  # as the terminal echoed it
    assert tool.text.count(EMAIL) == 1  # as the tool told what it filled in
    assert "pw:" not in tool.text
    assert world.record()["letter"].splitlines()[-3] not in tool.text


def test_what_is_harmless_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LEFT, "DEBUG_FILE", "PLAYWRIGHT_BROWSERS_PATH", "DEBUGGER", "NODE_OPTIONS"):
        monkeypatch.setenv(name, "x")
    environment.clean()
    assert not [name for name in (*LEFT, "DEBUG_FILE", "NODE_OPTIONS") if name in os.environ]
    assert os.environ["PLAYWRIGHT_BROWSERS_PATH"] == os.environ["DEBUGGER"] == "x"


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
