"""How well answers are judged, against the naive way in the same run.

    python benchmarks/peers.py ../shared/cases/peers_equal.jsonl [--prove 2] [--no-naive]

Ours is the real command, `check --batch`; the naive way is SymPy's `parse_expr` and `simplify(a - b) == 0` in a
process that is ended after eight seconds. Both see the same cases and are held against the same labels.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

NAIVE_SECONDS = 8.0


def ours(path: Path, prove: float) -> list[dict[str, Any]]:
    """The answers of `check --batch`, in order."""
    command = [sys.executable, "-m", "tutor", "check", "--batch", str(path)]
    if prove:
        command += ["--prove", str(prove)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _naive_process(pipe: Any) -> None:
    from sympy import Symbol, simplify
    from sympy.parsing.sympy_parser import (
        convert_xor,
        implicit_multiplication_application,
        parse_expr,
        standard_transformations,
    )

    transformations = (*standard_transformations, convert_xor, implicit_multiplication_application)
    while True:
        yours, expected, names = pipe.recv()
        symbols = {name: Symbol(name) for name in names}
        started = time.perf_counter()
        try:
            # The case files are data of this project, not a learner's text.
            left = parse_expr(yours, symbols, transformations)
            right = parse_expr(expected, symbols, transformations)
            verdict = "correct" if simplify(left - right) == 0 else "incorrect"
        except Exception:
            verdict = "failed"
        pipe.send((verdict, (time.perf_counter() - started) * 1000))


class Naive:
    """The naive checker in a process that is replaced when it hangs."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_naive_process, args=(other,), daemon=True)
        self.process.start()

    def judge(self, case: dict[str, Any]) -> tuple[str, float]:
        self.pipe.send((case["answer"], case["expected"], case["variables"]))
        if self.pipe.poll(NAIVE_SECONDS):
            return self.pipe.recv()
        self.process.kill()
        self.process.join()
        self.start()
        return "timeout", NAIVE_SECONDS * 1000


def figures(title: str, verdicts: list[str], gold: list[str], ms: list[float]) -> None:
    """Accuracy and times of one way, on one line each."""
    right = sum(a == b for a, b in zip(verdicts, gold, strict=True))
    accepted = sum(a == "correct" and b == "incorrect" for a, b in zip(verdicts, gold, strict=True))
    rejected = sum(a == "incorrect" and b == "correct" for a, b in zip(verdicts, gold, strict=True))
    ordered = sorted(ms)
    quantile = ordered[int(0.99 * (len(ordered) - 1))]
    print(f"{title}: {right} of {len(gold)} as labelled ({100 * right / len(gold):.2f} %)")
    print(f"  wrong accepted {accepted}, right rejected {rejected}, {dict(Counter(verdicts))}")
    print(f"  ms: median {statistics.median(ms):.2f}, 99 % {quantile:.1f}, largest {ordered[-1]:.0f}")


def main() -> None:
    """Run both ways over the file and print their figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--prove", type=float, default=0.0)
    parser.add_argument("--no-naive", action="store_true")
    given = parser.parse_args()
    cases = [json.loads(line) for line in given.path.read_text().splitlines()]
    gold = [case["gold"]["verdict"] for case in cases]
    answers = ours(given.path, given.prove)
    figures("calc-tutor", [answer["verdict"] for answer in answers], gold, [answer["ms"] for answer in answers])
    for case, answer in zip(cases, answers, strict=True):
        if answer["verdict"] != case["gold"]["verdict"]:
            print("  differs:", case["id"], "|", case["answer"], "|", case["expected"], "|", answer["verdict"])
    if given.prove:
        proved = [a["certainty"] == "proved" and a["verdict"] == "correct" for a in answers]
        right = sum(p for p, g in zip(proved, gold, strict=True) if g == "correct")
        wrong = sum(p for p, g in zip(proved, gold, strict=True) if g != "correct")
        print(f"  proved: {right} of {gold.count('correct')} right ones, {wrong} wrong ones")
        for case, answer, is_proved in zip(cases, answers, proved, strict=True):
            if not is_proved and answer["verdict"] == "correct":
                print("  not proved:", case["id"], "|", case["answer"], "|", case["expected"])
    if not given.no_naive:
        naive = Naive()
        judged = [naive.judge(case) for case in cases]
        figures("naive", [verdict for verdict, _ in judged], gold, [ms for _, ms in judged])


if __name__ == "__main__":
    main()
