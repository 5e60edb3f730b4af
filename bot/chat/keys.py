"""The keys that can be pressed now, in one line."""

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static


class Keys(Static):
    """Shows the keys of what has the focus; a click on one is as good as pressing it.

    Textual's own footer has a widget for each key, all of which are made anew when the focus moves.
    """

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
        return list(found.values())

    def _follow(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            pairs = [
                Content.assemble((written, "$accent"), f" {description}").stylize(
                    Style.from_meta({"@click": f"app.simulate_key('{key}')"})
                )
                for key, written, description in self.shown
            ]
            self.update(Content("  ").join(pairs))
