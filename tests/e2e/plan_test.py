#!/usr/bin/env python3
"""`aixc plan` on the examples: what a plan promises is what the assessment says once it is carried out."""

import json
import pathlib
import re
import tempfile
import unittest

from program import EXAMPLES, aixc

LIMITS = {"low": 4, "medium": 9, "high": 16}


def plan(model, *options):
    done = aixc("plan", model, "--json", *options)
    if done.returncode not in (0, 1):
        raise AssertionError(done.stderr)
    return done.returncode, json.loads(done.stdout)


def residuals(model):
    """The upper end of what remains, by finding."""
    done = aixc(model, "-o", "-", "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    return {f["id"]: f["risk"]["residual_score"][1] for f in findings}


class Plans(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)

    def carried_out(self, model, made):
        """A copy of the model in which every step is in place."""
        text = pathlib.Path(model).read_text(encoding="utf-8")
        text = re.sub(r'import "', f'import "{pathlib.Path(model).parent}/', text)
        for step in made["steps"]:
            if step["planned"]:
                statement = re.compile(
                    rf"(implement {step['control']} on [^{{]*{{[^}}]*)status: (planned|considered)")
                text, count = statement.subn(r"\1status: in_place", text)
                self.assertEqual(count, 1, step)
            else:
                self.assertIn("status: planned", step["statement"])
                text += step["statement"].replace("planned", "in_place") + "\n"
        copy = self.path / "model.aisys"
        copy.write_text(text, encoding="utf-8")
        return copy

    def test_promises_hold(self):
        tries = [(model, []) for model in EXAMPLES]
        tries += [(EXAMPLES[0], ["--target", "low"]), (EXAMPLES[3], ["--budget", "4"])]
        for model, options in tries:
            with self.subTest(model=model, options=options):
                code, made = plan(model, *options)
                limit = LIMITS[made["target"]]
                self.assertEqual(code, 0 if made["reached"] else 1)
                self.assertEqual(made["reached"],
                                 all(f["after"]["score"] <= limit for f in made["findings"]))
                self.assertAlmostEqual(made["cost"], sum(s["cost"] for s in made["steps"]))
                copy = self.carried_out(model, made)
                done = aixc(copy, "-o", "-", "--format", "json", "--allow-outside-root")
                self.assertEqual(done.returncode, 0, done.stderr)
                after = {f["id"]: f["risk"]["residual_score"][1]
                         for f in json.loads(done.stdout)["findings"]}
                before = residuals(model)
                for finding in made["findings"]:
                    self.assertEqual(finding["before"]["score"], before[finding["finding"]])
                    self.assertEqual(finding["after"]["score"], after[finding["finding"]])
                removed = sum(change["before"]["score"] - change["after"]["score"]
                              for step in made["steps"] for change in step["changes"])
                self.assertEqual(made["removed"], removed)

    def test_no_step_is_superfluous(self):
        for model in EXAMPLES[:2]:
            _, made = plan(model)
            for step in made["steps"]:
                rest = {**made, "steps": [s for s in made["steps"] if s is not step]}
                copy = self.carried_out(model, rest)
                done = aixc(copy, "-o", "-", "--format", "json", "--allow-outside-root")
                after = {f["id"]: f["risk"]["residual_score"][1]
                         for f in json.loads(done.stdout)["findings"]}
                self.assertTrue(any(after[f["finding"]] > f["after"]["score"]
                                    for f in made["findings"]), (model, step["title"]))

    def test_same_bytes(self):
        for form in ([], ["--json"], ["--markdown"]):
            first = aixc("plan", EXAMPLES[3], *form)
            self.assertEqual(first.stdout, aixc("plan", EXAMPLES[3], *form).stdout)

    def test_enough_money_is_no_budget(self):
        _, free = plan(EXAMPLES[0])
        _, rich = plan(EXAMPLES[0], "--budget", str(free["cost"]))
        self.assertEqual([s["title"] for s in rich["steps"]], [s["title"] for s in free["steps"]])
        _, poor = plan(EXAMPLES[0], "--budget", "0")
        self.assertEqual(poor["steps"], [])
        self.assertEqual(poor["cost_without_budget"], free["cost"])


class Solver(unittest.TestCase):
    def test_missing(self):
        with tempfile.TemporaryDirectory() as empty:
            path = {"PATH": empty}
            done = aixc("plan", EXAMPLES[0], env=path)
            self.assertEqual(done.returncode, 2)
            self.assertEqual(done.stdout, "")
            self.assertIn("`cbc`", done.stderr)
            self.assertIn("apt install coinor-cbc", done.stderr)
            # Nothing else needs it, nor does a plan of nothing.
            self.assertEqual(aixc("check", EXAMPLES[0], "--exit-zero", env=path).returncode, 0)
            done = aixc("plan", "-", stdin="system s\n", env=path)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("nothing to plan", done.stdout)

    def test_usage(self):
        self.assertEqual(aixc("plan").returncode, 2)
        self.assertEqual(aixc("plan", EXAMPLES[0], "--target", "tiny").returncode, 2)
        for amount in ("much", "-1", "nan", "inf", "1e"):
            done = aixc("plan", EXAMPLES[0], f"--budget={amount}")
            self.assertEqual((done.returncode, done.stdout), (2, ""), amount)
            self.assertIn("is no amount", done.stderr)
        self.assertEqual(aixc("plan", EXAMPLES[0], "--json", "--markdown").returncode, 2)


if __name__ == "__main__":
    unittest.main()
