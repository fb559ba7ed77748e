"""The catalogues in the tree are what scripts/translations.py makes of the source."""

from pathlib import Path

from support.catalogues import LANGUAGES, parse, source, translations

from optout.i18n import LOCALE_DIR


def test_each_catalogue_is_up_to_date() -> None:
    messages = source()
    for language in LANGUAGES:
        kept = (LOCALE_DIR / language / "optout.po").read_bytes()
        made = translations.updated(kept, language, messages)
        assert made == kept, f"{language}: run scripts/translations.py"


def package(folder: Path, *lines: str) -> Path:
    """A package that shows these lines."""
    made = folder / "optout"
    made.mkdir(exist_ok=True)
    (made / "talk.py").write_text("\n".join(lines), "utf-8")
    return made


def test_messages_of_all_kinds_are_taken(tmp_path: Path) -> None:
    found = translations.messages(
        package(tmp_path, '_("a")', 'N_("b")', 'ngettext("c", "d", n)', 'say("e")')
    )
    assert {message.id for message in found if message.id} == {"a", "b", ("c", "d")}


def test_new_ones_come_old_ones_go_and_the_rest_stays(tmp_path: Path) -> None:
    first = translations.messages(package(tmp_path, '_("stays")', '_("goes")'))
    text = translations.updated(b"", "fr", first).decode("utf-8")
    assert "Date" not in text
    assert "talk.py" not in text, "no places"
    text = text.replace('"stays"\nmsgstr ""', '"stays"\nmsgstr "reste"')

    second = translations.messages(package(tmp_path, '_("comes")', '_("stays")'))
    made = translations.updated(text.encode("utf-8"), "fr", second)
    strings = {m.id: m.string for m in parse(made.decode("utf-8"), "fr") if m.id}
    assert strings == {"comes": "", "stays": "reste"}
    assert translations.updated(made, "fr", second) == made
