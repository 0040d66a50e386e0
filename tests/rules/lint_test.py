#!/usr/bin/env python3
"""Nothing in the standard library or in the example library is there for nothing.

`aixc lint-rules` looks at all examples, all systems of real attacks and all tests of rules. What it
reports stands below with its reason, and nothing stands below that it does not report.
"""

import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
AIXC = os.environ.get("AIXC_BINARY", str(ROOT / "build/dev/aixc"))

KEPT = "a policy, and no example breaks it"
RARE = "it takes a combination that no example draws"
ALWAYS = "it is true of every such element: the rule says what the element is, and others dismiss it"
STAYS = {
    "never_held": {
        "customer_records_abroad": KEPT,
        "decision_without_a_person": KEPT,
        "input_not_encrypted": RARE,
        "no_attribution": RARE,
        "personal_corpus_keeps_deleted": KEPT,
        "personal_index_keeps_deleted": KEPT,
        "personal_log_kept_long": KEPT,
        "personal_memory_kept_long": KEPT,
        "personal_prompt_without_contract": KEPT,
        "personal_retrieval_without_rights": KEPT,
        "personal_training_not_reduced": KEPT,
        "personal_training_without_purpose": KEPT,
        "reviewed_model_supplier": KEPT,
        "unguarded_public_agent": KEPT,
        "unreviewed_supplier": KEPT,
    },
    "always_held": {
        "no_instructions_to_inject": ALWAYS,
    },
    "attributes_not_read": {
        "component.lifecycle": "views read it, to draw one phase",
        "party.evidence": "the pass of responsibilities reads it: a duty with evidence is verified",
    },
    "threats_not_raised": {},
}


def lint(*paths):
    run = subprocess.run([AIXC, "lint-rules", "--json", *paths], cwd=ROOT, capture_output=True,
                         text=True, check=False, timeout=240)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def name_of(item):
    if isinstance(item, str):
        return item
    return item.get("rule") or item.get("rate") or item.get("policy")


class Lint(unittest.TestCase):
    def test_everything_is_used(self):
        report = lint("examples", "tests/rules")
        self.assertGreater(report["systems"], 300)
        for key, stays in STAYS.items():
            with self.subTest(key):
                self.assertEqual(sorted(name_of(item) for item in report[key]), sorted(stays))


if __name__ == "__main__":
    unittest.main()
