"""The keys on the passages of an answer and on the questions below them.

No letter is a key with which many questions begin: whoever types "what" means a question.
"""

from textual.binding import Binding, BindingType

_NUMBERED = "Show this passage whole, open it where it is whole, or ask this question"

CHOICE_KEYS: list[BindingType] = [
    Binding("enter", "open", "Open", tooltip="Read the passage where it stands", id="card.open"),
    Binding("enter", "ask", "Ask this", tooltip="Ask the highlighted question", id="suggestions.ask"),
    Binding("space", "unfold", "More", tooltip="Show the whole passage", id="card.unfold"),
    Binding("space", "fold", "Less", tooltip="Show the passage shortened", id="card.fold"),
    Binding("n", "walk(1)", "Next", tooltip="Go to the next passage", id="card.next_passage"),
    Binding("p", "walk(-1)", "Previous", tooltip="Go to the passage before", id="card.previous_passage"),
    Binding("y", "copy", "Copy", tooltip="Copy the passage with its sources", id="card.copy"),
    Binding("Y", "copy_all", "Copy all", key_display="Y", tooltip="Copy the whole answer", id="card.copy_all"),
    Binding("s", "sources", "Sources", tooltip="Where the source numbers lead", id="card.sources"),
    Binding("question_mark,ctrl+w", "why", "Why", key_display="?", tooltip="Why this passage", id="card.why"),
    Binding("escape", "screen.focus_prompt", "Back", tooltip="Back to the question line", id="card.leave"),
    Binding("up,k,ctrl+up", "move(-1)", "Up", show=False, tooltip="Go up", id="card.up"),
    Binding("down,j,ctrl+down", "move(1)", "Down", show=False, tooltip="Go down", id="card.down"),
    Binding("pageup", "screen.page(-1)", "Scroll up", show=False, tooltip="Scroll up one page", id="card.page_up"),
    Binding(
        "pagedown", "screen.page(1)", "Scroll down", show=False, tooltip="Scroll down one page", id="card.page_down"
    ),
    *(
        Binding(
            str(n), f"number({n})", f"Number {n}", show=False, tooltip=_NUMBERED, id=f"card.number_{n}"
        )
        for n in range(1, 10)
    ),
]  # fmt: skip
