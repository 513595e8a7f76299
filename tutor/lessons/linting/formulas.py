"""No formula that was not checked: every claim of a page, in the order it is read."""

from __future__ import annotations

from tutor.lessons.bodies import sentences
from tutor.lessons.claims import Claim, ClaimError, Scope
from tutor.lessons.layout import prompt_source
from tutor.lessons.linting.judge import Judge
from tutor.lessons.linting.pages import spans_in
from tutor.lessons.linting.report import Say
from tutor.lessons.markdown import prose_of
from tutor.lessons.model import Block, Directive, Display, Page
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
    for block in page.blocks:
        if not isinstance(block, Directive):
            _block(block, scope, judge, wrong, doubtful)
            continue
        own = scope.inner()
        for text, line in (prompt_source(block), *sentences(block)):
            for said in prose_of(text, line, wrong):
                _block(said, own, judge, wrong, doubtful)


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


def _block(block: Block, scope: Scope, judge: Judge, wrong: Say, doubtful: Say) -> None:
    if isinstance(block, Display):
        _formula(block.latex, block.line, block.unchecked, scope, judge, wrong, doubtful)
    for span in spans_in(block):
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
