"""Runs the program as its users do. The build under test is named by AIXC_BINARY."""

import os
import pathlib
import subprocess

SOURCE = pathlib.Path(os.environ.get("AIXC_SOURCE_DIR", pathlib.Path(__file__).parents[2]))
BINARY = pathlib.Path(os.environ.get("AIXC_BINARY", SOURCE / "build/dev/aixc"))
EXAMPLES = sorted((SOURCE / "examples").glob("*.aisys"))


def aixc(*arguments, stdin="", cwd=None, env=None):
    """The finished process, with its texts."""
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | (env or {})
    return subprocess.run([str(BINARY), *map(str, arguments)], input=stdin, text=True, cwd=cwd,
                          env=environment, capture_output=True, timeout=300, check=False)
