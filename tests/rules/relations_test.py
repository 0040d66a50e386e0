#!/usr/bin/env python3
"""Between any two kinds of the library there is exactly one relation that fits best.

Draws a flow from each kind to each kind, without naming a relation, and has the program infer them all.
"""

import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
AIXC = os.environ.get("AIXC_BINARY")


def kinds_of_elements():
    """All kinds that descend from `component`, from the texts of the library."""
    parents = {}
    for path in [ROOT / "stdlib" / "prelude.aisys", *sorted((ROOT / "stdlib" / "kinds").glob("*.aisys"))]:
        text = path.read_text(encoding="utf-8")
        parents.update(re.findall(r'^kind (\w+)(?: "[^"]*")? is (\w+)', text, re.MULTILINE))

    def descends(kind):
        return kind == "component" or (kind in parents and descends(parents[kind]))

    return [kind for kind in parents if descends(kind)]


@unittest.skipUnless(AIXC, "AIXC_BINARY does not name the program")
class Relations(unittest.TestCase):
    def test_every_pair_has_one(self):
        kinds = kinds_of_elements()
        self.assertGreater(len(kinds), 40)
        lines = ['system all "All kinds"']
        lines += [f"{kind} e_{kind}" for kind in kinds]
        lines += [f"e_{a} -> e_{b}" for a in kinds for b in kinds]
        done = subprocess.run([AIXC, "dump", "--stage=model", "-"], input="\n".join(lines),
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[:2000])


if __name__ == "__main__":
    unittest.main()
