"""What every exercise shows and asks, as plain values; no screen, no clock, no process in here.

An exercise is a step machine. The driver (screen, command line, test) calls `submit`, then judges every
`Question` in `waiting()` with the engine and hands each verdict to `settle`; verdicts may come in any order,
late ones are kept for when the same text stands there again. What the learner typed is the only state;
every mark is worked out from it and from the verdicts known so far, so undo, reopening and replay are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from tutor.engine import Names, Node, Question, Verdict

# open: nothing typed yet; noted: kept, judged with what follows; waiting: being judged; asks: costs nothing,
# wants something first (unreadable, too big, wrong form); follows: right for an earlier step that is wrong.
Mark = Literal["open", "noted", "waiting", "asks", "correct", "incorrect", "undecided", "follows"]


@dataclass(frozen=True)
class StepView:
    """One step as a screen shows it.

    `label` is what stands left of the answer ("du/dx", "dy/dx"; empty for a piece, which names itself).
    `caret` is the column of an error in `text`. `sentence` is the word on the answer, `note` a word on a
    right one. `shown` tells that "show me" filled it in. `template` is the answer with blanks, once there is
    one to offer. `suggestion` is another reading of the text that would be right ("did you mean"): the same
    text again takes it. `choices` are the texts to choose from where nothing is typed.
    """

    id: str
    section: int
    label: str
    text: str
    mark: Mark
    proved: bool = False
    sentence: str = ""
    note: str = ""
    caret: int | None = None
    reading: Node | None = None
    verdict: Verdict | None = None
    shown: bool = False
    hint: str = ""
    removable: bool = False
    template: str = ""
    suggestion: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A numbered part of an exercise and its title ("Name the pieces")."""

    number: int
    title: str


class Exercise(Protocol):
    """What a driver needs of any exercise."""

    def sections(self) -> Sequence[Section]: ...
    def steps(self) -> Sequence[StepView]: ...
    def current(self) -> str | None: ...
    def names(self, step: str) -> Names: ...
    def submit(self, step: str, text: str) -> None: ...
    def waiting(self) -> Sequence[Question]: ...
    def settle(self, question: Question, verdict: Verdict) -> None: ...
    def ask_hint(self, step: str) -> str: ...
    def show_me(self, step: str) -> None: ...
    def undo(self) -> bool: ...
    def redo(self) -> bool: ...
    def done(self) -> bool: ...
    def save(self) -> dict[str, Any]: ...
