"""`python -m bot` is `citebot`."""

try:
    import _signal  # type: ignore[import-not-found]  # `signal` itself takes a while to load

    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # Ctrl-C from here on is no traceback, while the rest is loaded
except KeyboardInterrupt:  # it came just before
    import _signal

    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    _signal.raise_signal(_signal.SIGINT)

import gc

# Hardly anything that is loaded or read is ever garbage: to look for it every 700 objects is a tenth of a short run.
gc.set_threshold(50_000)

from bot.cli.main import main  # noqa: E402

if __name__ == "__main__":
    main()
