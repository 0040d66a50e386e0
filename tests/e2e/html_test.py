#!/usr/bin/env python3
"""The HTML report in Chromium: what it is, what a reader can do with it, how it prints."""

import html
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from program import EXAMPLES, aixc
from foreign import NODE, node

MOST_BYTES = 500_000  # of an example's page
PLAN = ["--plan"] if shutil.which("cbc") else []


@unittest.skipUnless(NODE, "the npm packages of tests/foreign are not installed")
class Html(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.pages = {}
        for example, plan in ((EXAMPLES[0], []), (EXAMPLES[3], PLAN)):
            page = pathlib.Path(cls.folder.name) / (example.stem + ".html")
            done = aixc(example, "-o", page, *plan)
            assert done.returncode == 0 and done.stderr == "", done.stderr
            cls.pages[example] = page

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_pages_are_whole_clean_and_accessible(self):
        found = node("html.mjs", "judge", *self.pages.values())
        for example, path in self.pages.items():
            page = found[str(path)]
            with self.subTest(example=example.name):
                self.assertLess(path.stat().st_size, MOST_BYTES)
                for nothing in ("requests", "console", "errors", "dialogs", "axe", "dark", "twice",
                                "dangling", "used", "active"):
                    self.assertEqual(page[nothing], [], nothing)
                for none in ("framed", "captionless", "scopeless"):
                    self.assertEqual(page[none], 0, none)
                self.assertEqual((page["scripts"], page["lang"]), (1, "en"))
                self.assertLessEqual(set(page["schemes"]), {"http", "https", "mailto"})
                self.assertIn("default-src 'none'", page["policy"])
                self.assertEqual(page["darkness"], "rgb(15, 20, 32)")
                self.assertLessEqual(max(page["overflow"], page["overflowOnPhone"]), 0)

    def test_a_plan_is_shown_where_it_is_asked_for(self):
        ranked = self.pages[EXAMPLES[0]].read_text(encoding="utf-8")
        self.assertTrue("These are controls one by one, not a plan" in ranked)
        self.assertFalse('id="steps-table"' in ranked)
        if not PLAN:
            self.skipTest("coinor-cbc is not installed")
        planned = self.pages[EXAMPLES[3]].read_text(encoding="utf-8")
        self.assertFalse("not a plan" in planned)
        told = json.loads(aixc("plan", EXAMPLES[3], "--json").stdout)
        steps = re.search(r'<table id="steps-table".*?</table>', planned, re.DOTALL)[0]
        self.assertEqual(steps.count("<tr>") - 1, len(told["steps"]))
        said = html.unescape(steps)
        self.assertEqual([it["statement"] for it in told["steps"] if it["statement"] not in said], [])
        goals = re.search(r'<table id="goals-table".*?</table>', planned, re.DOTALL)[0]
        self.assertEqual(goals.count("within the target"), sum(it["reached"] for it in told["findings"]))
        again = aixc(EXAMPLES[3], "-o", "-", "--format", "html", "--plan").stdout
        self.assertTrue(again == planned, "two runs give two pages")

    def test_tests_stand_for_each_finding_form_and_control(self):
        page = self.pages[EXAMPLES[0]].read_text(encoding="utf-8")
        told = json.loads(aixc("testplan", EXAMPLES[0], "--json").stdout)
        shown = [it["show"] for it in [*told["tests"], *told["controls"]]]
        shown += [form["show"] for row in told["tests"] for form in row["forms"]]
        self.assertGreater(len(told["controls"]), 0)
        self.assertTrue(any(row["forms"] for row in told["tests"]))
        self.assertEqual([text for text in shown if text not in html.unescape(page)], [])

    def test_a_reader_can_filter_sort_trace_and_print(self):
        pdf = pathlib.Path(self.folder.name) / "report.pdf"
        found = node("html.mjs", "use", self.pages[EXAMPLES[0]], pdf)
        self.assertEqual((found["skip"], found["skipped"]), ("skip", "content"))

        filters = found["filters"]
        self.assertTrue(0 < filters["found"] < filters["all"])
        self.assertEqual(filters["count"], f"{filters['found']} of {filters['all']} shown")
        self.assertEqual(set(filters["levels"]), {filters["level"]})

        sorting = found["sorting"]
        self.assertEqual(sorting["up"], sorted(sorting["up"]))
        self.assertEqual(sorting["down"], sorted(sorting["down"], reverse=True))
        self.assertNotEqual(sorting["up"], sorting["down"])
        self.assertEqual((sorting["first"], sorting["then"]), ("ascending", "descending"))

        seen = found["map"]
        whole, zoomed, moved, fitted = ([float(n) for n in seen[key].split()]
                                        for key in ("whole", "zoomed", "moved", "fitted"))
        self.assertLess(zoomed[2], whole[2])
        self.assertGreater(moved[0], zoomed[0])
        self.assertEqual(fitted, whole)
        self.assertEqual((seen["untraced"], seen["released"]), (0, 0))
        self.assertGreater(seen["hovered"], 2)
        self.assertEqual(seen["kept"], seen["hovered"])
        self.assertGreater(seen["fromDetail"], 2)
        self.assertTrue(seen["second"] and seen["hash"])
        self.assertEqual(seen["selected"], [seen["element"]])
        self.assertGreater(seen["unselected"], 1)

        self.assertEqual(found["axe"], [])
        self.assertEqual(set(map(len, found["heard"].values())), {0})
        plain = found["plain"]
        self.assertEqual(plain["rows"], filters["all"])
        self.assertTrue(plain["map"] and plain["proofs"] and plain["opened"])
        self.assertFalse(plain["filters"])
        self.check_print(pdf)

    def check_print(self, pdf):
        self.assertTrue(pdf.read_bytes().startswith(b"%PDF"))
        if not shutil.which("pdftotext"):
            return
        text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], text=True, check=True,
                              capture_output=True).stdout
        self.assertIn("Risk register", text)
        self.assertIn("risk without controls", text, "proofs are open in print")
        self.assertNotIn("Show all", text, "controls are not printed")

    def test_the_theme_can_be_fixed(self):
        for theme, background in (("light", "#ffffff"), ("dark", "#0f1420")):
            page = aixc(EXAMPLES[0], "-o", "-", "--format", "html", "--theme", theme).stdout
            self.assertIn(f"color-scheme:{theme}", page)
            self.assertIn(f"--bg:{background}", page)
            self.assertNotIn("prefers-color-scheme", page)


if __name__ == "__main__":
    unittest.main()
