#!/usr/bin/env python3
"""Rates whose level a rule test cannot tell: where one holds, in a near miss, and where the answer is missing.

Each rate stands below with a system in which it moves the level of one finding, what is replaced for the near
miss and for the missing answer, and the level of each. A missing answer gives a range.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import typing
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
AIXC = os.environ.get("AIXC_BINARY")


class Case(typing.NamedTuple):
    rate: str
    system: str
    finding: str
    factor: str
    level: int
    near_miss: tuple  # replaced text, its replacement, the level
    unknown: tuple = ()  # replaced text, its replacement, the range


LABELS = """
user crowd "Crowd" { trust: untrusted }
training_data set "Set"
app desk "Desk" { renders: none }
labeling marks "Marks"
training fit "Fit"
classifier scorer "Scorer"
crowd -> desk -> marks
set -> marks -> fit -> scorer
"""
SCORER = """
user sender "Sender"
api intake "Intake"
classifier scorer "Scorer" { training: own, intellectual_property: yes, training_sensitive: no }
app desk "Desk" { renders: none }
operator clerk "Clerk"
sender -> intake -> scorer -> desk -> clerk
"""
PHONE = """
party holder "Holder" { role: customer }
user person "Person"
device phone "Phone" by holder {
  app camera "Camera" { renders: none }
  classifier note "Note" { training: own, intellectual_property: yes, training_sensitive: no }
}
person <-> camera <-> note
""".replace("person <-> camera <-> note", "person <-> phone.camera <-> phone.note")
TRAINING = """
user stranger "Stranger" { trust: untrusted }
api control "Control" { exposure: public }
repository code "Code"
training_data set "Set"
training fit "Fit"
classifier scorer "Scorer"
stranger -> code -> fit
control -> fit
set -> fit -> scorer
"""
PROMPT = """
user reader "Reader" { trust: untrusted }
engineer dev "Developer"
prompt rules "Rules"
corpus wiki "Wiki" { writers: [dev] }
llm writer "Writer" { harm: none }
rules -> writer
wiki -> writer
reader <-> writer
"""
PAGE = """
user visitor "Visitor" { trust: untrusted }
operator clerk "Clerk" { trust: internal }
app page "Page" { renders: html }
llm writer "Writer"
visitor -> page <-> writer
page -> clerk
"""
QUERY = """
user visitor "Visitor" { trust: untrusted }
app page "Page" { renders: none }
tool db "Database" { effect: read, renders: [sql] }
llm writer "Writer"
visitor <-> page <-> writer
page -> db
"""
BARE_READER = ('user reader "Reader" { trust: untrusted }', 'actor reader "Reader"')

CASES = [
    Case("labels_of_untrusted", LABELS, "data_poisoning@marks", "likelihood", 4,
         ("untrusted", "internal", 2), ('user crowd "Crowd" { trust: untrusted }', 'actor crowd "Crowd"', [2, 4])),
    Case("labels_of_partners", LABELS.replace("untrusted", "partner"), "data_poisoning@marks", "likelihood", 3,
         ("partner", "internal", 2), ('user crowd "Crowd" { trust: partner }', 'actor crowd "Crowd"', [2, 4])),
    Case("labelling_by_another_party",
         'party vendor "Vendor" { role: supplier }' + LABELS.replace("untrusted", "internal")
         .replace('"Marks"', '"Marks" by vendor'), "data_poisoning@marks", "likelihood", 3,
         (" by vendor", "", 2), (" { role: supplier }", "", [2, 3])),
    Case("steered_text_before_others", PAGE, "output_contains_conventional_injection@page", "likelihood", 4,
         ("page -> clerk", "page -> visitor", 3),
         ('operator clerk "Clerk" { trust: internal }', 'actor clerk "Clerk"', [3, 4])),
    Case("steered_text_is_run", QUERY, "output_contains_conventional_injection@db", "likelihood", 4,
         ("trust: untrusted", "trust: internal", 3),
         ('user visitor "Visitor" { trust: untrusted }', 'actor visitor "Visitor"', [3, 4])),
    Case("answers_stay_inside", SCORER, "model_exfiltration@scorer", "likelihood", 2,
         ("-> clerk", "-> clerk\nscorer -> intake -> sender", 3),
         ('operator clerk', 'actor clerk', [2, 3])),
    Case("device_is_easier", PHONE, "model_exfiltration@phone.note", "likelihood", 2,
         ("role: customer", "role: us", 3)),
    Case("job_open_to_the_public", TRAINING, "direct_development_time_model_poisoning@fit", "likelihood", 4,
         ("exposure: public", "exposure: internal", 2), ("exposure: public", "exposure: unknown", [2, 4])),
    Case("code_of_strangers", TRAINING, "direct_development_time_model_poisoning@scorer", "likelihood", 3,
         ("trust: untrusted", "trust: internal", 2),
         ('user stranger "Stranger" { trust: untrusted }', 'actor stranger "Stranger"', [2, 3])),
    Case("prompt_before_outsiders", PROMPT, "augmentation_data_manipulation@rules", "impact", 4,
         ("trust: untrusted", "trust: internal", 3), (*BARE_READER, [3, 4])),
    Case("costly_if_changed", PROMPT.replace("harm: none", "harm: money"),
         "augmentation_data_manipulation@wiki", "impact", 4,
         ("harm: money", "harm: none", 3), ("harm: money", "harm: unknown", [3, 5])),
    Case("dangerous_if_changed", PROMPT.replace("harm: none", "harm: safety"),
         "augmentation_data_manipulation@wiki", "impact", 5, ("harm: safety", "harm: rights", 4)),
    Case("internal_writers", PROMPT, "augmentation_data_manipulation@wiki", "likelihood", 2,
         ("writers: [dev]", "writers: [reader]", 4), ("writers: [dev]", "writers: unknown", [2, 4])),
]


@unittest.skipUnless(AIXC, "AIXC_BINARY does not name the program")
class Levels(unittest.TestCase):
    def finding(self, system, identity):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "system.aisys"
            path.write_text('system s "S" {}\nparty us "Us" { role: us }\n' + system, encoding="utf-8")
            done = subprocess.run([AIXC, str(path), "-o", "-", "--format", "json"], capture_output=True,
                                  text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = [f for f in json.loads(done.stdout)["findings"] if f["id"] == identity]
        self.assertEqual(len(found), 1, f"{identity} is not found")
        return found[0]

    def replaced(self, case, change):
        self.assertIn(change[0], case.system)
        return self.finding(case.system.replace(change[0], change[1]), case.finding)

    def test_each_rate_moves_its_level(self):
        for case in CASES:
            with self.subTest(rate=case.rate):
                found = self.finding(case.system, case.finding)
                self.assertEqual(found["risk"][case.factor], [case.level, case.level])
                rates = {f["rate"] for f in found["risk"]["factors"] if f["holds"] == "yes"}
                self.assertIn(case.rate, rates)

    def test_not_in_a_near_miss(self):
        for case in CASES:
            with self.subTest(rate=case.rate):
                found = self.replaced(case, case.near_miss)
                self.assertEqual(found["risk"][case.factor], [case.near_miss[2]] * 2)
                rates = {f["rate"] for f in found["risk"]["factors"] if f["holds"] == "yes"}
                self.assertNotIn(case.rate, rates)

    def test_a_missing_answer_gives_a_range(self):
        for case in CASES:
            if not case.unknown:
                continue
            with self.subTest(rate=case.rate):
                self.assertEqual(self.replaced(case, case.unknown)["risk"][case.factor], case.unknown[2])


if __name__ == "__main__":
    unittest.main()
