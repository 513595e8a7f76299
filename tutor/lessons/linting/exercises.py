"""Every live block can be used: answers are right, mistakes are wrong, pictures have values, "show me" finishes."""

from __future__ import annotations

from itertools import combinations

from tutor.lessons.bodies import choices, mistakes, model_lines
from tutor.lessons.layout import sentence_of
from tutor.lessons.linting.formulas import check_claim
from tutor.lessons.linting.judge import Judge
from tutor.lessons.linting.report import Say
from tutor.lessons.live import exercise, written_claims
from tutor.lessons.model import Directive
from tutor.lessons.pictures import BlockError, flow, plot


def check_block(directive: Directive, judge: Judge, wrong: Say, doubtful: Say) -> None:
    """Check one live block whose form is right."""
    try:
        match directive.name:
            case "plot":
                plot(directive)
            case "graph":
                flow(directive)
            case "claim":
                for claim in written_claims(directive):
                    check_claim(claim, judge, wrong, doubtful)
            case _:
                judge.exercises += 1
                _check_exercise(directive, judge, wrong)
    except BlockError as error:
        wrong(error.line, str(error))


def _check_exercise(directive: Directive, judge: Judge, wrong: Say) -> None:
    if not judge.finishes(exercise(directive)):
        wrong(directive.line, '"Show me" does not lead to the end of this: look at what is right in it.')
    if directive.name == "question":
        _check_question(directive, judge, wrong)
    if directive.name == "predict":
        _check_prediction(directive, judge, wrong)
    if directive.name == "lines":
        _check_lines(directive, judge, wrong)


def _check_question(directive: Directive, judge: Judge, wrong: Say) -> None:
    if not directive.get("answer") and not directive.get("expected"):
        wrong(directive.line, "State the answer: `:answer:`.")
    for option in directive.every("answer"):
        mark, sentence = judge.mark(exercise(directive), option.value)
        if mark != "correct":
            wrong(option.line, f"The answer {option.value} is not judged right. {sentence}".strip())
    known = mistakes(directive)
    for mistake in known:
        mark, sentence = judge.mark(exercise(directive), mistake.answer)
        if mark != "incorrect":
            wrong(mistake.line, f"The mistake {mistake.answer} is not judged wrong but {mark}. {sentence}".strip())
        elif sentence != sentence_of(mistake.sentence):
            wrong(mistake.line, f"The mistake {mistake.answer} gets another sentence than its own: {sentence}")
    for one, other in combinations(known, 2):
        if one.answer == other.answer:
            wrong(other.line, f"The mistake {other.answer} stands here twice: leave one.")


def _check_prediction(directive: Directive, judge: Judge, wrong: Say) -> None:
    if directive.argument == "choice":
        right = next(choice for choice in choices(directive) if choice.right)
        answer, line = sentence_of(right.text), right.line
    else:
        answer, line = directive.get("answer"), directive.line_of("answer")
    mark, sentence = judge.mark(exercise(directive), answer)
    if mark != "correct":
        wrong(line, f"The answer {answer} is not judged right. {sentence}".strip())


def _check_lines(directive: Directive, judge: Judge, wrong: Say) -> None:
    posed = exercise(directive)
    for model in model_lines(directive):
        mark, sentence = judge.mark(posed, model.text)
        if mark != "correct":
            wrong(model.line, f"The line {model.text} is not judged right. {sentence}".strip())
            return
    if not posed.done():
        wrong(directive.line, "After the last line the derivation is not at its end.")
