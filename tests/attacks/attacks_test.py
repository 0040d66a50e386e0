#!/usr/bin/env python3
"""The models of real attacks, through the program under test: nothing realised is missed, nothing
impossible is raised, and the reader is neither swamped nor interrogated.

What was realised and what is impossible stands in expected.json; the limits stand here, and are moved
only for a reason that the commit tells.
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LIMITS = [
    "--min-recall", "0.95",
    "--max-false", "0",
    "--max-per-element", "1.6",
    "--max-questions", "1.5",
]


def main():
    aixc = os.environ.get("AIXC_BINARY", HERE.parent.parent / "build" / "dev" / "aixc")
    command = [sys.executable, "-B", HERE / "evaluate.py", aixc, *LIMITS]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
