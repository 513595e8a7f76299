"""`calc-tutor check`: one answer and files of answers, through the real command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

FIELDS = [
    "id", "verdict", "certainty", "witness", "mistake", "mistakes", "near", "reason", "feedback", "note",
    "message", "position", "read_as", "ms", "diagnosis_ms", "proof_ms",
]  # fmt: skip


def run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tutor", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=given, timeout=60)


def batch(tmp_path: Path, *cases: object) -> tuple[list[dict], int]:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join((case if isinstance(case, str) else json.dumps(case)) + "\n" for case in cases))
    done = run("check", "--batch", str(path))
    assert done.stderr == ""
    assert done.stdout.isascii()
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def test_a_right_answer_ends_with_exit_0():
    done = run("check", "2x cos(x^2)", "--function", "sin(x^2)", "--wrt", "x")
    assert done.returncode == 0
    assert "correct" in done.stdout


def test_a_wrong_answer_ends_with_exit_1_and_shows_a_point():
    done = run("check", "cos(x^2)", "--function", "sin(x^2)", "--wrt", "x", "--json")
    fields = json.loads(done.stdout)
    assert done.returncode == 1
    assert list(fields) == FIELDS
    assert fields["verdict"] == "incorrect"
    assert set(fields["witness"]["at"]) == {"x"}
    assert fields["witness"]["yours"] != fields["witness"]["expected"]


def test_mathematics_may_begin_with_a_minus():
    assert run("check", "-2x", "--expected", "-2x").returncode == 0
    assert run("check", "--expected=-2x", "-2*x").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "x"),
        ("check", "x", "--expcted", "x"),
        ("check", "x", "--expected", "x", "--function", "x"),
    ],
)
def test_what_is_no_question_is_a_usage_error(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_a_function_that_cannot_be_read_is_one_sentence():
    done = run("check", "x", "--function", "sin(", "--wrt", "x")
    assert done.returncode == 2
    assert "column" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreadable_answer_has_a_column(tmp_path):
    (line,), code = batch(tmp_path, {"id": "a", "answer": "2x + + )", "expected": "x", "variables": ["x"]})
    assert code == 0
    assert line["verdict"] == "unreadable"
    assert line["message"]
    assert 0 <= line["position"] <= 8
    assert list(line) == FIELDS


def test_lines_that_are_no_cases_do_not_stop_the_run(tmp_path):
    lines, code = batch(
        tmp_path,
        "not json",
        {"id": "b"},
        {"answer": "x", "expected": "x"},
        {"id": "c", "answer": "x", "expected": "x", "function": "x"},
        {"id": "d", "answer": "x", "expected": "((", "variables": ["x"]},
        {"id": 5, "answer": "x+x", "expected": "2x", "variables": ["x"]},
        "[1, 2]",
        "[" * 100000,
    )
    assert code == 1
    assert [line["id"] for line in lines] == [None, "b", None, "c", "d", 5, None, None]
    assert ["error" in line for line in lines] == [True, True, True, True, True, False, True, True]
    assert lines[5]["verdict"] == "correct"


@pytest.mark.parametrize(
    "case, verdict",
    [
        ({"answer": "[2x y, x^2]", "function": "x^2 y", "wrt": ["x", "y"]}, "correct"),
        ({"answer": "[x^2, 2x y]", "function": "x^2 y", "wrt": ["x", "y"]}, "incorrect"),
        ({"answer": "[[y, x], [1, 1]]", "function": ["x y", "x + y"], "wrt": ["x", "y"]}, "correct"),
        ({"answer": "[[0, 1], [1, 0]]", "function": "x y", "wrt": ["x", "y"], "ask": "hessian"}, "correct"),
        ({"answer": "6x", "function": "x^3", "wrt": "x", "ask": "second"}, "correct"),
        ({"answer": "12", "function": "x^3", "wrt": "x", "at": {"x": "2"}}, "correct"),
        ({"answer": "16/5", "function": "x^2 y", "ask": "directional", "at": {"x": "1", "y": "2"},
          "direction": {"x": "3", "y": "4"}}, "correct"),
        ({"answer": "1 + x + x^2/2", "function": "e^x", "wrt": "x", "ask": "taylor2", "at": {"x": "0"}}, "correct"),
        ({"answer": "8", "function": "x^3", "ask": "value", "at": {"x": "2"}}, "correct"),
        ({"answer": "2*(u+v)*(1 + b)", "function": "f = (u+v)^2; u = a + b; v = a*b", "wrt": "a",
          "let": {"u": "a+b", "v": "a*b"}}, "correct"),
        ({"answer": "0.3333", "expected": "1/3", "decimals": 4}, "correct"),
        ({"answer": "0.33", "expected": "1/3"}, "incorrect"),
        ({"answer": "x", "expected": "sqrt(x^2)", "where": {"x": "positive"}}, "correct"),
        ({"answer": "x", "expected": "sqrt(x^2)"}, "incorrect"),
        ({"answer": "dy/dx = 2x", "function": "x^2", "wrt": "x"}, "correct"),
        ({"answer": "dy/dt = 2x", "function": "x^2", "wrt": "x"}, "unreadable"),
        ({"answer": "3y", "function": "x^2", "wrt": "x"}, "unreadable"),
    ],
)  # fmt: skip
def test_every_kind_of_question(tmp_path, case, verdict):
    (line,), _ = batch(tmp_path, {"id": "q", **case})
    assert line.get("verdict") == verdict, line


def test_another_usual_reading_is_named(tmp_path):
    (line,), _ = batch(tmp_path, {"id": "q", "answer": "1/2sqrt(x)", "function": "sqrt(x)", "wrt": "x"})
    assert line["verdict"] == "incorrect"
    assert "1/(2*sqrt(x))" in line["note"]


def test_without_prove_no_time_is_spent_on_proofs(tmp_path):
    (line,), _ = batch(tmp_path, {"id": "q", "answer": "sin(x)^2", "expected": "1-cos(x)^2", "variables": ["x"]})
    assert line["verdict"] == "correct"
    assert line["proof_ms"] is None
