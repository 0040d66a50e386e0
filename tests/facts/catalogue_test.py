#!/usr/bin/env python3
"""Holds the library's catalogue against the facts, and tests that a gap does not go unseen."""

import contextlib
import io
import json
import pathlib
import re
import shutil
import tempfile
import unittest

import check_catalogue
import make_digest

HERE = pathlib.Path(__file__).resolve().parent
STDLIB = HERE.parents[1] / "stdlib"
FACTS = HERE.parents[2] / "shared" / "facts"


def check(root):
    """The exit code and the lines of check_catalogue for the library at `root`."""
    check_catalogue.problems.clear()
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = check_catalogue.main(root)
    return code, said.getvalue()


class Catalogue(unittest.TestCase):
    def test_the_library_agrees_with_the_facts(self):
        code, said = check(STDLIB)
        self.assertEqual(code, 0, said)

    @unittest.skipUnless(FACTS.is_dir(), "the extract of the Exchange is not here")
    def test_the_digest_is_cut_from_the_facts(self):
        out = io.StringIO()
        make_digest.write(make_digest.digest(make_digest.read_facts(FACTS)), out)
        self.assertEqual(out.getvalue(), (HERE / "digest.json").read_text(encoding="utf-8"))

    def test_the_digest_is_json(self):
        json.loads((HERE / "digest.json").read_text(encoding="utf-8"))


class Gaps(unittest.TestCase):
    """Each spoils a copy of the library in one place."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "stdlib"
        for part in ("kinds", "threats", "controls", "taxonomies"):
            shutil.copytree(STDLIB / part, self.root / part)

    def spoiled(self, file, pattern, replacement):
        path = self.root / file
        text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
        self.assertEqual(count, 1, f"{pattern!r} is not in {file}")
        path.write_text(text, encoding="utf-8")
        code, said = check(self.root)
        self.assertEqual(code, 1)
        return said

    def test_a_control_that_no_longer_helps(self):
        said = self.spoiled("threats/runtime.aisys", r"controls: \[ENCODE_MODEL_OUTPUT\]\n", "")
        self.assertIn(
            "relation missing: outputcontainsconventionalinjection - ENCODEMODELOUTPUT (direct)", said
        )

    def test_a_control_that_the_exchange_does_not_name(self):
        said = self.spoiled(
            "threats/runtime.aisys",
            r"controls: \[ENCODE_MODEL_OUTPUT\]",
            "controls: [ENCODE_MODEL_OUTPUT, RATE_LIMIT]",
        )
        self.assertIn("does not have: outputcontainsconventionalinjection - RATELIMIT", said)

    def test_a_group_that_is_left_out(self):
        said = self.spoiled("threats/input.aisys", r"  control_groups: \[limit_unwanted\]\n", "")
        self.assertIn("relation missing: evasion - OVERSIGHT", said)

    def test_a_wrong_section(self):
        said = self.spoiled("threats/input.aisys", 'section: "2.2.2"', 'section: "2.2.9"')
        self.assertIn("indirectpromptinjection: the section is '2.2.9'", said)

    def test_a_threat_that_is_missing(self):
        said = self.spoiled("threats/runtime.aisys", r"(?s)threat agent_escape .*\n\}\n", "")
        self.assertIn("threat `agentescape` (Agent escape) is missing", said)

    def test_a_slug_that_nobody_knows(self):
        said = self.spoiled("threats/input.aisys", 'slug: "jailbreak"', 'slug: "jailbrake"')
        self.assertIn("variant `jailbreak` (Jailbreak) is missing", said)
        self.assertIn("the Exchange has no `jailbrake`", said)

    def test_a_mapping_that_nobody_published(self):
        said = self.spoiled("threats/input.aisys", 'maps: { llm2026: \\["LLM01"\\]', 'maps: { llm2026: ["LLM02"]')
        self.assertIn("prompt_injection: `maps` lacks llm2026 LLM01", said)
        self.assertIn("prompt_injection: `maps` has llm2026 LLM02, which nobody published", said)

    def test_an_older_name_that_no_longer_resolves(self):
        said = self.spoiled("controls/development.aisys", r' *aliases: \["DEV_DATA_PROTECT"\]', "")
        self.assertIn("the older control `DEVDATAPROTECT` does not resolve", said)

    def test_one_name_for_two_threats(self):
        said = self.spoiled("threats/input.aisys", '"crescendo"', '"jail_break"')
        self.assertIn("threat name `jailbreak` means both", said)

    def test_an_attribute_that_is_not_declared(self):
        said = self.spoiled("threats/input.aisys", "likelihood: 3", "likelyhood: 3")
        self.assertIn("`likelyhood` is no attribute of `threat`", said)

    def test_a_text_that_is_missing(self):
        said = self.spoiled("controls/runtime.aisys", r'  verify: "[^\n]*"\n', "")
        self.assertIn("has no `verify`", said)


if __name__ == "__main__":
    unittest.main()
