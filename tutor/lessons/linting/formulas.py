"""No formula that was not checked: every claim of a page, in the order it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tutor.engine import Names, Question, ReadingError, one_line, put_in, read_program, symbols
from tutor.lessons.bodies import sentences
from tutor.lessons.claims import Claim, Scope, put_in_all
from tutor.lessons.layout import prompt_source
from tutor.lessons.linting.judge import Judge
from tutor.lessons.linting.pages import spans_in
from tutor.lessons.linting.report import Say
from tutor.lessons.markdown import prose_of, spans_of
from tutor.lessons.meaning import ClaimError
from tutor.lessons.model import Block, Directive, Display, Page, Span
from tutor.lessons.values import definitions, where


def check_formulas(page: Page, judge: Judge, wrong: Say, doubtful: Say) -> None:
    """Every formula of the page is a definition, a claim that holds, or marked as not checkable."""
    scope = Scope()
    for note in page.notes:
        try:
            if note.kind == "let":
                scope.define(definitions(note.text))
            else:
                scope.where += where(note.text)
        except ValueError as error:
            wrong(note.line, str(error))
    _spans(page.title, scope, judge, wrong, doubtful)
    for block in page.blocks:
        if isinstance(block, Directive):
            _directive(block, scope, judge, wrong, doubtful)
        else:
            _block(block, scope, judge, wrong, doubtful)


def check_claim(claim: Claim, judge: Judge, wrong: Say, doubtful: Say) -> None:
    """The claim holds; a warning where no proof was found."""
    judge.claims += 1
    outcome = judge.verdict(claim.question).outcome
    if claim.relation == "different":
        if outcome != "incorrect":
            wrong(claim.line, f"`{claim.text}` says that two things differ, and they do not.")
        else:
            judge.proved += 1
    elif outcome == "incorrect":
        wrong(claim.line, f"`{claim.text}` is false: {judge.verdict(claim.question).feedback}")
    elif outcome != "correct":
        wrong(claim.line, f"`{claim.text}` could not be decided: mark it as unchecked, with the reason.")
    elif claim.relation == "places" or judge.proves(claim.question):
        judge.proved += 1
    else:
        doubtful(claim.line, f"`{claim.text}` holds wherever it was tried, but no proof was found.")


def _directive(directive: Directive, scope: Scope, judge: Judge, wrong: Say, doubtful: Say) -> None:
    own = scope.inner()
    text, line = prompt_source(directive)
    for said in prose_of(text, line, wrong):
        _block(said, own, judge, wrong, doubtful)
    for claim in _stated(directive, own, scope, line):
        check_claim(claim, judge, wrong, doubtful)
    own.close()
    for text, line in sentences(directive):
        _spans(spans_of(text, line, wrong), own, judge, wrong, doubtful)


def _stated(directive: Directive, own: Scope, scope: Scope, line: int) -> Iterator[Claim]:
    """The function a prompt tells of is the one that is asked about."""
    text = directive.argument if directive.name == "derivation" else directive.get("function")
    try:
        program = read_program(text)
    except ReadingError:
        return
    for name in dict.fromkeys((program.name or "y", "y", "f")):
        told = own.values.get(name)
        if told is not None and told is not scope.values.get(name):
            asked = put_in(program.expression, program.definitions)
            names = Names(tuple(dict.fromkeys((*symbols(told), *symbols(asked)))))
            question = Question(one_line(put_in_all(told, own.values)), names, asked)
            yield Claim(f"{name} = {one_line(told)}", "equal", question, line)
            return


def _block(block: Block, scope: Scope, judge: Judge, wrong: Say, doubtful: Say) -> None:
    if isinstance(block, Display):
        _formula(block.latex, block.line, block.unchecked, scope, judge, wrong, doubtful)
    _spans(spans_in(block), scope, judge, wrong, doubtful)


def _spans(spans: Iterable[Span], scope: Scope, judge: Judge, wrong: Say, doubtful: Say) -> None:
    for span in spans:
        if span.kind == "math":
            _formula(span.text, span.line, span.unchecked, scope, judge, wrong, doubtful)


def _formula(latex: str, line: int, unchecked: str, scope: Scope, judge: Judge, wrong: Say, doubtful: Say) -> None:
    if unchecked:
        return
    try:
        claims = scope.claims(latex, line)
    except ClaimError as error:
        wrong(line, f"`{latex}` {error}: change it, or mark it as unchecked, with the reason.")
        return
    for claim in claims:
        check_claim(claim, judge, wrong, doubtful)
