"""How the chat of a visitor reaches the page: as Textual's own web driver, with two of its gaps closed."""

import contextlib

from textual import events, messages
from textual.drivers.web_driver import WebDriver


class VisitorDriver(WebDriver):
    """Textual's web driver, for a chat that has the focus from the start, and ends with its server."""

    def start_application_mode(self) -> None:
        """Starts with the focus, as in a terminal: an app that starts without it focuses no widget later on either."""
        super().start_application_mode()  # posts a blur
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Reads until there is no more, then has the chat end: a server that was killed leaves none behind."""
        super().run_input_thread()
        with contextlib.suppress(RuntimeError):  # the loop is closed: the chat has ended by itself
            self._loop.call_soon_threadsafe(self._app.post_message, messages.ExitApp())
