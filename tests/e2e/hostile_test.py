#!/usr/bin/env python3
"""Hostile texts in every format that the program lists: nothing of them becomes active.

The formats come from `aixc list formats`, so a new one is held to the same. What a format is read by
is decided by what it is: pages and pictures by Chromium, JSON and XML by their parsers, Markdown and
Mermaid by theirs, sheets by csv, graphs by Graphviz."""

import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from foreign import NODE, node
from program import SOURCE, aixc

CORPUS = sorted((SOURCE / "tests/corpus/hostile").glob("*.aisys"))
FORMATS = {row["name"]: row for row in json.loads(aixc("list", "formats", "--json").stdout)}
BINARY = (b"\x89PNG", b"%PDF")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FORMULA = re.compile(r"^[ ]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def outputs_of(model, folder):
    """Every format of a model, of one run: its name and the file."""
    paths = {name: folder / f"{model.stem}{row['extensions'][0]}" for name, row in FORMATS.items()}
    plan = ["--plan"] if shutil.which("cbc") else []
    done = aixc(model, *plan, *(word for path in paths.values() for word in ("-o", path)))
    assert done.returncode == 0, f"{model.name}: {done.stderr}"
    return paths


def check_xml(text):
    for element in ElementTree.fromstring(text).iter():
        assert not element.tag.endswith("}script"), "a script"
        for key, value in element.attrib.items():
            assert not key.startswith("on") and key != "style", key
            if key.endswith("href"):
                assert value.startswith(("#", "https:", "http:", "mailto:")), value


def check_csv(text):
    for row in csv.reader(io.StringIO(text, newline=""), strict=True):
        for field in row:
            assert not FORMULA.match(field), field
            # Programs of another locale take `;` or a tab for what separates fields.
            assert not any(FORMULA.match(part) for part in re.split("[;\t|]", field)), field
    # And one that knows no quotes splits everywhere.
    assert not any(FORMULA.match(part) for part in re.split('[,;\t|"\r\n]', text)), "split anywhere"


def cells_of(path):
    """The filled cells of a sheet of LibreOffice: whether each is a formula, and what it shows."""
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    cells = ElementTree.parse(path).iter(table + "table-cell")
    shown = [(table + "formula" in cell.attrib, "".join(cell.itertext()).strip()) for cell in cells]
    return [cell for cell in shown if cell[1]]


def check_dot(text):
    if shutil.which("dot"):
        drawn = subprocess.run(["dot", "-Tsvg"], input=text, text=True, check=True, capture_output=True).stdout
        check_xml(drawn.replace("xlink:href", "href"))
        assert "<a " not in drawn, "a link"


def check(name, data):
    if data.startswith(BINARY):
        return
    text = data.decode("utf-8")
    found = CONTROL.search(text)
    assert not found, f"a control character: {text[max(0, found.start() - 40):found.end()]!r}"
    if name == "csv":
        check_csv(text)
    elif name == "dot":
        check_dot(text)
    elif text.startswith(("{", "[")) and name != "text":
        json.loads(text)
    elif text.startswith(("<svg", "<?xml")) and name != "text":
        check_xml(text)


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.outputs = {}
        for model in CORPUS:
            cls.outputs[model.stem] = outputs_of(model, pathlib.Path(cls.folder.name))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def each(self, *formats):
        for model, outputs in self.outputs.items():
            for name, path in outputs.items():
                if not formats or name in formats:
                    with self.subTest(model=model, format=name):
                        yield path

    def test_the_corpus_is_there(self):
        self.assertGreater(len(CORPUS), 12)

    def test_every_format_is_what_its_parser_expects(self):
        for model, outputs in self.outputs.items():
            for name, path in outputs.items():
                with self.subTest(model=model, format=name):
                    check(name, path.read_bytes())

    def test_json_validates_whatever_the_texts(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        schema = json.loads((SOURCE / "docs/schema/aixc-report-1.json").read_text(encoding="utf-8"))
        for path in self.each("json"):
            jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)

    @unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed")
    def test_a_spreadsheet_program_sees_no_formula(self):
        sheets = [outputs["csv"] for outputs in self.outputs.values()]
        control = pathlib.Path(self.folder.name) / "control.csv"
        control.write_text('a,b\r\n=1+1,"\'=1+1"\r\n', encoding="utf-8")
        with tempfile.TemporaryDirectory() as out:
            subprocess.run(["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless",
                            "--convert-to", "fods", "--outdir", out, *map(str, [*sheets, control])],
                           check=True, capture_output=True, timeout=300)
            cells = {path.stem: cells_of(path) for path in pathlib.Path(out).glob("*.fods")}
        # The program does take what is not escaped for a formula: else this would test nothing.
        self.assertEqual([formula for formula, _ in cells.pop("control")], [False, False, True, False])
        self.assertEqual(set(cells), set(self.outputs))
        for model, found in cells.items():
            with self.subTest(model=model):
                self.assertEqual([text for formula, text in found if formula], [])
        self.assertTrue(any(text.startswith("'=HYPERLINK") for _, text in cells["formulas"]))

    @unittest.skipUnless(NODE, "the npm packages of tests/foreign are not installed")
    def test_nothing_runs_in_a_browser(self):
        shown = [path for outputs in self.outputs.values() for path in outputs.values()
                 if path.suffix in (".html", ".svg")]
        found = node("html.mjs", "look", *shown)
        self.assertEqual(len(found), len(shown))
        for path, seen in found.items():
            with self.subTest(output=pathlib.Path(path).name):
                for nothing in ("strange", "active", "twice", "dialogs", "requests", "console", "errors"):
                    self.assertEqual(seen[nothing], [], nothing)
                self.assertFalse(seen["pwned"])
                self.assertEqual(seen["scripts"], 1 if path.endswith(".html") else 0)
                self.assertLessEqual(seen["overflow"], 0)

    @unittest.skipUnless(NODE, "the npm packages of tests/foreign are not installed")
    def test_markdown_and_mermaid_stay_text(self):
        with tempfile.TemporaryDirectory() as folder:
            for outputs in self.outputs.values():
                for name in ("markdown", "mermaid"):
                    shutil.copy(outputs[name], folder)
            found = node("texts.mjs", folder, SOURCE / "docs/schema/aixc-report-1.json")
        for path, seen in found.items():
            with self.subTest(output=pathlib.Path(path).name):
                self.assertEqual(seen["errors"], [])
                self.assertEqual(seen["active"], [])
                if path.endswith(".md"):
                    self.assertLessEqual(set(seen["schemes"]), {"https:"})
                    self.assertEqual({len(columns) for columns in seen["columns"]}, {1}, "a table of even rows")
                    self.assertNotRegex(seen["text"], r"(^|\W)@everyone|(^|\W)#1\b")
                else:
                    self.assertEqual(seen["nodes"], 6 if "library" not in path else 3)


if __name__ == "__main__":
    unittest.main()
