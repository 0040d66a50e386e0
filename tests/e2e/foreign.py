"""Starts the scripts of tests/foreign, which let software from npm read what aixc writes."""

import json
import shutil
import subprocess

from program import SOURCE

FOLDER = SOURCE / "tests/foreign"
NODE = shutil.which("node") if (FOLDER / "node_modules").is_dir() else None


def node(script, *arguments, timeout=280):
    """What the script found; what it says on standard error is the reason if it fails."""
    done = subprocess.run([NODE, str(FOLDER / script), *map(str, arguments)], text=True,
                          capture_output=True, timeout=timeout, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
