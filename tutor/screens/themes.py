"""Our own themes: a calm pair, and a pair of high contrast. Textual's own are there as well."""

from __future__ import annotations

from textual.theme import Theme

CALM_DARK = Theme(
    name="calm-dark",
    primary="#7fb4ca",
    secondary="#938aa9",
    accent="#e6c384",
    success="#98bb6c",
    warning="#ffa066",
    error="#e46876",
    foreground="#dcd7ba",
    background="#1a1b22",
    surface="#1a1b22",
    panel="#24252e",
    dark=True,
)

CALM_LIGHT = Theme(
    name="calm-light",
    primary="#2f6f8f",
    secondary="#6b5d86",
    accent="#8a5a00",
    success="#3c7a33",
    warning="#a85a00",
    error="#b3364a",
    foreground="#2b2a28",
    background="#fbf8f1",
    surface="#fbf8f1",
    panel="#efe9dc",
    dark=False,
)

CONTRAST_DARK = Theme(
    name="high-contrast-dark",
    primary="#66ccff",
    secondary="#ffffff",
    accent="#ffff00",
    success="#33ff66",
    warning="#ffcc00",
    error="#ff7777",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    text_alpha=1.0,
)

CONTRAST_LIGHT = Theme(
    name="high-contrast-light",
    primary="#003a8c",
    secondary="#000000",
    accent="#6a0080",
    success="#005a00",
    warning="#7a3c00",
    error="#a00000",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#e4e4e4",
    dark=False,
    text_alpha=1.0,
)

THEMES = (CALM_DARK, CALM_LIGHT, CONTRAST_DARK, CONTRAST_LIGHT)
