"""A lesson while it is read: where the reader is, and the exercises of its pages with what was typed in them."""

from __future__ import annotations

from tutor.exercises.base import Exercise
from tutor.lessons.directives import SHAPES
from tutor.lessons.live import exercise as made_exercise
from tutor.lessons.model import Directive, Lesson, Page
from tutor.lessons.pictures import BlockError, Flow, Plot, flow, plot


class LessonRun:
    """Everything that outlives a page turned: exercises are made when their page is opened and stay as they are."""

    def __init__(self, lesson: Lesson, index: int = 0) -> None:
        self.lesson = lesson
        self.index = min(max(index, 0), len(lesson.pages) - 1)
        self._exercises: dict[tuple[str, int], Exercise | str] = {}
        self._pictures: dict[tuple[str, int], Plot | Flow | str] = {}

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.lesson.pages[self.index]

    @property
    def place(self) -> str:
        """Where the page stands, in words."""
        if self.page.practice:
            practice = self.lesson.practice
            return f"practice {practice.index(self.page) + 1} of {len(practice)}"
        core = self.lesson.core
        return f"page {core.index(self.page) + 1} of {len(core)}"

    @property
    def last_of_the_core(self) -> bool:
        """Whether the core path ends with this page."""
        return self.page == self.lesson.core[-1] if self.lesson.core else self.index + 1 == len(self.lesson.pages)

    def turn(self, by: int) -> bool:
        """Go to another page; False where there is none."""
        if not 0 <= self.index + by < len(self.lesson.pages):
            return False
        self.index += by
        return True

    def asking(self) -> list[int]:
        """The places among the blocks of the page of those that ask something and can be asked."""
        return [
            place
            for place, block in enumerate(self.page.blocks)
            if isinstance(block, Directive) and SHAPES[block.name].asks and not isinstance(self._made(place), str)
        ]

    def exercise(self, place: int) -> Exercise | None:
        """The exercise of a block; None where there is none."""
        made = self._made(place)
        return None if isinstance(made, str) else made

    def trouble(self, place: int) -> str:
        """Why a block cannot be used, in a sentence for whoever writes the lesson."""
        known = self._exercises.get((self.page.id, place)) or self._pictures.get((self.page.id, place))
        return known if isinstance(known, str) else ""

    def open_block(self) -> int | None:
        """The first block of the page in which something is still to be done."""
        for place in self.asking():
            exercise = self.exercise(place)
            if exercise is not None and not exercise.done():
                return place
        return None

    def finished(self) -> bool:
        """Whether everything on the page is done."""
        return self.open_block() is None

    def picture(self, place: int) -> Plot | Flow | None:
        """The picture of a block, once what it waits for is answered."""
        block = self.page.blocks[place]
        if not isinstance(block, Directive) or block.name not in ("plot", "graph"):
            return None
        key = self.page.id, place
        if key not in self._pictures:
            try:
                self._pictures[key] = plot(block) if block.name == "plot" else flow(block)
            except BlockError as error:
                self._pictures[key] = f"This picture cannot be drawn: {error}"
        found = self._pictures[key]
        if isinstance(found, str) or (isinstance(found, Plot) and not self._answered(found.after)):
            return None
        return found

    def revealed(self) -> bool:
        """Whether a picture is shown now that waited for an answer."""
        pictures = (self.picture(place) for place in range(len(self.page.blocks)))
        return any(isinstance(found, Plot) and found.after for found in pictures)

    def _answered(self, id: str) -> bool:
        for place in self.asking():
            block = self.page.blocks[place]
            if isinstance(block, Directive) and id and block.get("id") == id:
                exercise = self.exercise(place)
                return exercise is not None and exercise.done()
        return True

    def _made(self, place: int) -> Exercise | str:
        key = self.page.id, place
        if key not in self._exercises:
            block = self.page.blocks[place]
            assert isinstance(block, Directive)
            try:
                self._exercises[key] = made_exercise(block)
            except BlockError as error:
                self._exercises[key] = f"This cannot be asked: {error}"
        return self._exercises[key]
