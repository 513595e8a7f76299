"""Pictures as rows in the colours of the theme, and the data-flow of a program."""

from __future__ import annotations

from textual.content import Content

from tutor.engine import TooLarge, unicode_line
from tutor.lessons.pictures import Flow
from tutor.plots.frames import Picture
from tutor.widgets.chain import Edge, chain_rows
from tutor.widgets.formula import folded
from tutor.widgets.rows import Row

STYLES = {
    "curve": "$primary",
    "yours": "$accent",
    "true": "$success",
    "point": "bold $error",
    "axis": "dim",
    "": "",
}


def picture_rows(picture: Picture, indent: int, width: int, caption: str = "", word: str = "") -> list[Row]:
    """The picture with its legend, its caption and a word on further pictures below it."""
    rows = []
    for segments in picture.rows:
        parts = [(segment.text, STYLES[segment.role]) for segment in segments]
        rows.append(Row(Content.assemble(" " * indent, *parts)))
    rows += _legend_rows(picture, indent, width)
    rows += [Row(Content.assemble(" " * indent, (text, ""))) for text in (folded(caption, width) if caption else [])]
    if word:
        rows.append(Row(Content.assemble(" " * indent, (word, "dim"))))
    return rows


def _legend_rows(picture: Picture, indent: int, width: int) -> list[Row]:
    """What the lines are called, side by side where there is room."""
    rows: list[Row] = []
    line = Content(" " * indent)
    for label, role in picture.legend:
        mark = "●" if role == "point" else "──"
        part = Content.assemble("  ", (mark, STYLES[role]), " ", (label, "dim"))
        if rows and len(line.plain) + len(part.plain) <= width:
            rows.pop()
        else:
            line = Content(" " * indent)
        line += part
        rows.append(Row(line))
    return rows


def data_flow_rows(flow: Flow, indent: int, width: int) -> list[Row]:
    """A program from its result down to its inputs, the local derivative on every edge; values where there are any."""
    graph = flow.graph
    letters = [*reversed([piece.name for piece in graph.pieces]), *graph.inputs]
    edges = []
    for piece in graph.pieces:
        for argument in graph.arguments(piece.name):
            slope = unicode_line(graph.local_partial(piece.name, argument))
            edges.append(Edge(piece.name, argument, slope, "$text-success"))
    beside = {piece.name: f"= {unicode_line(piece.definition)}" for piece in graph.pieces}
    if flow.at:
        beside |= _values(flow)
    rows = chain_rows(letters, edges, beside)
    if max(len(row.content.plain) for row in rows) > width - indent:
        rows = chain_rows(letters, edges, None)
    if max(len(row.content.plain) for row in rows) > width - indent:
        rows = _listed(flow)
    rows = [Row(Content.assemble(" " * indent, row.content)) for row in rows]
    caption = folded(flow.caption, width - indent) if flow.caption else []
    return rows + [Row(Content.assemble(" " * indent, text)) for text in caption]


def _listed(flow: Flow) -> list[Row]:
    """A data flow too wide to be drawn, piece by piece: what each is made of, with the slope by it."""
    rows = []
    for piece in reversed(flow.graph.pieces):
        line = Content.assemble((piece.name, "bold"), (" made of ", "dim"))
        for argument in flow.graph.arguments(piece.name):
            slope = unicode_line(flow.graph.local_partial(piece.name, argument))
            line += Content.assemble("  ", (argument, "bold"), " ", (slope, "$text-success"))
        rows.append(Row(line))
    return rows


def _values(flow: Flow) -> dict[str, str]:
    """Beside each letter its value, and how fast the result changes with it."""
    try:
        values = flow.graph.values(dict(flow.at))
        adjoints = flow.graph.adjoints(dict(flow.at), flow.output)
    except TooLarge:
        return {}
    return {name: f"= {unicode_line(value)}, adjoint {unicode_line(adjoints[name])}" for name, value in values.items()}
