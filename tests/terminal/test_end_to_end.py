"""The whole way in a real terminal at 80x24: from the home screen to "done"."""

import os

import pexpect
import pytest
from terminal import Terminal, marked

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


@pytest.fixture
def home(tmp_path):
    terminal = Terminal(modules=tmp_path / "modules")
    yield terminal
    terminal.close()


def test_a_function_of_ones_own_through_all_four_steps(home, tmp_path):
    home.until("function")
    home.enter("ln(sin(x^3)^2)")
    home.until("Name the pieces")
    for piece in ("u = x^3", "v = sin u", "w = v^2", "y = ln w"):
        home.enter(piece)
        home.until(marked(piece, "✓"))
    home.enter("3x^2")
    home.until(marked("du/dx = 3x^2", "✓"))
    home.enter("-cos u")
    home.until("✗  At u = 1 yours is -0.540302, the right value is")
    home.type("\x15")  # empties the field
    home.enter("cos u")
    home.until(marked("dv/du = cos u", "✓"))
    home.enter("2v")
    home.until(marked("dw/dv = 2v", "✓"))
    home.enter("1/w")
    home.until(marked("dy/dw = 1/w", "✓"))
    home.enter("1/w*2v*cos u*3x^2")
    home.until(marked("dy/dx = 1/w*2v*cos u*3x^2", "✓"))
    home.enter("6x^2 cos(x^3)/sin(x^3)")
    home.until("You used 4 pieces")
    home.type("\x11")  # ctrl+q
    home.process.expect(pexpect.EOF)
    loaded = set((tmp_path / "modules").read_text().split())
    assert "tutor.exercises.derivation" in loaded
    assert not loaded & {"sympy", "flint", "numpy", "plotext"}
