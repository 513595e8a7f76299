"""The app: which screen is shown, the themes, and what the screens share."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.screen import Screen
from textual.theme import Theme

from tutor.screens.base import TutorScreen
from tutor.screens.home import HomeScreen
from tutor.screens.lesson_map import COURSE
from tutor.screens.remembered import Remembered, remembered
from tutor.screens.themes import THEMES

if TYPE_CHECKING:
    from tutor.engine import Engine
    from tutor.exercises.derivation import Derivation
    from tutor.screens.lesson_run import LessonRun
    from tutor.widgets.keys import Place
    from tutor.workers import Pool

THEME_VARIABLE = "CALC_TUTOR_THEME"


class CalcTutor(App[None]):
    """The tutor in a terminal: home, and a derivation of a function of one's own.

    The mathematics is imported after the first frame, or when it is first needed. `keys` are a learner's own
    keys: the id of an action (`tutor.widgets.keys`) and Textual's names of its keys.
    """

    TITLE = "calc-tutor"

    def __init__(
        self,
        engine: Engine | None = None,
        function: str | None = None,
        wrt: str | Sequence[str] | None = None,
        at: Mapping[str, str] | None = None,
        *,
        pool: Pool | None = None,
        motion: bool = True,
        keys: Mapping[str, str] | None = None,
        memory: Remembered | None = None,
        lesson: Path | None = None,
    ) -> None:
        super().__init__()
        self.memory = memory or Remembered()
        self._folder = COURSE
        self._lesson = lesson
        self._runs: dict[Path, LessonRun] = {}
        self._engine = engine
        self._pool = pool
        self._function, self._wrt, self._at = function, wrt, at
        self._keys = {**self.memory.keys, **(keys or {})}
        self._exercise: Derivation | None = None
        for theme in THEMES:
            self.register_theme(theme)
        asked = os.environ.get(THEME_VARIABLE) or self.memory.theme
        # Set before anything watches it: the style sheet is then worked out once.
        self.set_reactive(App.theme, asked if asked in self.available_themes else THEMES[0].name)
        self.stylesheet.set_variables(self.get_css_variables())
        if not motion:
            self.animation_level = "none"
        if self._keys:
            self.set_keymap(self._keys)

    @property
    def engine(self) -> Engine:
        """The mathematics, made when it is first asked for."""
        if self._engine is None:
            from tutor.engine import Engine

            self._engine = Engine(self._pool)
            self._engine.start()
        return self._engine

    @property
    def unfinished(self) -> str | None:
        """The derivation one can go on with, in one line."""
        if self._exercise is None or self._exercise.done():
            return None
        from tutor.engine import unicode_line

        return f"{self._exercise.name} = {unicode_line(self._exercise.function)}"

    def keys_of(self, action: str) -> str | None:
        """The learner's own keys for an action, if they changed them."""
        return self._keys.get(action)

    def get_default_screen(self) -> Screen[None]:
        """Home; where something else comes first, an empty ground for it."""
        home = self._function is None and self._lesson is None and self.memory.started
        return HomeScreen() if home else TutorScreen()

    def on_mount(self) -> None:
        """Open what was asked for: home with the reason where that is not possible."""
        if self._function is not None:
            problem = self._start(self._function, self._wrt, self._at)
            self.push_screen(HomeScreen(self._function, problem) if problem else self._derivation_screen())
        elif self._lesson is not None:
            sentence = self._open_path(self._lesson)
            if sentence:
                self.push_screen(HomeScreen("", (sentence, None)))
        elif not self.memory.started:
            from tutor.screens.first_start import FirstStart

            self.push_screen(FirstStart(self.engine))
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.call_after_refresh(self._warm_up)

    def begin(self, text: str) -> tuple[str, int | None] | None:
        """Open the derivation of a function; or one sentence on why that is not possible, and a column."""
        problem = self._start(text)
        if problem is None:
            self.push_screen(self._derivation_screen())
        return problem

    def resume(self) -> None:
        """Go on with the derivation that was left."""
        if self._exercise is not None:
            self.push_screen(self._derivation_screen())

    def open_lesson(self, id: str) -> str:
        """Open a lesson of the course where its reader left it; or one sentence on why that is not possible."""
        return self._open_path(self._folder / f"{id}.md")

    def open_inside(self, exercise: Derivation) -> None:
        """Open a derivation of a lesson; it goes back there."""
        from tutor.screens.derivation import DerivationScreen

        self.push_screen(DerivationScreen(exercise, self.engine, inside=True))

    def started(self) -> None:
        """The first start is over: home from now on."""
        self.memory.started = True
        self.memory.save()
        self.switch_screen(HomeScreen())

    def go_home(self) -> None:
        """Leave a lesson or a derivation for the first screen."""
        if isinstance(self.screen_stack[-2], HomeScreen):
            self.pop_screen()
        else:
            self.switch_screen(HomeScreen())

    def show_help(self, places: Sequence[Place]) -> None:
        """Show what the keys do in these places, and how to type."""
        from tutor.screens.help import HelpScreen

        self.push_screen(HelpScreen(places))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: themes, a picture, leaving, and what the screen shown can do."""
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand("Quit", "Close calc-tutor", self.action_quit)
        yield SystemCommand("Screenshot", "Save a picture of this screen", self._picture)
        for title, sentence, act in getattr(screen, "commands_now", list)():
            yield SystemCommand(title, sentence, act)

    def _picture(self) -> None:
        # Once the palette is gone.
        self.set_timer(0.1, self.deliver_screenshot)

    def _start(
        self, text: str, wrt: str | Sequence[str] | None = None, at: Mapping[str, str] | None = None
    ) -> tuple[str, int | None] | None:
        from tutor.engine import ReadingError
        from tutor.exercises.derivation import Derivation

        try:
            self._exercise = Derivation.start(text, wrt, at)
        except ReadingError as problem:
            return problem.message, problem.position
        except ValueError as problem:
            return str(problem), None
        return None

    def _open_path(self, path: Path) -> str:
        from tutor.lessons.loader import load
        from tutor.lessons.model import LessonError
        from tutor.screens.lesson import LessonScreen
        from tutor.screens.lesson_run import LessonRun

        try:
            run = self._runs.get(path) or LessonRun(load(path))
        except LessonError as problem:
            return f"{path.name}, line {problem.line}: {problem.message}"
        # A lesson of one's own may have the name of one of the course.
        key = path.stem if path.parent == COURSE else str(path.resolve())
        known = run.lesson.page(self.memory.pages.get(key, ""))
        if path not in self._runs and known is not None:
            run.index = run.lesson.pages.index(known)
        self._runs[path] = run
        core = [page.id for page in run.lesson.core]

        def turned(page: str, finished: str) -> None:
            self.memory.turned(key, page, run.place, finished, core)

        self.push_screen(LessonScreen(run, self.engine, turned))
        return ""

    def _keep_theme(self, theme: Theme) -> None:
        self.memory.theme = theme.name
        self.memory.save()

    def _derivation_screen(self) -> Screen[None]:
        from tutor.screens.derivation import DerivationScreen

        assert self._exercise is not None
        return DerivationScreen(self._exercise, self.engine)

    def _warm_up(self) -> None:
        """After the first frame: have the worker import the mathematics, then do so here for the preview."""
        gc.enable()
        self.engine.warm_up()


def run(
    pool: Pool | None,
    function: str | None = None,
    wrt: Sequence[str] = (),
    at: Mapping[str, str] | None = None,
    *,
    no_motion: bool = False,
    lesson: Path | None = None,
) -> None:
    """Run the app on a worker pool that was started before; it returns when the learner leaves."""
    CalcTutor(
        function=function, wrt=wrt, at=at, pool=pool, motion=not no_motion, memory=remembered(), lesson=lesson
    ).run()
