"""Adds to what is installed the files that a first question would have to make: see `bot/prepare.py`.

Where they cannot be made, the package is built without them, and makes them when it is first asked.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Prepare(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the files when a wheel is built; an editable install has them in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the files among those of the wheel."""
        self._made = None if version == "editable" else Path(tempfile.mkdtemp())
        folder = self._made or Path(self.root, "bot", "prepared")
        command = [sys.executable, "-B", "-m", "bot.prepare", str(folder)]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            self.app.display_warning(f"Nothing is prepared: {done.stderr.strip().splitlines()[-1:]}")
        elif self._made:
            for path in sorted(folder.iterdir()):
                build_data["force_include"][str(path)] = f"bot/prepared/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Removes what is in the wheel by now."""
        if self._made:
            shutil.rmtree(self._made, ignore_errors=True)
