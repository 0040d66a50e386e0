#!/usr/bin/env python3
"""Completions in the real shells, the manual page in groff and mandoc, and what is installed."""

import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
import unittest

from program import BINARY, aixc

COMMANDS = re.findall(r"^  aixc ([a-z-]+) ", aixc("--help").stdout, re.M)


def script(shell):
    done = aixc("completions", shell)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


def needs(program):
    return unittest.skipIf(shutil.which(program) is None, f"there is no {program}")


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        (self.path / "my model.aisys").write_text("system s\n", encoding="utf-8")
        (self.path / "notes.txt").write_text("", encoding="utf-8")
        (self.path / "folder").mkdir()


@needs("bash")
class Bash(Folder):
    def complete(self, *words):
        """What bash proposes for the last word."""
        program = (script("bash") + '\nCOMP_WORDS=("$@")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n'
                   '_aixc\nprintf "%s\\n" "${COMPREPLY[@]}"\n')
        done = subprocess.run(["bash", "--norc", "-c", program, "bash", "aixc", *words], check=True,
                              cwd=self.path, capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        return done.stdout.split("\n")[:-1]

    def test_commands_and_files(self):
        proposed = self.complete("")
        for command in COMMANDS:
            self.assertIn(command, proposed)
        self.assertIn("my model.aisys", proposed)
        self.assertIn("folder", proposed)
        self.assertNotIn("notes.txt", proposed)
        self.assertEqual(self.complete("pl"), ["plan"])
        self.assertEqual(self.complete("check", "my"), ["my model.aisys"])

    def test_options_and_values(self):
        self.assertEqual(self.complete("plan", "--tar"), ["--target"])
        self.assertEqual(self.complete("plan", "--target", "l"), ["low"])
        self.assertEqual(self.complete("plan", "--target", "=", "m"), ["medium"])
        self.assertEqual(self.complete("x.aisys", "--theme", ""), ["auto", "light", "dark"])
        self.assertEqual(self.complete("x.aisys", "-o", "no"), ["notes.txt"])
        self.assertEqual(self.complete("x.aisys", "--root", ""), ["folder"])
        self.assertEqual(self.complete("init", "--template", "c"), ["chatbot", "classifier"])
        self.assertEqual(self.complete("help", "ch"), ["check"])
        self.assertEqual(self.complete("completions", ""), ["bash", "zsh", "fish"])
        self.assertNotIn("--target", self.complete("check", "--"))


@needs("fish")
class Fish(Folder):
    def complete(self, line):
        (self.path / "aixc.fish").write_text(script("fish"), encoding="utf-8")
        done = subprocess.run(
            ["fish", "--no-config", "-c", f"source aixc.fish; complete -C '{line}'"], check=True,
            cwd=self.path, capture_output=True, text=True,
            env={**os.environ, "HOME": str(self.path)})
        self.assertEqual(done.stderr, "")
        return [row.split("\t")[0] for row in done.stdout.splitlines()]

    def test_all(self):
        proposed = self.complete("aixc ")
        for command in COMMANDS:
            self.assertIn(command, proposed)
        self.assertEqual(self.complete("aixc pl"), ["plan"])
        self.assertEqual(self.complete("aixc plan --tar"), ["--target"])
        self.assertEqual(self.complete("aixc plan --target l"), ["low"])
        self.assertEqual(sorted(self.complete("aixc init --template c")), ["chatbot", "classifier"])
        self.assertEqual(self.complete("aixc help ch"), ["check"])
        self.assertNotIn("--target", self.complete("aixc check --"))
        self.assertTrue(any("my" in one for one in self.complete("aixc check my")))


@needs("zsh")
class Zsh(Folder):
    def typed(self, line):
        """What stands in the line after `line` and a tab, in a zsh that has just been started."""
        (self.path / "_aixc").write_text(script("zsh"), encoding="utf-8")
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.path)
            os.execvpe("zsh", ["zsh", "-f", "-i"],
                       {"PATH": os.environ["PATH"], "HOME": str(self.path), "TERM": "dumb"})
        try:
            def send(text):
                os.write(terminal, text.encode())

            def until(text):
                said = ""
                deadline = time.monotonic() + 60
                while text not in said:
                    left = deadline - time.monotonic()
                    self.assertGreater(left, 0, said)
                    if select.select([terminal], [], [], left)[0]:
                        said += os.read(terminal, 65536).decode(errors="replace")
                return said

            send("PS1= PS2=; unsetopt zle_bracketed_paste prompt_cr prompt_sp; fpath=($PWD $fpath); "
                 "autoload -Uz compinit; compinit -u -d $PWD/dump; "
                 "show() { print -r -- \"<<$BUFFER>>\"; BUFFER=; zle accept-line }; zle -N show; "
                 "bindkey ^X show; print rea''dy\n")
            until("ready")
            send(line + "\t\x18")
            return re.search(r"<<(.*)>>", until(">>")).group(1).strip()
        finally:
            os.close(terminal)
            os.waitpid(pid, 0)

    def test_all(self):
        done = subprocess.run(["zsh", "-f", "-n"], input=script("zsh"), text=True, check=False,
                              capture_output=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.typed("aixc pla"), "aixc plan")
        self.assertEqual(self.typed("aixc plan --targ"), "aixc plan --target")
        self.assertEqual(self.typed("aixc plan --target l"), "aixc plan --target low")
        self.assertEqual(self.typed("aixc init --template ag"), "aixc init --template agent")
        self.assertEqual(self.typed("aixc help che"), "aixc help check")
        self.assertEqual(self.typed("aixc check my"), "aixc check my\\ model.aisys")


class Manual(unittest.TestCase):
    def setUp(self):
        self.page = aixc("help", "--man").stdout

    def test_says_everything(self):
        for command in COMMANDS:
            self.assertIn(f".SS aixc {command}".replace("-", "\\-"), self.page)
        self.assertTrue(self.page.isascii())

    @needs("mandoc")
    def test_mandoc(self):
        done = subprocess.run(["mandoc", "-Tlint", "-Wwarning"], input=self.page, text=True,
                              check=False, capture_output=True)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    @needs("groff")
    def test_groff(self):
        done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-rCHECKSTYLE=3"], input=self.page,
                              text=True, check=False, capture_output=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("aixc plan FILE", re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout))


class Install(Folder):
    @needs("cmake")
    def test_installs(self):
        build = BINARY.parent
        page = build / "share" / "aixc.1"
        if not page.is_file() or page.stat().st_mtime < BINARY.stat().st_mtime:
            self.skipTest("only the program has been built, not what is installed beside it")
        done = subprocess.run(["cmake", "--install", build, "--prefix", self.path / "there"],
                              check=False, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        there = self.path / "there"
        installed = subprocess.run([there / "bin/aixc", "--version"], check=True,
                                   capture_output=True, text=True)
        self.assertEqual(installed.stdout, aixc("--version").stdout)
        for name, made in (("share/man/man1/aixc.1", aixc("help", "--man").stdout),
                           ("share/bash-completion/completions/aixc", script("bash")),
                           ("share/zsh/site-functions/_aixc", script("zsh")),
                           ("share/fish/vendor_completions.d/aixc.fish", script("fish"))):
            self.assertEqual((there / name).read_text(encoding="utf-8"), made, name)


if __name__ == "__main__":
    unittest.main()
