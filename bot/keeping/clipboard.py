"""The clipboard of the system, filled by a tool of the system that says whether it worked; else a file in its place.

pyperclip would run the same tools, but it does not look at their exit codes, waits for them without a limit, and lets
them write on the screen.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.saving import write_private

FILE = "citebot-copied.txt"
_LONGEST_WAIT = 3.0  # seconds
_NO_OSC_52 = ("linux", "dumb", "vt100", "vt220")  # values of TERM: these terminals have no clipboard to fill


@dataclass(frozen=True, slots=True)
class Tool:
    """A command that reads from stdin what it puts on the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


def find_tool(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Tool | None:
    """Returns the tool that fills the clipboard of this machine.

    None when there is none, or when the person sits at another machine, whose clipboard it would not be.
    """
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    candidates = []
    if platform == "darwin":
        candidates.append(Tool(("pbcopy",)))
    if environment.get("WAYLAND_DISPLAY"):
        candidates.append(Tool(("wl-copy",)))
    if environment.get("DISPLAY"):
        candidates += [Tool(("xclip", "-selection", "clipboard")), Tool(("xsel", "--clipboard", "--input"))]
    if platform == "win32" or environment.get("WSL_DISTRO_NAME"):
        candidates.append(Tool(("clip.exe",), "utf-16"))
    return next((tool for tool in candidates if shutil.which(tool.command[0])), None)


def copy(text: str, tool: Tool) -> bool:
    """Puts the text on the clipboard, and tells whether the tool says that it is there; it waits a few seconds."""
    try:
        done = subprocess.run(  # noqa: S603  # one of the commands above
            tool.command,
            input=text.encode(tool.encoding, "replace"),
            stdout=subprocess.DEVNULL,  # xclip lives on to serve the clipboard, and would keep a pipe open
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_WAIT,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def terminal_may_copy(environment: Mapping[str, str] = os.environ) -> bool:
    """Tells whether it makes sense to send text to the terminal for its clipboard; whether it arrives is not known."""
    return environment.get("TERM", "") not in _NO_OSC_52


def put_in_file(text: str) -> Path:
    """Puts the text into a file in the current folder, in place of what was put there before; returns its path.

    Only the user can read it. Raises `UsageError` when it cannot be written.
    """
    path = Path(FILE).absolute()
    write_private(path, f"{text}\n".encode("utf-8", "replace"))
    return path
