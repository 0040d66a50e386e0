#!/usr/bin/env python3
"""Tests of evaluate.py, on reports made up here."""

import unittest

import evaluate

CASE = {
    "file": "x.aisys", "case": "X", "name": "X", "usable_for_recall": "yes",
    "realised": [
        {"threat": "indirectpromptinjection", "elements": ["a"], "any_of_group": "pi"},
        {"threat": "directpromptinjection", "elements": ["a"], "any_of_group": "pi"},
        {"threat": "excessiveagency", "elements": ["a"]},
        {"threat": "genericsecthreats", "elements": ["system"]},
    ],
    "contributing": [],
    "not_applicable": ["evasion"],
}


def report(*findings, scenarios=(), questions=0):
    """A report on a model with an agent in a cloud; a finding is (slug, element, status)."""
    return {
        "elements": [{"path": "c", "kind": "cloud"}, {"path": "a", "kind": "agent"}],
        "findings": [{"slug": s, "element": e, "status": t} for s, e, t in findings],
        "scenarios": [{"id": name} for name in scenarios],
        "questions": [{}] * questions,
    }


def verdicts(made_up):
    return [j["verdict"] for j in evaluate.evaluate_case(CASE, made_up)["realised"]]


class Verdicts(unittest.TestCase):
    def test_nothing_is_found_in_an_empty_report(self):
        self.assertEqual(verdicts(report()), ["missed", "missed", "missed"])

    def test_one_reading_of_a_group_is_enough(self):
        found = report(("directpromptinjection", "a", "applies"))
        self.assertEqual(verdicts(found)[0], "found")

    def test_a_treated_threat_is_found_and_an_open_one_is_not(self):
        self.assertEqual(verdicts(report(("directpromptinjection", "a", "countered")))[0], "found")
        self.assertEqual(verdicts(report(("directpromptinjection", "a", "open")))[0], "open")

    def test_another_element_is_told_apart(self):
        self.assertEqual(verdicts(report(("directpromptinjection", "b", "applies")))[0], "elsewhere")

    def test_agency_is_found_by_escape_or_by_a_scenario(self):
        self.assertEqual(verdicts(report(("agentescape", "a", "applies")))[1], "found")
        self.assertEqual(verdicts(report(scenarios=["rule_of_two"]))[1], "found")
        self.assertEqual(verdicts(report(scenarios=["steal_then_craft"]))[1], "missed")


class Counts(unittest.TestCase):
    def test_conventional_findings_and_places_are_counted_apart(self):
        result = evaluate.evaluate_case(CASE, report(
            ("genericsecthreats", "system", "applies"), ("agentescape", "a", "applies"),
            questions=3))
        self.assertEqual(
            (result["elements"], result["findings"], result["conventional"], result["questions"]),
            (1, 1, 1, 3))
        self.assertEqual(result["busiest"], ("a", 1))

    def test_what_cannot_apply_is_false_only_when_it_is_said_to_apply(self):
        result = evaluate.evaluate_case(CASE, report(("evasion", "a", "open")))
        self.assertEqual((result["false"], result["false_open"]), ([], ["evasion"]))
        result = evaluate.evaluate_case(CASE, report(("evasion", "a", "applies")))
        self.assertEqual((result["false"], result["false_open"]), (["evasion"], []))

    def test_recall_leaves_conventional_threats_out(self):
        total = evaluate.totals([evaluate.evaluate_case(CASE, report(
            ("directpromptinjection", "a", "applies"), ("genericsecthreats", "system", "applies")))])
        self.assertEqual((total["hits"], total["scored"], total["conventional_hits"]), (1, 2, 1))


if __name__ == "__main__":
    unittest.main()
