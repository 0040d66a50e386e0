#!/usr/bin/env python3
"""`aixc init`: what it writes compiles, is formatted, and replaces nothing."""

import os
import pathlib
import pty
import subprocess
import tempfile
import unittest

from program import BINARY, aixc

TEMPLATES = ("chatbot", "rag", "agent", "classifier", "finetune")


class Init(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)

    def assert_good(self, file):
        done = aixc(file, "--strict")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"threats? appl")
        self.assertEqual(aixc("fmt", "--check", file).returncode, 0, file.read_text())
        self.assertTrue(all(len(line) <= 100 for line in file.read_text().splitlines()))

    def test_templates(self):
        for template in TEMPLATES:
            with self.subTest(template=template):
                file = self.path / f"{template}.aisys"
                done = aixc("init", "--template", template, "-o", file)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assert_good(file)
                self.assertNotIn("@", file.read_text())
                piped = aixc("init", "--template", template, "-o", "-")
                self.assertEqual(piped.stdout, file.read_text())

    def test_replaces_nothing(self):
        first = aixc("init", "--template", "rag", cwd=self.path)
        self.assertEqual(first.returncode, 0, first.stderr)
        file = self.path / "model.aisys"
        file.write_text("mine\n")
        done = aixc("init", "--template", "rag", cwd=self.path)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--force", done.stderr)
        self.assertEqual(file.read_text(), "mine\n")
        file.write_text("")
        self.assertEqual(aixc("init", "--template", "rag", cwd=self.path).returncode, 2)
        self.assertEqual(aixc("init", "--template", "rag", "--force", cwd=self.path).returncode, 0)
        self.assert_good(file)

    def test_refusals(self):
        done = aixc("init", cwd=self.path)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--template", done.stderr)
        self.assertIn("finetune", done.stderr)
        done = aixc("init", "--template", "chatbto", cwd=self.path)
        self.assertIn("did you mean `chatbot`", done.stderr)
        self.assertEqual(aixc("init", "--template", "rag", "-o", "a", "-o", "b",
                              cwd=self.path).returncode, 2)
        self.assertEqual(list(self.path.iterdir()), [])

    def ask(self, answers):
        ours, theirs = pty.openpty()
        process = subprocess.Popen([BINARY, "init"], cwd=self.path, stdin=theirs,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        os.close(theirs)
        os.write(ours, answers.encode())
        said = process.communicate(timeout=120)[0].decode()
        os.close(ours)
        return process.returncode, said

    def test_questions(self):
        code, said = self.ask('clasifier\nchatbot\nThe "best" @TITLE@ \\ of {all}\n\nÅngström & Co\n'
                              "sec\nn\n")
        self.assertEqual(code, 0, said)
        self.assertIn("`clasifier` is none of them; did you mean `classifier`?", said)
        file = self.path / "model.aisys"
        self.assert_good(file)
        text = file.read_text()
        self.assertIn(r'"The \"best\" @TITLE@ \\ of {all}"', text)
        self.assertIn('"Our organisation"', text)
        self.assertIn('"Ångström & Co"', text)
        self.assertIn("sensitivity: secret, personal: no", text)

    def test_end_of_answers(self):
        code, said = self.ask("rag\nMine\n\x04")
        self.assertEqual(code, 2, said)
        self.assertIn("nothing was written", said)
        self.assertEqual(list(self.path.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
