"""The signals that ask a program to end, and dying of one, so that whoever started it can tell."""

import signal

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
LOST = getattr(signal, "SIGHUP", signal.SIGTERM)  # the terminal is gone
SHOWN = 128  # a shell shows a death by a signal as its number and this


def die(number: int) -> None:
    """Ends the process by the signal itself, whatever was to be done when it comes."""
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
