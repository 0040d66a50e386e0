#!/usr/bin/env python3
"""`aixc watch` and `--depfile`: what is read is known, and changes of it are seen."""

import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time
import unittest

from program import BINARY, aixc

MODEL = 'import "parts/data.aisys"\nsystem s "First"\nuser u\napp web\nu -> web : secret\n'
DATA = "data secret { sensitivity: secret }\n"
PATIENCE = 60  # seconds; only a failure takes them


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        (self.path / "parts").mkdir()
        (self.path / "parts" / "data.aisys").write_text(DATA, encoding="utf-8")
        self.model = self.path / "model.aisys"
        self.model.write_text(MODEL, encoding="utf-8")
        self.out = self.path / "out.json"


class Watch(Files):
    def start(self):
        process = subprocess.Popen([BINARY, "watch", self.model, "-o", self.out],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stderr.close)
        return process

    def told(self, process):
        """What it says until it waits again."""
        said = b""
        deadline = time.monotonic() + PATIENCE
        while b"waiting for changes\n" not in said:
            left = deadline - time.monotonic()
            self.assertGreater(left, 0, said)
            if select.select([process.stderr], [], [], left)[0]:
                data = os.read(process.stderr.fileno(), 65536)
                self.assertTrue(data, said)
                said += data
        return said.decode()

    def titled(self, title):
        return f'"title": "{title}"' in self.out.read_text(encoding="utf-8")

    def test_sees_changes(self):
        process = self.start()
        self.assertIn("wrote", self.told(process))
        self.assertTrue(self.titled("First"))
        # Written in place.
        self.model.write_text(MODEL.replace("First", "Second"), encoding="utf-8")
        self.told(process)
        self.assertTrue(self.titled("Second"))
        # Replaced, as editors do it.
        new = self.path / "model.aisys~"
        new.write_text(MODEL.replace("First", "Third"), encoding="utf-8")
        new.replace(self.model)
        self.told(process)
        self.assertTrue(self.titled("Third"))
        # An import, and again an import after the folder was replaced.
        data = self.path / "parts" / "data.aisys"
        data.write_text(DATA.replace("secret }", "internal }"), encoding="utf-8")
        self.told(process)
        self.assertIn('"internal"', self.out.read_text(encoding="utf-8"))

    def test_keeps_the_last_good_output(self):
        process = self.start()
        self.told(process)
        good = self.out.read_text(encoding="utf-8")
        self.model.write_text(MODEL + "agnet helper\n", encoding="utf-8")
        said = self.told(process)
        self.assertIn("agnet", said)
        self.assertIn("the last good output stays", said)
        self.assertEqual(self.out.read_text(encoding="utf-8"), good)
        # A missing import is waited for.
        shutil.rmtree(self.path / "parts")
        self.model.write_text(MODEL, encoding="utf-8")
        said = self.told(process)
        while "cannot be imported" not in said and "no such file" not in said:
            said = self.told(process)
        (self.path / "parts").mkdir()
        (self.path / "parts" / "data.aisys").write_text(DATA, encoding="utf-8")
        said = self.told(process)
        while "wrote" not in said:
            said = self.told(process)
        self.assertTrue(self.titled("First"))

    def test_refusals(self):
        self.assertEqual(aixc("watch", "-", stdin=MODEL).returncode, 2)
        self.assertEqual(aixc("watch", self.path / "none.aisys").returncode, 2)


class Depfile(Files):
    def test_make_reads_it(self):
        if shutil.which("make") is None:
            self.skipTest("there is no make")
        odd = self.path / "odd name #1 $x.aisys"
        odd.write_text(MODEL, encoding="utf-8")
        makefile = ("out.json:\n\t'$(AIXC)' 'odd name #1 $$x.aisys' -o out.json --depfile out.d\n"
                    "-include out.d\n")
        (self.path / "Makefile").write_text(makefile, encoding="utf-8")

        def make(*goals):
            return subprocess.run(["make", f"AIXC={BINARY}", *goals], cwd=self.path, check=False,
                                  capture_output=True, text=True)

        first = make()
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertIn("up to date", make().stdout)
        data = self.path / "parts" / "data.aisys"
        for changed in (data, odd):
            later = self.out.stat().st_mtime + 10
            os.utime(changed, (later, later))
            self.assertEqual(make("-q").returncode, 1, changed)
            self.assertEqual(make().returncode, 0)
            os.utime(self.out, (later + 1, later + 1))
            self.assertEqual(make("-q").returncode, 0, changed)
        # An import that is gone stops nobody.
        odd.write_text(MODEL.replace('import "parts/data.aisys"\n', ""), encoding="utf-8")
        data.unlink()
        done = make()
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_needs_files(self):
        depfile = self.path / "out.d"
        done = aixc(self.model, "--depfile", depfile)
        self.assertEqual(done.returncode, 2)
        self.assertFalse(depfile.exists())


if __name__ == "__main__":
    unittest.main()
