#!/usr/bin/env python3
"""The language server and the preview of VS Code, with VS Code's own protocol library and in Chromium."""

import pathlib
import tempfile
import unittest

from foreign import NODE, node
from program import BINARY, EXAMPLES, SOURCE, aixc


@unittest.skipUnless(NODE, "the npm packages of tests/foreign are not installed")
class Foreign(unittest.TestCase):
    def test_the_protocol_library_reads_every_answer(self):
        found = node("lsp.mjs", BINARY, EXAMPLES[0])
        for what in ("diagnostics", "hints", "lenses", "folds", "tokens", "legend"):
            self.assertTrue(found[what], what)
        self.assertEqual(found["cancelled"], -32800)
        self.assertEqual(found["code"], 0)
        self.assertEqual(found["refreshed"], ["hints", "lenses", "workspace/didChangeWatchedFiles"])

    def test_the_preview_shows_marks_and_tells(self):
        with tempfile.TemporaryDirectory() as folder:
            picture = pathlib.Path(folder, "report.svg")
            aixc(EXAMPLES[0], "-o", picture)
            found = node("preview.mjs", SOURCE / "editors/vscode/media", picture)
        self.assertEqual(found["wrong"], [])
        self.assertEqual(found["said"], [{"type": "ready"}, {"type": "clicked", "id": found["id"]}])
        light, dark = found["papers"][:2]
        self.assertNotEqual(light, dark)
        self.assertEqual(found["papers"], [light, dark, light, dark, light])
        self.assertEqual((found["width"], found["note"]), ("125%", "2 errors"))


if __name__ == "__main__":
    unittest.main()
