"""What went wrong in pip is said in one sentence with the next move."""

from pathlib import Path

import pytest
from bootstrap import environment, start
from bootstrap.places import Places
from bootstrap.run import Ended
from bootstrap.words import Stop, Talk, texts
from support.checkouts import ROOT

WORDS = [
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "disk"),
    ("ERROR: [Errno 13] Permission denied: '/x/lib'", "disk"),
    ("Retrying after connection broken by 'NewConnectionError('x')': /simple/a/", "network"),
    ('Caused by NameResolutionError("failed to resolve")', "network"),
    ("Caused by ProxyError('Cannot connect to proxy.')", "network"),
    ("Caused by SSLError(SSLCertVerificationError(1, 'certificate verify failed'))", "network"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hashes"),
    ("ERROR: No matching distribution found for greenlet==3", "no_wheel"),
    ("OSError: [WinError 4551] Eine Richtlinie hat diese Datei blockiert", "blocked"),
    ("error: failed to spawn python.exe (os error 4551)", "blocked"),
    ("DLL load failed while importing a: An Application Control policy has blocked this file.",
     "blocked"),
    ("ERROR: [WinError 4550] something else", "packages_failed"),
    ("ERROR: Exception: something else", "packages_failed"),
]  # fmt: skip

SILENT = ("disk", "blocked")
"""Those that say all themselves, without pip's words."""


def test_what_pips_words_mean() -> None:
    talk = Talk("en")
    for said, name in WORDS:
        stop = environment.failure(
            Ended(False, ["Collecting a", said, "done"]), Path("/venv"), talk
        )
        assert str(stop).startswith(texts("en")[name].partition("{")[0]), said
        assert str(stop).endswith("then run this again.") or name in (*SILENT, "hashes", "no_wheel")
        assert (said in stop.lines) is (name not in SILENT)


def test_what_windows_blocks_is_said_wherever_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the environment's Python is made or first begun, and as it is begun each time."""
    talk, where = Talk("en"), Places(ROOT, tmp_path / "venv")
    monkeypatch.setattr(start, "ready", lambda *_: where)
    monkeypatch.setattr("bootstrap.browser.ensure", lambda *_: None)
    (tmp_path / "venv").mkdir()
    for said, is_blocked in (("[WinError 4551] blockiert", True), ("[WinError 5] verboten", False)):

        def refuse(*_: object, said: str = said, **_more: object) -> int:
            raise OSError(said)

        monkeypatch.setattr("bootstrap.run.quietly", refuse)
        monkeypatch.setattr(start, "hand_over", refuse)
        with pytest.raises(Stop) as stopped:
            environment.ensure(where, ("run",), talk)
        assert ("winget install" in str(stopped.value)) is is_blocked
        if not is_blocked:
            with pytest.raises(OSError, match="5"):
                start.tool(["--lang", "en"])
            return
        assert start.tool(["--lang", "en"]) == 1
        told = " ".join(capsys.readouterr().err.split())
        assert environment.SIGNED in told
        assert r"py scripts\optout.py" in told
