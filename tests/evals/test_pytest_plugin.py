from __future__ import annotations

import pytest

from tests.evals.conftest import Library

pytest_plugins = ["pytester"]

CASES = """
- question: How many books does the library hold?
  kind: how many
  answer: 40000
- question: How many books has the library got?
  kind: how many
  answer: 41000
"""


@pytest.fixture
def suite(library: Library, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    (pytester.path / "articles").symlink_to(library.articles)
    (pytester.path / "library.cases.yaml").write_text(CASES)
    monkeypatch.setenv("SAYSO_HOME", str(library.home))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester


def test_each_case_of_a_case_file_is_a_test(suite: pytest.Pytester) -> None:
    result = suite.runpytest_subprocess("-p", "evals.pytest_plugin", "--sayso-corpus", "articles")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*expected 41,000*", "*library.cases.yaml*how-many-books-has*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_case_files_lie_still_where_no_corpus_is_named(suite: pytest.Pytester) -> None:
    result = suite.runpytest_subprocess("-p", "evals.pytest_plugin")
    result.assert_outcomes()


def test_the_fixture_runs_a_file(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_gate(sayso_eval):
            run = sayso_eval("library.cases.yaml", corpus="articles")
            assert [result.passed for result in run.results] == [True, False]
        """
    )
    suite.runpytest_subprocess("-p", "evals.pytest_plugin").assert_outcomes(passed=1)


def test_a_bad_case_file_is_an_error_with_its_line(suite: pytest.Pytester) -> None:
    (suite.path / "library.cases.yaml").write_text("- question: Who?\n  answr: x\n")
    result = suite.runpytest_subprocess("-p", "evals.pytest_plugin", "--sayso-corpus", "articles")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*library.cases.yaml:2: answr: unknown field*"])
    result.stdout.no_fnmatch_line("*cases.py*in load_cases*")


def test_a_corpus_that_is_not_there_is_said_once(suite: pytest.Pytester) -> None:
    result = suite.runpytest_subprocess("-p", "evals.pytest_plugin", "--sayso-corpus", "none")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--sayso-corpus none: no such folder of documents*"])
