"""Whether this process talks to a visitor of `citebot serve`, who reaches nothing of the machine that it runs on."""

import os

VARIABLE = "CITEBOT_SERVED"


def served() -> bool:
    """Tells whether the person in front is a visitor: then no file, session or clipboard of this machine is theirs."""
    return os.environ.get(VARIABLE, "") not in ("", "0")
