"""What is left in a shell or installed by chance shows and writes down nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.hostile_site import HostileSite
from support.web_server import TESTS_ONLY

from optout.browser import find
from optout.system import environment


@pytest.mark.linux("a browser")
@pytest.mark.slow
@pytest.mark.parametrize("way", ["SSLKEYLOGFILE", "CHROME_EXTRA_FLAGS"])
def test_the_browser_writes_no_keys_of_its_connections(tmp_path: Path, way: str) -> None:
    """The twin is the same browser with the variable: whatever it wrote could read the letter."""
    keys = tmp_path / "keys.log"
    value = f"--ssl-key-log-file={keys}" if way == "CHROME_EXTRA_FLAGS" else str(keys)
    environ = {**os.environ, way: value}
    found = find.installed()
    assert found is not None
    command = [found.path, "--headless", "--no-sandbox", "--ignore-certificate-errors"]
    command += ["--dump-dom", f"--user-data-dir={tmp_path / 'profile'}"]
    with HostileSite({"/": "a page that needs keys to be read"}, TESTS_ONLY) as site:
        for given in (environment.cleaned(environ), environ):
            assert not keys.exists()
            shown = subprocess.run(
                [*command, site.own + "/"], env=given, capture_output=True, timeout=60, check=True
            )
            assert b"needs keys" in shown.stdout
    assert keys.exists()


PLUGIN = """
class Plugin:
    def new_schema_validator(self, schema, schema_type, *more):
        print("plugin sees", schema_type.__name__)
        return None, None, None
plugin = Plugin()
"""


def test_a_plugin_of_pydantic_sees_no_settings(tmp_path: Path) -> None:
    (tmp_path / "watching.py").write_text(PLUGIN, "utf-8")
    (installed := tmp_path / "watching-1.0.dist-info").mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: watching\nVersion: 1.0\n")
    (installed / "entry_points.txt").write_text("[pydantic]\nwatching = watching:plugin\n")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    environ.pop("PYDANTIC_DISABLE_PLUGINS", None)
    for first in ("from optout.system import environment; environment.clean()\n", ""):
        command = [sys.executable, "-c", first + "import optout.config.settings"]
        shown = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
        assert ("plugin sees Settings" in shown.stdout) is not bool(first)
