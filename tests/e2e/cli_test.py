#!/usr/bin/env python3
"""The command line on the built program: exit codes, streams, files."""

import json
import os
import pathlib
import pty
import subprocess
import tempfile
import unittest

from program import BINARY, EXAMPLES, SOURCE, aixc

MODEL = EXAMPLES[0]
BROKEN = "system s\nagnet helper\n"


class ExitCodes(unittest.TestCase):
    def test_usage(self):
        self.assertEqual(aixc().returncode, 2)
        self.assertEqual(aixc("--no-such-option", MODEL).returncode, 2)
        self.assertEqual(aixc("chekc", MODEL).returncode, 2)
        self.assertEqual(aixc("--help").returncode, 0)
        self.assertEqual(aixc("--version").returncode, 0)

    def test_input(self):
        self.assertEqual(aixc("/no/such/model.aisys").returncode, 2)
        self.assertEqual(aixc(SOURCE / "examples", "-o", "-", "--format", "json").returncode, 2)
        self.assertEqual(aixc("-", stdin=BROKEN).returncode, 1)
        self.assertEqual(aixc("-", stdin="").returncode, 1, "no system")

    def test_gate(self):
        model = "system s\n"
        self.assertEqual(aixc("check", "-", stdin=model).returncode, 0)
        self.assertEqual(aixc("check", MODEL).returncode, 1)
        self.assertEqual(aixc("check", MODEL, "--exit-zero").returncode, 0)
        self.assertEqual(aixc("check", "-", "--exit-zero", stdin=BROKEN).returncode, 0)
        self.assertEqual(aixc("check", "/none.aisys", "--exit-zero").returncode, 2)

    def test_full_device(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full")
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([BINARY, "list", "threats"], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"standard output", done.stderr)


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def test_several_outputs_are_written_all_or_none(self):
        old = self.path / "old.svg"
        old.write_text("old", encoding="utf-8")
        (self.path / "folder.md").mkdir()
        before = sorted(self.path.iterdir())
        for command in ((MODEL,), ("check", MODEL, "--exit-zero")):
            first = "old.svg" if len(command) == 1 else "sarif:old.svg"
            for bad, reason in (("none/x.md", "no such directory"), ("folder.md", "is a directory")):
                for outputs in ((first, bad), (bad, first)):
                    with self.subTest(command=len(command), outputs=outputs):
                        done = aixc(*command, "-o", outputs[0], "-o", "new.md", "-o", outputs[1],
                                    cwd=self.path)
                        self.assertEqual(done.returncode, 2, done.stderr)
                        self.assertIn(f"`{bad}` cannot be written: {reason}", done.stderr)
                        self.assertIn("nothing was written", done.stderr)
                        self.assertEqual(old.read_text(encoding="utf-8"), "old")
                        self.assertEqual(sorted(self.path.iterdir()), before)
        # Even what only fails in the end, on a device that is full, is undone.
        done = aixc(MODEL, "-o", "old.svg", "-o", "new.md", "-o", "/dev/full", "--format", "csv",
                    cwd=self.path)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(old.read_text(encoding="utf-8"), "old")
        self.assertEqual(sorted(self.path.iterdir()), before)
        done = aixc(MODEL, "-o", "old.svg", "-o", "new.md", "-o", "/dev/null", "--format", "csv",
                    cwd=self.path)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(old.read_text(encoding="utf-8").startswith("<svg"))
        self.assertEqual(sorted(self.path.iterdir()), sorted([*before, self.path / "new.md"]))

    def test_several_outputs(self):
        done = aixc(MODEL, "-o", self.path / "a.json", "-o", self.path / "a.svg", "-o",
                    self.path / "a.dot")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertEqual(sorted(p.name for p in self.path.iterdir()), ["a.dot", "a.json", "a.svg"])

    def test_standard_streams(self):
        text = MODEL.read_text(encoding="utf-8").replace('import "acme/controls.aisys"\n', "")
        done = aixc("-", "-o", "-", "--format", "json", stdin=text)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["system"]["id"], "support")

    def test_errors_leave_old_outputs(self):
        out = self.path / "out.json"
        out.write_text("old", encoding="utf-8")
        self.assertEqual(aixc("-", "-o", out, stdin=BROKEN).returncode, 1)
        self.assertEqual(out.read_text(encoding="utf-8"), "old")
        self.assertEqual([p.name for p in self.path.iterdir()], ["out.json"])

    def test_a_reader_sees_a_whole_file(self):
        out = self.path / "out.json"
        out.write_text("old", encoding="utf-8")
        reader = out.open(encoding="utf-8")
        self.assertEqual(aixc(MODEL, "-o", out).returncode, 0)
        self.assertEqual(reader.read(), "old", "the old file stays whole until it is replaced")
        reader.close()
        self.assertEqual(json.loads(out.read_text(encoding="utf-8"))["system"]["id"], "support")
        self.assertEqual([p.name for p in self.path.iterdir()], ["out.json"])

    def test_unwritable_outputs(self):
        done = aixc(MODEL, "-o", self.path / "no/such/folder/out.json")
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot be written", done.stderr)
        (self.path / "folder.json").mkdir()
        self.assertEqual(aixc(MODEL, "-o", self.path / "folder.json").returncode, 2)

    def test_messages_name_files_as_seen_from_here(self):
        (self.path / "models").mkdir()
        (self.path / "models/m.aisys").write_text(BROKEN, encoding="utf-8")
        done = aixc("check", "models", "--format", "gcc", cwd=self.path)
        self.assertTrue(done.stdout.startswith("models/m.aisys:2:1: error: "), done.stdout)


class Colour(unittest.TestCase):
    def on_terminal(self, env):
        """What `check` writes to a terminal."""
        main, other = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | env
        with subprocess.Popen([BINARY, "check", MODEL], stdout=other, stderr=subprocess.DEVNULL,
                              env=environment) as process:
            os.close(other)
            written = b""
            while True:
                try:
                    piece = os.read(main, 4096)
                except OSError:  # the other end is closed
                    break
                if not piece:
                    break
                written += piece
            process.wait()
        os.close(main)
        return written

    def test_terminal_and_no_color(self):
        self.assertNotIn("\x1b", aixc("check", MODEL).stdout)
        self.assertIn(b"\x1b[", self.on_terminal({}))
        self.assertNotIn(b"\x1b[", self.on_terminal({"NO_COLOR": "1"}))


class Help(unittest.TestCase):
    def test_every_command_of_the_sources_is_shown(self):
        table = (SOURCE / "compiler/cli/command.h").read_text(encoding="utf-8")
        names = [line.split()[1].removesuffix("_command();") for line in table.splitlines()
                 if line.startswith("Command ")]
        self.assertGreater(len(names), 8)
        shown = aixc("--help").stdout
        for name in names:
            if name != "build":
                self.assertIn(f"  aixc {name.replace('_', '-')} ", shown)


if __name__ == "__main__":
    unittest.main()
