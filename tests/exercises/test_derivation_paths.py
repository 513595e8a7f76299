"""Several paths and several variables: the total derivative and the gradient by the chain rule on a graph."""

import json
from itertools import pairwise

from learner import Learner

from tutor.exercises.derivation import Derivation

NET = "f = (u+v)^2; u = a + b; v = a*b; a = w^2; b = w + x"


def play(learner: Learner) -> Learner:
    """Let "show me" do what is left."""
    for _ in range(120):
        step = learner.exercise.current()
        if step is None:
            return learner
        learner.exercise.show_me(step)
        learner.judge()
    raise AssertionError(learner.marks())


def products(exercise: Derivation, variable: str) -> dict[tuple[str, ...], str]:
    """The product along each path, of what stands in the second part."""
    texts = {tuple(view.id.split(":")[1:]): view.text for view in exercise.steps() if view.section == 2}
    return {
        path: "*".join(f"({texts[piece, argument]})" for argument, piece in pairwise(path))
        for path in exercise.paths(variable)
    }


def with_locals(function: str, wrt: str) -> Learner:
    learner = Learner(function, wrt)
    learner.judge()
    for view in learner.exercise.steps():
        if view.section == 2:
            learner.exercise.show_me(view.id)
            learner.judge()
    return learner


def test_a_program_brings_its_pieces():
    learner = Learner(NET, "w")
    learner.judge()
    marks = learner.marks()
    assert [marks[f"piece:{i}"] for i in range(5)] == ["correct"] * 5
    assert learner.exercise.current() == "local:a:w"
    labels = {view.id: view.label for view in learner.exercise.steps()}
    assert labels["local:u:a"] == "∂u/∂a"
    assert labels["combine:w"] == "df/dw"
    assert "local:b:x" not in labels


def test_all_partials_are_asked_for():
    learner = play(Learner("x^2*y + sin(x*y)"))
    marks = learner.marks()
    assert {"combine:x", "combine:y", "answer:x", "answer:y"} <= marks.keys()
    assert set(marks.values()) == {"correct"}
    assert learner.exercise.done()


def test_forgotten_doubled_and_multiplied_paths_are_named():
    learner = with_locals(NET, "w")
    along = products(learner.exercise, "w")
    assert len(along) == 4
    paths = list(along)
    for missing in paths:
        learner.put("combine:w", "+".join(along[path] for path in paths if path != missing))
        view = learner.view("combine:w")
        assert view.mark == "incorrect"
        assert "missing" in view.sentence
        assert " → ".join(missing) in view.sentence
        assert learner.exercise.lit_paths("w", view.text) == tuple(path for path in paths if path != missing)
    for twice in paths:
        learner.put("combine:w", "+".join([*along.values(), along[twice]]))
        sentence = learner.view("combine:w").sentence
        assert "twice" in sentence
        assert " → ".join(twice) in sentence
    learner.put("combine:w", "*".join(along.values()))
    assert "multiplied" in learner.view("combine:w").sentence
    learner.put("combine:w", "+".join(along.values()))
    assert learner.mark("combine:w") == "correct"
    assert learner.exercise.lit_paths("w", "+".join(along.values())) == tuple(paths)


def test_a_point_asks_for_numbers():
    learner = Learner("x^2*y", "x")
    learner.exercise = Derivation.start("f = x^2*y", "x", {"x": "1", "y": "2"})
    learner.type("u = x^2", "f = u y", "2x", "y", "y*2x")
    assert learner.exercise.sections()[3].title == "Put the numbers in"
    learner.type("2x*y")
    assert learner.mark("answer:x") == "asks"
    learner.type("4")
    assert learner.exercise.done()
    again = Derivation.load(json.loads(json.dumps(learner.exercise.save())))
    assert again.problem.at == learner.exercise.problem.at


def course(shared, *kinds):
    lines = (shared / "curriculum" / "problems.jsonl").read_text().splitlines()
    return [p for p in map(json.loads, lines) if p["kind"] in kinds and "ask" not in p]


def test_the_stated_pieces_of_the_course_are_accepted_and_every_step_is_right(shared):
    for problem in course(shared, "chain_single", "chain_total", "chain_multivariate"):
        (function,) = problem["functions"].values()
        name = problem["intermediates"][-1]["name"]
        learner = Learner("x")
        variables = [*problem["inputs"], *problem.get("free", ())]
        learner.exercise = Derivation.start(f"{name} = {function}", problem["wrt"], None, variables)
        for piece in problem["intermediates"]:
            text = f"{piece['name']} = {piece['expr']}"
            learner.type(text)
            if learner.exercise.current() and learner.view(learner.exercise.current()).text == text:
                learner.type(text)
        assert learner.exercise.graph() is not None, (problem["id"], learner.marks())
        for piece in problem["intermediates"]:
            partials = piece.get("partials") or {piece["wrt"]: piece["local"]}
            for argument, partial in partials.items():
                step = f"local:{piece['name']}:{argument}"
                if step in learner.marks():
                    learner.put(step, partial)
                    assert learner.mark(step) == "correct", (problem["id"], step, partial, learner.view(step))
        play(learner)
        assert learner.exercise.done(), (problem["id"], learner.marks())
        variable = problem["wrt"]
        along = products(learner.exercise, variable)
        if problem.get("paths"):
            assert len(along) == problem["paths"], problem["id"]
        if len(along) > 1:
            _, *others = along
            learner.put(f"combine:{variable}", "+".join(along[path] for path in others))
            assert "missing" in learner.view(f"combine:{variable}").sentence, problem["id"]
            learner.put(f"combine:{variable}", "*".join(along.values()))
            # Where a path has the slope 1, multiplying the paths comes to the same as forgetting one.
            sentence = learner.view(f"combine:{variable}").sentence
            assert "multiplied" in sentence or "missing" in sentence, problem["id"]


def test_a_function_that_uses_its_variable_twice_is_taken_apart_into_paths():
    learner = play(Learner("x^2*ln(x)"))
    assert len(learner.exercise.paths()) == 2
    assert learner.exercise.done()


def test_the_piece_itself_may_stand_in_its_derivative():
    learner = Learner("sigmoid(2x)").type("u = 2x", "p = sigmoid(u)", "y = p").put("local:p:u", "p(1-p)")
    view = learner.view("local:p:u")
    assert view.mark == "correct"
    assert view.note == ""


def test_a_number_that_is_wrong_is_not_told_the_right_one():
    learner = Learner("sin(3x)").type("u = 3x", "y = sin u", "5")
    assert learner.mark("local:u:x") == "incorrect"
    assert "3" not in learner.view("local:u:x").sentence


def test_another_usual_reading_is_asked_for_at_no_cost():
    learner = Learner("sqrt(2x)").type("u = 2x", "y = sqrt(u)", "2", "1/2sqrt(u)")
    view = learner.view("local:y:u")
    assert view.mark == "asks"
    assert view.suggestion == "1/(2*sqrt(u))"
    learner.type("1/2sqrt(u)")
    assert learner.view("local:y:u").text == "1/(2*sqrt(u))"
    assert learner.mark("local:y:u") == "correct"
