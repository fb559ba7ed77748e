"""scripts/flakes.py repeats the slowest tests, and the slowest that browse, by a run's report."""

from pathlib import Path

from flakes import EACH, cases, likeliest, passed

OPENED = '<properties><property name="opened" value="{}"/></properties>'


def test_the_slowest_and_those_that_browse_most_are_chosen(tmp_path: Path) -> None:
    tests = [(f"test_{n}[a.b]", n, "browser" if n % 2 else "nothing") for n in range(60)]
    report = tmp_path / "tests.xml"
    report.write_text(
        "<testsuites><testsuite>"
        + "".join(
            f'<testcase classname="tests.run.test_it" name="{name}" time="{seconds}">'
            f"{OPENED.format(kind)}{'<failure/>' * (seconds == 3)}</testcase>"
            for name, seconds, kind in tests
        )
        + "</testsuite></testsuites>"
    )
    chosen = likeliest(report)
    assert chosen[:EACH] == [f"tests/run/test_it.py::test_{n}[a.b]" for n in range(59, 49, -1)]
    assert chosen[EACH:] == [f"tests/run/test_it.py::test_{n}[a.b]" for n in range(49, 29, -2)]
    assert [name for name, case in cases(report) if not passed(case)] == [
        "tests/run/test_it.py::test_3[a.b]"
    ]
