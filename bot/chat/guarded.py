"""What holds for every screen: nothing on it steers the terminal, and a fault is told without what was asked."""

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from bot.showing import printable


class _Last(LineFilter):
    """The last thing that is done to every line of the screen: all other filters, then nothing raw is left."""

    def __init__(self, others: tuple[LineFilter, ...]) -> None:
        super().__init__()
        self.others = others

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        for one in self.others:
            segments = one.apply(segments, background)
        return [one if one.text.isprintable() else Segment(printable(one.text), *one[1:]) for one in segments]


class GuardedApp(App[None], inherit_bindings=False):
    """Shows nothing raw, and after a fault of its own leaves it in `fault` for the command line to tell."""

    fault: Exception | None = None
    _last = _Last(())

    def get_line_filters(self) -> list[LineFilter]:
        """Returns what every line goes through before it is painted: one filter, as a line is made anew by each."""
        others = tuple(super().get_line_filters())
        if others != self._last.others:
            self._last = _Last(others)
        return [self._last]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Shows a notification, as printable text."""
        title = printable(title)
        super().notify(printable(message), title=title, severity=severity, timeout=timeout, markup=markup)

    def _handle_exception(self, error: Exception) -> None:
        if self.return_code is None:  # else it is being left: what is taken down may well be missed
            self.fault = self.fault or error
            super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        """Prints nothing: Textual would print every variable, and with them what was asked."""
