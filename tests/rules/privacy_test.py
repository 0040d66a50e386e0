#!/usr/bin/env python3
"""The checks of personal data: each policy holds where it should, and no longer once it is mended.

`SYSTEM` breaks every policy of stdlib/rules/privacy.aisys; each mend takes exactly one of them away.
"""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
AIXC = os.environ.get("AIXC_BINARY")

SYSTEM = """
system s "S" { checks: [privacy] }
party us "Us" { role: us }
party vendor "Vendor" { role: supplier }
data talk "Talk" { sensitivity: confidential, personal: yes }
user person "Person"
engineer clerk "Clerk"
cloud c by us {
  app chat "Chat" { renders: none }
  feedback rated "Rated talks" { reduced: yes }
  test_data held "Held-out talks" { purpose: "tests, article 6" }
  evaluation exam "Exam"
  finetuning tune "Tuning"
  llm bot "Bot" { hosting: own, system_prompt: none, intellectual_property: no }
  corpus files "Files" { personal: yes, writers: [] }
  vector_index index "Index"
  pipeline ingest "Ingest"
  retriever finder "Finder"
  log trace "Trace" { retention: 1y }
  memory notes "Notes" { retention: 2y }
  regressor score "Score" {
    training: own, harm: rights, intellectual_property: no, training_sensitive: no
  }
}
llm other "Other" by vendor { hosting: supplier, system_prompt: none }
person <-> chat <-> bot : talk
chat -> rated -> tune -> bot : talk
chat -> held -> exam : talk
files -> ingest -> index -> finder -> chat
chat -> trace : talk
bot <-> notes : talk
chat <-> other : talk
chat -> score -> chat : talk
"""

# Policy -> what is replaced by what.
MENDS = {
    "personal_training_without_purpose": ("{ reduced: yes }", '{ reduced: yes, purpose: "told" }'),
    "personal_training_not_reduced": ("article 6\" }", 'article 6", reduced: yes }'),
    "personal_prompt_without_contract": ("role: supplier", "role: supplier, assurance: contract"),
    "personal_log_kept_long": ("retention: 1y", "retention: 30d"),
    "personal_memory_kept_long": ("retention: 2y", "retention: 30d"),
    "personal_corpus_keeps_deleted": ("writers: []", "writers: [], deletion_propagates: yes"),
    "personal_index_keeps_deleted": ('"Index"', '"Index" { deletion_propagates: yes }'),
    "personal_retrieval_without_rights": ('"Finder"', '"Finder" { respects_rights: yes }'),
    "decision_without_a_person": ("chat -> score", "score -> clerk\nchat -> score"),
}


def policies():
    text = (ROOT / "stdlib" / "rules" / "privacy.aisys").read_text(encoding="utf-8")
    return re.findall(r"^(?:forbid|require) (\w+)", text, re.MULTILINE)


def broken(text):
    """The names of the policies that the system breaks."""
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder) / "model.aisys"
        model.write_text(text, encoding="utf-8")
        done = subprocess.run([AIXC, model, "-o", "-", "--format", "json"],
                              capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return sorted(violation["policy"] for violation in json.loads(done.stdout)["violations"])


class Privacy(unittest.TestCase):
    def test_every_policy_has_a_mend(self):
        self.assertEqual(sorted(policies()), sorted(MENDS))

    @unittest.skipUnless(AIXC, "AIXC_BINARY does not name the program")
    def test_all_hold(self):
        self.assertEqual(broken(SYSTEM), sorted(MENDS))

    @unittest.skipUnless(AIXC, "AIXC_BINARY does not name the program")
    def test_each_can_be_mended(self):
        for policy, (before, after) in MENDS.items():
            with self.subTest(policy=policy):
                self.assertEqual(SYSTEM.count(before), 1, before)
                self.assertEqual(broken(SYSTEM.replace(before, after)), sorted(set(MENDS) - {policy}))

    @unittest.skipUnless(AIXC, "AIXC_BINARY does not name the program")
    def test_nobody_is_told_who_did_not_ask(self):
        self.assertEqual(broken(SYSTEM.replace("{ checks: [privacy] }", "")), [])

    @unittest.skipUnless(AIXC, "AIXC_BINARY does not name the program")
    def test_data_about_nobody_breaks_nothing(self):
        text = SYSTEM.replace("personal: yes", "personal: no").replace("harm: rights", "harm: money")
        self.assertEqual(broken(text), [])


if __name__ == "__main__":
    unittest.main()
