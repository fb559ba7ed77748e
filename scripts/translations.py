"""For maintainers: bring every catalogue up to date with the messages of the source.

    .venv/bin/python -P scripts/translations.py

What is translated stays, new messages come in empty, those that are gone are taken out. A new
language is begun by skeleton.py. No template is kept.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "optout" / "locale"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
PAGES = ("**.html.j2", "jinja2")
# Only what reading the file needs: times and versions would change it at every run.
HEADER = """# The terminal of optout, in the language "{language}".
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def messages(package: Path) -> Catalog:
    """All messages of a package and of the pages beside it, each with its file, to sort them by."""
    catalogue = Catalog(charset="utf-8")
    for folder, kind in ((package, ("**.py", "python")), (package.parent / "templates", PAGES)):
        for name, _line, message, _comments, _context in extract_from_dir(
            folder, [kind], keywords=KEYWORDS
        ):
            catalogue.add(message, None, [(f"{folder.name}/{name}", 0)])
    return catalogue


def updated(source: bytes, language: str, template: Catalog) -> bytes:
    """The catalogue in `source` with exactly the messages of `template`, by file."""
    catalogue = read_po(io.BytesIO(source), locale=language, abort_invalid=True)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    header = HEADER.format(language=language, plural=catalogue.plural_forms)
    written.write(header.encode("utf-8"))
    write_po(written, catalogue, width=100, no_location=True, omit_header=True, sort_by_file=True)
    return written.getvalue().rstrip(b"\n") + b"\n"


def main() -> int:
    template = messages(ROOT / "optout")
    for path in sorted(LOCALE.glob("*/optout.po")):
        path.write_bytes(updated(path.read_bytes(), path.parent.name, template))
    return 0


if __name__ == "__main__":
    sys.exit(main())
