"""The keys in the article."""

from textual.binding import Binding, BindingType

READER_KEYS: list[BindingType] = [
    Binding("escape,q", "end_search", "End search", key_display="esc", tooltip="Stay here", id="reader.end_search"),
    Binding("escape,q", "close", "Close", key_display="esc", tooltip="Back to the conversation", id="reader.close"),
    Binding(
        "n,enter", "next_hit(1)", "Next match", key_display="n", tooltip="Go to the next match", id="reader.next_hit"
    ),
    Binding(
        "p,N", "next_hit(-1)", "Previous match", key_display="p", tooltip="Go to the match before", id="reader.hit"
    ),
    Binding("n", "next_passage(1)", "Next", tooltip="Go to the answer's next passage", id="reader.next"),
    Binding(
        "p,N", "next_passage(-1)", "Previous", key_display="p", tooltip="Go to the one before", id="reader.previous"
    ),
    Binding("slash,ctrl+f", "find", "Find", key_display="/", tooltip="Find words in the article", id="reader.find"),
    Binding("o", "outline", "Outline", tooltip="The headings of the article", id="reader.outline"),
    Binding("s", "sources", "Sources", tooltip="Where the source numbers lead", id="reader.sources"),
    Binding("m", "to_mark", "To the passage", tooltip="Scroll to the opened passage", id="reader.mark"),
    Binding("k", "scroll_up", "Up", show=False, tooltip="Scroll up a line", id="reader.up"),
    Binding("j", "scroll_down", "Down", show=False, tooltip="Scroll down a line", id="reader.down"),
    Binding("b", "page_up", "Page up", show=False, tooltip="Scroll up a page", id="reader.page_up"),
    Binding("space", "page_down", "Page down", show=False, tooltip="Scroll down a page", id="reader.page_down"),
    Binding("g", "scroll_home", "Beginning", show=False, tooltip="Go to the beginning", id="reader.beginning"),
    Binding("G", "scroll_end", "End", show=False, tooltip="Go to the end", id="reader.end"),
    *(
        Binding(
            str(n), f"passage({n})", f"Passage {n}", show=False, tooltip=f"Go to passage {n}", id=f"reader.passage_{n}"
        )
        for n in range(1, 10)
    ),
]
