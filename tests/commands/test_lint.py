"""`calc-tutor lint`, through the real command."""

import subprocess
import sys

LESSON = """---
title: A test
unit: U1
minutes: 5
requires: []
skills: [deriv.power]
---
# A page

We know that $2 + 2 = 4$.
"""


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "tutor", "lint", *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


def test_a_right_lesson_ends_with_exit_0(tmp_path):
    path = tmp_path / "T01.md"
    path.write_text(LESSON)
    done = run(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 lesson, 0 exercises, 1 claim, 1 of them proved.\n"


def test_an_error_ends_with_exit_1_and_names_file_and_line(tmp_path):
    path = tmp_path / "T01.md"
    path.write_text(LESSON.replace("= 4", "= 5"))
    done = run(tmp_path)
    assert done.returncode == 1
    assert f"{path}:10: `2 + 2 = 5` is false" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_paths_that_hold_no_lessons(tmp_path):
    missing = run(tmp_path / "none.md")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.startswith("There is no ")
    assert "no lessons in" in run(tmp_path).stderr
