#!/usr/bin/env python3
"""The documentation holds: its links lead somewhere, its commands run as printed, its models compile,
and what it shows of an output is what comes out."""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import textwrap
import tomllib
import unittest
import urllib.parse

from program import BINARY, SOURCE, aixc

TODAY = "2026-12-01"
BY_HAND = sorted(SOURCE / page for page in (
    "README.md", "examples/README.md", "examples/ci/README.md", "examples/systems/README.md",
    "examples/incidents/README.md", "editors/README.md", "editors/shiki/README.md", "editors/vscode/README.md",
    *(str(page.relative_to(SOURCE)) for page in (SOURCE / "docs").glob("*.md"))))
ALL = [*BY_HAND, *sorted((SOURCE / "docs/library").rglob("*.md"))]

# Words in capitals that stand for something of the reader's, by what this test takes for them.
STANDS_FOR = {
    "FILE": "model.aisys", "OUT": "out.svg", "COMMAND": "check", "STANDARD": "atlas", "WORD": "llm",
    "NAME": "llm", "RULE": "agent_escape", "THREAT": "evasion", "ELEMENT": "gpt", "DIR": "site",
    "WHAT": "kinds", "OLD": "old.aisys", "NEW": "new.aisys", "LIBRARY": "acme.aisys",
}
# They wait for somebody (a change, an editor, answers) or replace no file; tests of their own run them.
# `a|b` is a choice.
NOT_HERE = re.compile(r"aixc (watch|serve|lsp|init)\b|--ask\b|\w\|\w")

COMMIT_ALL = ("git init -q -b main && git add -A && git -c user.name=t -c user.email=t@example.org"
              " -c commit.gpgsign=false commit -qm one")


def prose(text):
    """The text without its code blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


@functools.cache
def anchors(page):
    """What `#…` can lead to in a page, as GitHub makes it from headings."""
    found = set()
    for heading in re.findall(r"^#+ +(.*)$", prose(page.read_text(encoding="utf-8")), re.MULTILINE):
        heading = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        unique, number = name, 0
        while unique in found:
            number += 1
            unique = f"{name}-{number}"
        found.add(unique)
    return found


def links(page):
    text = re.sub(r"`[^`\n]*`", "", prose(page.read_text(encoding="utf-8")))
    return re.findall(r"\]\(<?([^)\s>]+)>?\)", text)


class Links(unittest.TestCase):
    def test_every_relative_link_leads_somewhere(self):
        wrong, count = [], 0
        for page in ALL:
            for link in links(page):
                if re.match(r"[a-z]+:", link):
                    continue
                count += 1
                path, _, anchor = urllib.parse.unquote(link).partition("#")
                target = (page.parent / path).resolve() if path else page
                if not target.exists():
                    wrong.append(f"{page.relative_to(SOURCE)}: {link}: no such file")
                elif anchor and target.suffix == ".md" and anchor not in anchors(target):
                    wrong.append(f"{page.relative_to(SOURCE)}: {link}: no such heading")
        self.assertEqual(wrong, [])
        self.assertGreater(count, 3000)

    def test_every_page_is_in_the_index(self):
        index = (SOURCE / "docs/README.md").read_text(encoding="utf-8")
        for page in sorted((SOURCE / "docs").glob("*.md")):
            if page.name != "README.md":
                self.assertIn(f"]({page.name})", index)


def blocks(page):
    """The code blocks of a page as (language, text); indented ones have none."""
    text = page.read_text(encoding="utf-8")
    for language, body in re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        yield language, body
    for body in re.findall(r"(?:^|\n\n)((?: {4}[^\n]*\n)+)", prose(text)):
        yield "", re.sub(r"^ {4}", "", body, flags=re.MULTILINE)


def first_model(page):
    return next(body for language, body in blocks(page) if language == "aisys")


@functools.cache
def help_of(*command):
    return aixc("help", *command)


def command_of(line):
    """A line of a block or of a help page as one types it, or nothing."""
    line = re.sub(r"^\$ ", "", line.strip())
    line = re.sub(r"\s+#.*$| {2,}\S.*$", "", line)
    return line if re.match(r"(build/release/)?aixc($| )|cat \S+ \| aixc ", line) else None


def commands(page):
    """Every command line of a page: of blocks, and between backticks."""
    for _, body in blocks(page):
        body = re.sub(r"\|\n\s*", "| ", body)
        for line in body.splitlines():
            if not re.match(r" {0,2}aixc .*[A-Z]{4}.* {2}|Usage:|aixc \d", line):    # forms, not commands
                found = command_of(line)
                if found:
                    yield found
    for code in re.findall(r"`([^`\n]+)`", prose(page.read_text(encoding="utf-8"))):
        found = command_of(code.replace(r"\|", "|"))
        if found:
            yield found


def runnable(command):
    """The command with something for each word in capitals; nothing if it is only spoken of."""
    for word, value in STANDS_FOR.items():
        command = re.sub(rf"(?<![\w-]){word}(?![\w-])", value, command)
    command = command.replace("build/release/aixc", "aixc").replace("…", "")
    return None if NOT_HERE.search(command) else command


class Commands(unittest.TestCase):
    """In a folder that has what the pages speak of."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        root = cls.root = pathlib.Path(cls.folder.name).resolve()
        shutil.copytree(SOURCE / "examples", root / "examples")
        shutil.copytree(SOURCE / "examples", root / "models",
                        ignore=shutil.ignore_patterns("ci", "attacks", "systems"))
        shutil.copytree(SOURCE / "examples/acme", root / "rules")
        shutil.copytree(SOURCE / "editors", root / "editors",
                        ignore=shutil.ignore_patterns("node_modules"))
        shutil.copytree(root / "examples/acme", root, dirs_exist_ok=True)
        (root / "acme.aisys").write_text('import "examples/acme/library.aisys"\n', encoding="utf-8")
        for name in ("model.aisys", "old.aisys", "new.aisys"):
            (root / name).write_text(first_model(SOURCE / "README.md"), encoding="utf-8")
        (root / "shop.aisys").write_text(first_model(SOURCE / "docs/guide.md"), encoding="utf-8")
        (root / "bin").mkdir()
        (root / "bin/aixc").symlink_to(BINARY)
        for folder in (".local/share/bash-completion/completions", ".zfunc",
                       ".config/fish/completions"):
            (root / folder).mkdir(parents=True)
        cls.shell(COMMIT_ALL)

    @classmethod
    def shell(cls, command):
        extra = {"HOME": str(cls.root), "PATH": f"{cls.root}/bin:/usr/local/bin:/usr/bin:/bin"}
        return subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=cls.root, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120,
                              env=os.environ | extra)

    def lacks(self, command):
        """The program of others that a command needs and this machine has not."""
        needed = re.findall(r"(?:\||&&) *(\w+)", command)
        if re.search(r"\.(png|pdf)\b", command):
            needed.append("rsvg-convert")
        if "aixc plan" in command:
            needed.append("cbc")
        return next((tool for tool in needed if tool != "aixc" and not shutil.which(tool)), None)

    def test_commands_run_as_they_are_printed(self):
        ran = set()
        for page in BY_HAND:
            for printed in commands(page):
                command = runnable(printed)
                if command is None or command in ran or self.lacks(command):
                    continue
                ran.add(command)
                words = command.split()
                if words[-1] == "aixc" or (words[0] == "aixc" and len(words) == 2
                                           and not words[1].startswith("-") and "." not in words[1]):
                    # A command by its name alone.
                    self.assertTrue(words[-1] == "aixc" or help_of(words[1]).returncode == 0,
                                    f"{page.name}: {printed}")
                    continue
                with self.subTest(page=page.name, command=printed):
                    done = self.shell(command)
                    self.assertIn(done.returncode, (0, 1), done.stderr)
                    self.assertNotIn("error[", done.stderr)
        self.assertGreater(len(ran), 80)

    def test_options_are_those_of_the_help(self):
        """Also of what is only spoken of, and of commands that wait."""
        for page in BY_HAND:
            for printed in commands(page):
                words = re.split(r" [|>]", printed)[0].split()
                name = words[1] if len(words) > 1 and re.fullmatch(r"[a-z-]+", words[1]) else None
                known = help_of(*([name] if name else [])).stdout
                for option in re.findall(r"(?<!\S)(--[a-z-]+)", printed):
                    if option in ("--help", "--version"):
                        continue
                    with self.subTest(page=page.name, command=printed):
                        self.assertRegex(known, rf"{option}\b")

    def test_outputs_are_as_shown(self):
        """`$ command` and lines of its output; … stands for what is left out."""
        shown = 0
        for page in BY_HAND:
            for _, body in blocks(page):
                for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
                    with self.subTest(page=page.name, command=command):
                        done = self.shell(command)
                        position = 0
                        for line in filter(None, map(str.strip, output.splitlines())):
                            if line == "…":
                                continue
                            pattern = ".*".join(map(re.escape, re.split(r"…(?=$)", line)))
                            match = re.compile(pattern).search(done.stdout, position)
                            self.assertTrue(match, f"{line!r} is not in\n{done.stdout}")
                            position = match.end()
                            shown += 1
        self.assertGreater(shown, 5)

    def test_difference_is_as_shown(self):
        """In docs/ci.md: what the sample's pull request does."""
        shown = next(body for language, body in blocks(SOURCE / "docs/ci.md") if language == "text")
        done = self.shell(f"cp -r examples/ci sample && cd sample && {COMMIT_ALL}"
                          " && git apply pull_request.patch && aixc diff git:main models")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(shown, done.stdout)


class Texts(unittest.TestCase):
    def test_models_compile(self):
        """All that a page shows of the language, as one file: without a warning, in the one style, its tests passing."""
        compiled = set()
        for page in BY_HAND:
            bodies = [textwrap.dedent(body) for language, body in blocks(page) if language == "aisys"]
            model = "\n".join(bodies)
            if not bodies:
                continue
            with self.subTest(page=page.name), tempfile.TemporaryDirectory() as folder:
                for body in bodies:
                    self.assertEqual(aixc("fmt", "-", stdin=body).stdout, body)
                file = pathlib.Path(folder) / "page.aisys"
                file.write_text(model, encoding="utf-8")
                kinds = ["test"] if "system " not in model else ["test", "check --exit-zero"]
                for kind in kinds:
                    done = aixc(*kind.split(), file, "--today", TODAY)
                    self.assertEqual((done.returncode, done.stderr), (0, ""))
                compiled.add(page.name)
        self.assertLessEqual({"README.md", "guide.md", "language.md", "libraries.md", "contributing.md"}, compiled)

    def test_configuration_is_known(self):
        keys = re.findall(r"^\| `([a-z-]+)` \|",
                          (SOURCE / "docs/commands.md").read_text(encoding="utf-8"), re.MULTILINE)
        seen = 0
        for page in BY_HAND:
            for language, body in blocks(page):
                if language == "toml":
                    for key in tomllib.loads(re.sub(r"^ +", "", body, flags=re.MULTILINE)):
                        self.assertIn(key, keys, page.name)
                        seen += 1
        self.assertGreater(seen, 0)

    def test_names_in_code_exist(self):
        """Codes of diagnostics, and paths of the repository, between backticks."""
        codes = set(re.findall(r"AIX\d{4}", aixc("list", "diagnostics").stdout))
        for page in BY_HAND:
            text = page.read_text(encoding="utf-8")
            with self.subTest(page=page.name):
                self.assertLessEqual(set(re.findall(r"AIX\d{4}", text)), codes)
                for path in re.findall(r"`((?:compiler|rules|stdlib|tests|grammar|cmake|examples|docs|ci)"
                                       r"/[\w./-]*)`", text):
                    self.assertTrue((SOURCE / path).exists(), path)


if __name__ == "__main__":
    unittest.main()
