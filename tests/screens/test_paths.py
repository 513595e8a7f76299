"""A derivation of several variables along several paths, on the screen."""

from __future__ import annotations

from tutor.engine import Verdict

from .drive import answer, derivation, seen, settled, shown, tutor, write
from .engines import ImmediateEngine

PROGRAM = "f = (u + v)^2; u = a + b; v = a*b"
LOCALS = ("1", "1", "b", "a", "2(u+v)", "2(u+v)")


async def test_the_header_names_all_variables_and_the_end_shows_every_derivative() -> None:
    app = tutor("x^2*y", wrt=("x", "y"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "with respect to x and y." in seen(app)
        await answer(pilot, "f = x^2*y", "2x*y", "x^2", "2x*y", "x^2", "2x*y", "x^2")
        assert derivation(app).exercise.done()
        end = seen(app)
        assert "∂f/∂x = 2xy" in end.replace(" y", "y") or "∂f/∂x" in end
        assert end.count("∂f/∂y") >= 2


async def test_paths_light_up_while_the_sum_is_typed_and_a_forgotten_one_is_named() -> None:
    app = tutor(PROGRAM, wrt=("a",))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        while (step := derivation(app).exercise.current()) and step.startswith("local"):
            _, piece, _ = step.split(":")
            right = {"u": "1", "v": "b", "f": "2(u+v)"}[piece]
            await answer(pilot, right)
        assert "2 paths" in seen(app)
        assert "· a u f" in seen(app)
        await write(pilot, "2(u+v)*1")
        assert "✓ a u f" in seen(app)
        assert "· a v f" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "A path is missing: a → v → f." in " ".join(seen(app).split())
        await pilot.press("end")
        await write(pilot, " + 2(u+v)*b")
        assert "✓ a v f" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert any("df/da" in row and "✓" in row for row in shown(app))


async def test_a_proof_may_settle_what_sampling_could_not_decide() -> None:
    class Undecided(ImmediateEngine):
        def verdict(self, question: object) -> Verdict:
            return Verdict("undecided", feedback="I could not decide this.")

    app = tutor("x^2", Undecided(proof=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "y = x^2", "2x")
        assert any("dy/dx = 2x" in row and "✓✓" in row for row in shown(app))
