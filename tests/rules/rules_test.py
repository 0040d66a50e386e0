#!/usr/bin/env python3
"""Runs the tests of the library's rules, and sees that every rule has its three.

Each rule of stdlib/rules has a test RULE_fires (it holds), RULE_silent (a near miss) and RULE_open
(an answer is missing) or RULE_unknown (the same, for scenarios and for forms of what applies anyway,
which then stay silent). Those for which one of these cannot be stand below, with the reason.
"""

import os
import pathlib
import re
import subprocess
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
AIXC = os.environ.get("AIXC_BINARY")

ALWAYS = "it always holds"
DRAWN = "it reads nothing but what is drawn, which is never unknown"
SAME = "its answer is that of the rule that it is told apart from"
CANNOT = {
    ("generic_runtime", "silent"): ALWAYS, ("generic_runtime", "open"): ALWAYS,
    ("generic_development", "silent"): ALWAYS, ("generic_development", "open"): ALWAYS,
    ("never_run", "open"): DRAWN, ("index_written_by_others", "open"): DRAWN,
    ("index_written_by_people", "open"): DRAWN, ("agent_starts_agents", "open"): DRAWN,
    ("resource_exhaustion", "open"): DRAWN, ("only_insiders_read", "open"): DRAWN,
    ("own_device", "open"): "an unknown place counts as none of the user's own",
    ("recipe_of_others_models", "open"): SAME, ("recipe_of_open_weights", "open"): SAME,
    ("data_of_others_models", "open"): SAME, ("leak_elsewhere", "open"): SAME,
    ("paid_by_use", "open"): "it is a form of a threat that applies anyway",
    ("agent_paid_by_use", "open"): "it is a form of a threat that applies anyway",
}


def names(folder, word):
    found = []
    for path in sorted(folder.glob("*.aisys")):
        found += re.findall(rf"^{word} (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found


class Rules(unittest.TestCase):
    def test_every_rule_has_its_three_tests(self):
        tests = set(names(HERE, "test"))
        for rule in names(ROOT / "stdlib" / "rules", "rule"):
            for sort in ("fires", "silent", "open"):
                has = f"{rule}_{sort}" in tests or (sort == "open" and f"{rule}_unknown" in tests)
                with self.subTest(rule=rule, sort=sort):
                    self.assertNotEqual(has, (rule, sort) in CANNOT,
                                        "a test is missing, or it stands in CANNOT needlessly")

    @unittest.skipUnless(AIXC, "AIXC_BINARY does not name the program")
    def test_all_pass(self):
        files = [str(path) for path in sorted(HERE.glob("*.aisys"))]
        done = subprocess.run([AIXC, "test", *files], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
