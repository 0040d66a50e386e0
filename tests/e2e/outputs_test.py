#!/usr/bin/env python3
"""Every example in every format: made, accepted by software that is not ours, always the same."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from program import EXAMPLES, SOURCE, aixc

try:
    import jsonschema
except ImportError:
    jsonschema = None

FORMATS = {row["name"]: row for row in json.loads(aixc("list", "formats", "--json").stdout)}


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


ACCEPT = {"json": accept_json, "svg": accept_svg, "dot": accept_dot, "text": accept_text}


class Outputs(unittest.TestCase):
    def test_every_format_has_its_judge(self):
        self.assertEqual(set(FORMATS), set(ACCEPT))

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


if __name__ == "__main__":
    unittest.main()
