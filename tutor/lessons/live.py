"""A live block becomes the exercise, the picture or the claims it stands for."""

from __future__ import annotations

from collections.abc import Callable

from tutor.engine import ReadingError, one_line, symbols
from tutor.exercises.base import Exercise
from tutor.lessons.bodies import choices, mistakes, model_lines
from tutor.lessons.claims import Claim, written_claim
from tutor.lessons.layout import prompt_text, sentence_of
from tutor.lessons.model import Directive
from tutor.lessons.pictures import BlockError
from tutor.lessons.values import assignments, definitions, names_of, number, where, window


def exercise(directive: Directive) -> Exercise:
    """The exercise of a live block that asks, fresh. Raises `BlockError`."""
    try:
        return _MAKERS[directive.name](directive)
    except KeyError:
        raise BlockError(directive.line, f"`{directive.name}` asks nothing.") from None
    except ReadingError as error:
        raise BlockError(directive.line, f"This cannot be read: {error.message}.") from error
    except BlockError:
        raise
    except ValueError as error:
        raise BlockError(directive.line, str(error)) from error


def written_claims(directive: Directive) -> list[Claim]:
    """The claims of a `claim` block. Raises `BlockError`."""
    found: list[Claim] = []
    try:
        let, known = definitions(directive.get("let")), where(directive.get("where"))
    except ValueError as error:
        raise BlockError(directive.line, str(error)) from error
    for line, text in enumerate(directive.body.split("\n"), directive.body_line):
        if text.strip():
            try:
                found += written_claim(text.strip(), let, known, line)
            except ValueError as error:
                raise BlockError(line, str(error)) from error
    return found


def _derivation(directive: Directive) -> Exercise:
    from tutor.exercises.derivation import Derivation

    at = dict(assignments(directive.get("at")))
    return Derivation.start(directive.argument, names_of(directive.get("wrt")), at or None)


def _question(directive: Directive) -> Exercise:
    from tutor.exercises.question import QuestionExercise, QuestionSpec

    decimals = directive.get("decimals")
    return QuestionExercise(
        QuestionSpec(
            id=directive.get("id"),
            prompt=prompt_text(directive),
            function=directive.get("function") or None,
            wrt=names_of(directive.get("wrt")),
            ask=directive.get("ask") or None,
            at=assignments(directive.get("at")),
            direction=assignments(directive.get("direction")),
            let=_let(directive),
            expected=directive.get("expected") or None,
            decimals=_whole(directive, "decimals") if decimals else None,
            where=_where(directive),
            names=_names(directive),
            hint=_text(directive, "hint"),
            mistakes=tuple((mistake.answer, sentence_of(mistake.sentence)) for mistake in mistakes(directive)),
            label=directive.get("label"),
            answer=directive.get("answer"),
        )
    )


def _lines(directive: Directive) -> Exercise:
    from tutor.exercises.lines import LinesExercise, LinesSpec, ModelLine

    return LinesExercise(
        LinesSpec(
            id=directive.get("id"),
            first=directive.argument,
            lines=tuple(
                ModelLine(model.text, sentence_of(model.rule), model.relation) for model in model_lines(directive)
            ),
            prompt=prompt_text(directive),
            variables=names_of(directive.get("names")),
            small=names_of(directive.get("small")),
            let=_let(directive),
            where=_where(directive),
            hint=_text(directive, "hint"),
        )
    )


def _prediction(directive: Directive) -> Exercise:
    from tutor.exercises.predict import Option, PredictExercise, PredictSpec

    form = directive.argument
    options = choices(directive) if form == "choice" else ()
    _needs(directive, form)
    right = tuple(sentence_of(choice.text) for choice in options if choice.right)
    tolerance, along = directive.get("tolerance"), directive.get("x")
    return PredictExercise(
        PredictSpec(
            id=directive.get("id"),
            form=form,  # type: ignore[arg-type]
            prompt=prompt_text(directive),
            answer=right or (directive.get("answer"),),
            options=tuple(Option(sentence_of(choice.text), sentence_of(choice.why)) for choice in options),
            why=_text(directive, "why"),
            reveal=_text(directive, "reveal"),
            decimals=_whole(directive, "decimals") if directive.get("decimals") else None,
            tolerance=number(tolerance) if tolerance else None,
            curve=directive.get("curve"),
            window=(window(along) if along else None, None),
        )
    )


# What each kind of prediction has to say, and what the others have that it has not.
_KINDS = {"choice": (), "number": ("answer", "why"), "point": ("answer", "why", "curve", "x")}
_OWN = {"choice": (), "number": ("answer", "why", "decimals"), "point": ("answer", "why", "curve", "x", "tolerance")}


def _needs(directive: Directive, form: str) -> None:
    for name in _KINDS[form]:
        if not directive.get(name):
            raise BlockError(directive.line, f"A prediction of the kind {form} needs `:{name}:`.")
    for option in directive.options:
        if option.name not in (*_OWN[form], "id", "reveal"):
            raise BlockError(option.line, f"A prediction of the kind {form} has no `:{option.name}:`.")


_MAKERS: dict[str, Callable[[Directive], Exercise]] = {
    "derivation": _derivation,
    "question": _question,
    "lines": _lines,
    "predict": _prediction,
}


def _text(directive: Directive, name: str) -> str:
    value = directive.get(name)
    return sentence_of(value) if value else ""


def _whole(directive: Directive, name: str) -> int:
    value = directive.get(name)
    if not value.isascii() or not value.isdigit() or len(value) > 2:
        raise BlockError(directive.line_of(name), f"`:{name}:` is a whole number.")
    return int(value)


def _names(directive: Directive) -> tuple[str, ...]:
    """The names given, and those that the definitions use."""
    used = [name for _, tree in definitions(directive.get("let")) for name in symbols(tree)]
    return tuple(dict.fromkeys((*names_of(directive.get("names")), *used)))


def _let(directive: Directive) -> tuple[tuple[str, str], ...]:
    return tuple((name, one_line(tree)) for name, tree in definitions(directive.get("let")))


def _where(directive: Directive) -> tuple[tuple[str, str | tuple[str, str]], ...]:
    found: list[tuple[str, str | tuple[str, str]]] = []
    for name, known in where(directive.get("where")):
        found.append((name, known if isinstance(known, str) else (str(known[0]), str(known[1]))))
    return tuple(found)
