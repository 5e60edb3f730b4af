"""Keys that are typed ahead: before there is anything to see, and while the next answer is looked for."""

from textual.app import App
from textual.events import Event, Key, Paste

_LEAVING = ("ctrl+q", "ctrl+c")  # they need not wait for an answer


class TypingApp(App[None], inherit_bindings=False):
    """Has keys wait until they can go where they are meant to, in the order in which they were typed."""

    def __init__(self) -> None:
        """Keys wait until `let_go` is called for the first time."""
        super().__init__()
        self._waiting: list[Key | Paste] | None = []  # None: keys go to the screen
        self._had_none = True  # no key has gone to the screen yet

    def hold(self) -> None:
        """Has all keys from now on wait."""
        if self._waiting is None:
            self._waiting = []

    async def let_go(self) -> None:
        """Passes the keys on that have waited; one of them may have the rest wait again."""
        waiting, self._waiting = self._waiting or [], None
        first, self._had_none = self._had_none, False
        for event in waiting:
            # Before the chat had the terminal, Enter was a line feed.
            is_line = first and isinstance(event, Key) and event.key == "ctrl+j"
            await self.on_event(Key("enter", "\r") if is_line else event)

    def before_key(self, event: Key | Paste) -> bool:  # noqa: ARG002
        """Does something before a key is passed on; tells whether that is all there is to do for it."""
        return False

    async def on_event(self, event: Event) -> None:
        """Passes events on, a key when it is its turn."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            leaves = not self._had_none and isinstance(event, Key) and event.key in _LEAVING
            if self._waiting is not None and not leaves:
                self._waiting.append(event)
                return
            if self.before_key(event):
                return
        await super().on_event(event)
