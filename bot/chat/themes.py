"""The two themes: calm greys and one accent."""

from textual.theme import Theme

DARK = "citebot-dark"
LIGHT = "citebot-light"

THEMES = (
    Theme(
        name=DARK,
        primary="#7aa2c9",
        accent="#8fbcbb",
        warning="#e0b36a",
        error="#e07a7a",
        success="#8fbf8f",
        foreground="#d8dce2",
        background="#16181d",
        surface="#1c1f26",
        panel="#242832",
        dark=True,
    ),
    Theme(
        name=LIGHT,
        primary="#2f5d8a",
        accent="#1f6f6b",
        warning="#8a5a00",
        error="#a12a2a",
        success="#2f6b2f",
        foreground="#22262e",
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e8e5de",
        dark=False,
    ),
)
