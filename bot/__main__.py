"""`python -m bot` is `citebot`."""

import _signal  # type: ignore[import-not-found]  # `signal` itself takes a while to load

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # Ctrl-C from here on is no traceback, while the rest is loaded

from bot.cli.main import main

if __name__ == "__main__":
    main()
