#!/usr/bin/env python3
"""Every example in every format: made, accepted by software that is not ours, always the same."""

import csv
import io
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from foreign import NODE, node
from program import EXAMPLES, SOURCE, aixc

try:
    import jsonschema
except ImportError:
    jsonschema = None

ATTACKS = sorted((SOURCE / "examples/attacks").glob("*.aisys"))
# Bitmaps and PDF are judged in pictures_test.py.
PICTURES = {"png", "pdf"}
FORMATS = {row["name"] for row in json.loads(aixc("list", "formats", "--json").stdout)} - PICTURES


def accept_json(text):
    report = json.loads(text)
    schema = json.loads((SOURCE / "docs/schema/aixc-report-1.json").read_text(encoding="utf-8"))
    assert report["schema"] == schema["$id"]
    if jsonschema:
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(report, schema)
    for name, entries in (("element", report["findings"]), ("element", report["questions"])):
        paths = {e["path"] for e in report["elements"]} | {"system"}
        for entry in entries:
            assert entry[name] in paths or " -> " in entry[name] or entry[name] in {
                d["id"] for d in report["data"] + report["parties"]}, entry[name]
    count = len(report["facts"])
    for finding in report["findings"]:
        for verdict in finding["raised"] + finding["dismissed"]:
            assert all(fact < count for fact in verdict["facts"])
            for step in verdict["witness"]:
                assert step.get("flow", 0) < max(len(report["flows"]), 1)


def accept_svg(text):
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    for element in root.iter():
        assert "style" not in element.attrib, "a style attribute"
        assert not element.tag.endswith("}script"), "a script"


def accept_dot(text):
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tcanon"], input=text, text=True, check=True, capture_output=True)


def accept_text(text):
    assert text.endswith("\n")


def accept_csv(text):
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert rows and all(None not in row and None not in row.values() for row in rows)
    assert all(row["threat"] and row["status"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def accept_html(text):
    # What a browser makes of it is in html_test.py.
    assert text.startswith("<!doctype html>") and text.endswith("</html>\n")
    assert text.count("<script") == text.count("</script>") == 1
    for name in ("map-view", "register-table", "ledger-table"):
        assert text.count(f'id="{name}"') == 1, name


def accept_markdown(text):
    # What GFM, MDX and Mermaid make of it is tested below, for all examples at once.
    assert text.startswith("# ") and text.count("```") == 2


def accept_mermaid(text):
    assert text.startswith("flowchart ")


def accept_sarif(text):  # ci_test.py has the validator read it
    assert json.loads(text)["version"] == "2.1.0"


ACCEPT = {"csv": accept_csv, "sarif": accept_sarif, "html": accept_html, "markdown": accept_markdown,
          "mermaid": accept_mermaid, "json": accept_json, "svg": accept_svg, "dot": accept_dot, "text": accept_text}


class Outputs(unittest.TestCase):
    def test_every_format_has_its_judge(self):
        self.assertEqual(FORMATS, set(ACCEPT))

    def test_every_example_in_every_format(self):
        self.assertGreater(len(EXAMPLES), 4)
        for example in EXAMPLES:
            for name, accept in ACCEPT.items():
                with self.subTest(example=example.name, format=name):
                    done = aixc(example, "-o", "-", "--format", name)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertEqual(done.stderr, "")
                    accept(done.stdout)

    def test_the_same_input_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "elsewhere"
            shutil.copytree(SOURCE / "examples", copy)
            for name in FORMATS:
                if name == "text":  # made for people, it names files as they were named
                    continue
                here = aixc(EXAMPLES[0], "-o", "-", "--format", name).stdout
                there = aixc(copy / EXAMPLES[0].name, "-o", "-", "--format", name, cwd="/").stdout
                self.assertEqual(here, there, name)
                self.assertNotIn(str(SOURCE), here, name)

    def test_every_model_validates_against_the_published_schema(self):
        for model in EXAMPLES + ATTACKS:
            with self.subTest(model=model.name):
                accept_json(aixc(model, "-o", "-", "--format", "json").stdout)

    def test_the_schema_is_strict(self):
        """Every object with fields of its own says that it has no others."""
        schema = json.loads((SOURCE / "docs/schema/aixc-report-1.json").read_text(encoding="utf-8"))

        def check(part, path):
            if isinstance(part, list):
                for index, item in enumerate(part):
                    check(item, f"{path}/{index}")
            if not isinstance(part, dict):
                return
            if isinstance(part.get("properties"), dict) and part.get("type") == "object":
                self.assertIs(part.get("additionalProperties", part.get("unevaluatedProperties")), False, path)
            for key, value in part.items():
                check(value, f"{path}/{key}")

        check(schema, "#")

    @unittest.skipUnless(NODE, "the npm packages of tests/foreign are not installed")
    def test_foreign_readers_accept_what_they_read(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for example in EXAMPLES:
                for extension in ("md", "mmd", "json"):
                    out = folder / f"{example.stem}.{extension}"
                    self.assertEqual(aixc(example, "-o", out).returncode, 0)
            found = node("texts.mjs", folder, SOURCE / "docs/schema/aixc-report-1.json")
        self.assertEqual(len(found), 3 * len(EXAMPLES))
        for path, result in found.items():
            with self.subTest(output=pathlib.Path(path).name):
                self.assertEqual(result["errors"], [])
                if path.endswith(".md"):
                    self.assertEqual(set(result["schemes"]), {"https:"})
                    self.assertGreaterEqual(result["tables"], 1)
                if path.endswith(".mmd"):
                    self.assertGreater(result["nodes"], 2)


if __name__ == "__main__":
    unittest.main()
