"""`calc-tutor derive`: derivations as JSON and as text, through the real command and against the course."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tutor.commands.group import group
from tutor.commands.report import derivation_fields
from tutor.engine import DeriveRequest
from tutor.maths.cases import derive_request, judge_case

KINDS = {"derivative", "partial", "gradient", "chain_single", "chain_total", "chain_multivariate"}


def derive(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tutor", "derive", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_json_has_every_field():
    done = derive("ln(sin(x^3)^2)", "--json")
    assert done.returncode == 0, done.stderr
    fields = json.loads(done.stdout)
    assert list(fields) == ["function", "wrt", "ask", "pieces", "combined", "answer", "steps"]
    assert [piece["name"] for piece in fields["pieces"]] == ["u", "v", "w", "y"]
    assert fields["pieces"][1] == {"name": "v", "definition": "sin(u)", "partials": {"u": "cos(u)"}}
    assert fields["wrt"] == ["x"]
    assert all(set(step) == {"rule", "before", "after", "why"} for step in fields["steps"])
    assert done.stdout.isascii()


def test_a_solution_is_printed_for_several_functions_without_a_flag():
    done = derive("[x^2*y, x+y]")
    assert done.returncode == 0
    assert "one function" in done.stderr
    assert "2xy" in done.stdout


@pytest.mark.parametrize("arguments", [("sin(",), ("x", "--at", "x"), ("x^2", "--ask", "directional")])
def test_mistakes_of_use_are_one_sentence(arguments):
    done = derive(*arguments, "--json")
    assert done.returncode in (1, 2)
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_without_a_terminal_the_app_says_what_to_do():
    done = derive("sin(x^2)")
    assert done.returncode == 1
    assert "--solution" in done.stderr


@pytest.mark.parametrize("kind", ["latex", "markdown"])
def test_exports(kind):
    result = CliRunner().invoke(group, ["derive", "sin(x^2)", "--export", kind])
    assert result.exit_code == 0
    assert "\\cos" in result.stdout


def _request(problem: dict) -> DeriveRequest:
    at = tuple((problem.get("at") or {}).items())
    (function,) = problem["functions"].values()
    wrt = problem.get("wrt") or problem["inputs"]
    return DeriveRequest(function, (wrt,) if isinstance(wrt, str) else tuple(wrt), _ask(problem), at)


def _ask(problem: dict) -> str | None:
    return "gradient" if problem["kind"] == "gradient" else None


def test_every_problem_of_the_course_comes_out_at_its_answer(shared):
    problems = [json.loads(line) for line in (shared / "curriculum" / "problems.jsonl").read_text().splitlines()]
    problems = [p for p in problems if p["kind"] in KINDS and "ask" not in p]
    assert len(problems) > 60
    wrong = []
    for problem in problems:
        derived = derivation_fields(derive_request(_request(problem)))["answer"]
        let = {piece["name"]: piece["expr"] for piece in problem.get("intermediates", ())}
        function = next(iter(problem["functions"].values()))
        # The key may use the names of the pieces; the answer of `derive` uses the inputs alone.
        names = [*problem["inputs"], *problem.get("free", ())]
        case = {"answer": _text(problem["answer"]), "expected": derived, "let": let, "variables": names}
        if not let:
            del case["variables"]
        verdict = judge_case(case)
        if verdict.outcome != "correct":
            wrong.append((problem["id"], function, derived, problem["answer"], verdict.feedback))
    assert wrong == []


def _text(answer: object) -> str:
    return "[" + ", ".join(map(str, answer)) + "]" if isinstance(answer, list) else str(answer)
