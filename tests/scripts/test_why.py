"""What the two scripts about claims print."""

import io
import json
from pathlib import Path

import measure_claims
import pytest
import why


def test_why_says_claim_quote_and_stem(capsys: pytest.CaptureFixture[str]) -> None:
    why.main(["en", "Hello\nYour request was sent."])
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["received", "“Your request was sent.”"]
    assert said[2].startswith("words/claims/en.toml done: ")


def test_why_reads_and_writes_json_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"lang": "de", "text": "Vielen Dank!"}, {"lang": "", "text": "Cookies"}]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{json.dumps(row)}\n" for row in rows)))
    why.main(["--json"])
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["claim"], first["quote"]) == ("received", "Vielen Dank!")
    assert second == {"claim": "unclear", "quote": "Cookies", "patterns": []}


def test_each_source_weighs_the_same_however_many_its_translations(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def row(language: str, text: str, source: str, project: str = "one") -> str:
        of = {"lang": language, "text": text, "label": "received"}
        return json.dumps(of | {"project": project, "source_en": source})

    data = tmp_path / "data.jsonl"
    known, unknown = ("Message sent.", "Lorem ipsum")
    rows = [row("en", known, "a"), row("fr", unknown, "a"), row("en", known, "b")]
    others = [row("sq", unknown, "c"), row("en", "Sent.", "d"), row("en", unknown, "e", "two")]
    data.write_text("\n".join(rows + others), "utf-8")
    measure_claims.main([str(data), "one"])
    line = next(x for x in capsys.readouterr().out.splitlines() if x.startswith("received "))
    assert line.split()[1:4] == ["2", "3", "75.0"]


def test_text_that_answers_nothing_is_counted_by_block_and_by_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data, pages = tmp_path / "data.jsonl", tmp_path / "pages.jsonl"
    data.write_text("", "utf-8")
    rows = [{"lang": "en", "blocks": blocks} for blocks in (["Thanks!", "Cookies"], ["Hello"] * 2)]
    pages.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    measure_claims.main([str(data), "--pages", str(pages)])
    blocks, whole = capsys.readouterr().out.splitlines()[-2:]
    assert blocks.split()[:3] == ["blocks", "4", "25.00"]
    assert whole.split()[:4] == ["whole", "pages", "2", "50.00"]
