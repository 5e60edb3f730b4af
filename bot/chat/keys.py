"""The keys that can be pressed now, in one line."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

_ALWAYS = ("help", "quit", "close", "dismiss", "screen.focus_prompt")  # actions that are shown in any window
_GAP = 2


class Keys(Static):
    """Shows the keys of what has the focus, as many as there is room for; a click on one is as good as pressing it.

    Textual's own footer has a widget for each key, all of which are made anew when the focus moves.
    """

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follows the keys."""
        self.auto_links = False  # they look like keys
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """The keys: how each is called, written, and what it does."""
        found: dict[str, tuple[str, str, str]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled:
                written = self.app.get_key_display(binding)
                found.setdefault(binding.action, (binding.key, written, binding.description))
        room = self.content_region.width or self.app.size.width
        for action in reversed([action for action in found if action not in _ALWAYS]):
            if _length(found.values()) <= room:
                break
            del found[action]
        return list(found.values())

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002  # Textual passes it
        """Shows more keys, or fewer."""
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            pairs = [
                Content.assemble((written, "$accent"), f" {description}").stylize(
                    Style.from_meta({"@click": f"app.simulate_key('{key}')"})
                )
                for key, written, description in self.shown
            ]
            self.update(Content(" " * _GAP).join(pairs))


def _length(keys: Iterable[tuple[str, str, str]]) -> int:
    widths = [cell_len(written) + 1 + cell_len(description) for _, written, description in keys]
    return sum(widths) + _GAP * (len(widths) - 1)
