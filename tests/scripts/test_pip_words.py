"""What went wrong in pip is said in one sentence with the next move."""

from pathlib import Path

from bootstrap import environment
from bootstrap.run import Ended
from bootstrap.words import Talk, texts
from support.checkouts import ROOT  # noqa: F401 - puts scripts/ on the path

WORDS = [
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "disk"),
    ("ERROR: [Errno 13] Permission denied: '/x/lib'", "disk"),
    ("Retrying after connection broken by 'NewConnectionError('x')': /simple/a/", "network"),
    ('Caused by NameResolutionError("failed to resolve")', "network"),
    ("Caused by ProxyError('Cannot connect to proxy.')", "network"),
    ("Caused by SSLError(SSLCertVerificationError(1, 'certificate verify failed'))", "network"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hashes"),
    ("ERROR: No matching distribution found for greenlet==3", "no_wheel"),
    ("ERROR: Exception: something else", "packages_failed"),
]


def test_what_pips_words_mean() -> None:
    talk = Talk("en", plain=True)
    for said, name in WORDS:
        stop = environment.failure(Ended(1, ["Collecting a", said, "done"]), Path("/venv"), talk)
        assert str(stop).startswith(texts("en")[name].partition("{")[0]), said
        assert str(stop).endswith("then run this again.") or name in ("hashes", "no_wheel")
        assert (said in stop.lines) is (name != "disk")
