"""`python -m bot` is `citebot`."""

import _signal  # type: ignore[import-not-found]  # `signal` itself takes a while to load
import gc

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # Ctrl-C from here on is no traceback, while the rest is loaded
# Hardly anything that is loaded or read is ever garbage: to look for it every 700 objects is a tenth of a short run.
gc.set_threshold(50_000)

from bot.cli.main import main  # noqa: E402

if __name__ == "__main__":
    main()
