#!/usr/bin/env python3
"""The VS Code extension: its types, its unit tests, its package."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

from program import SOURCE, aixc

FOLDER = SOURCE / "editors/vscode"


@unittest.skipUnless(shutil.which("npx") and (FOLDER / "node_modules").is_dir(),
                     "the npm packages of editors/vscode are not installed")
class Extension(unittest.TestCase):
    def run_in_folder(self, *command):
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=240,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_types_and_units(self):
        self.run_in_folder("npm", "run", "--silent", "check")
        self.run_in_folder("npm", "run", "--silent", "test")

    def test_the_package_holds_what_it_names_and_no_more(self):
        with tempfile.TemporaryDirectory() as folder:
            package = pathlib.Path(folder, "aisys.vsix")
            self.run_in_folder("npm", "run", "--silent", "package", "--", "-o", str(package))
            with zipfile.ZipFile(package) as archive:
                names = {name.removeprefix("extension/") for name in archive.namelist()
                         if name.startswith("extension/")}
        manifest = json.loads((FOLDER / "package.json").read_text())
        contributes = manifest["contributes"]
        named = [manifest["main"], *(it["configuration"] for it in contributes["languages"]),
                 *(it["path"] for it in contributes["grammars"] + contributes["snippets"]),
                 *(path for it in contributes["languages"] for path in it["icon"].values()),
                 manifest["icon"], "LICENSE.txt", "readme.md"]
        for path in named:
            self.assertIn(path.removeprefix("./"), names)
        self.assertFalse([name for name in names if name.endswith(".ts") or "node_modules" in name])

    def test_every_command_of_the_manifest_is_registered(self):
        source = (FOLDER / "src/extension.ts").read_text()
        manifest = json.loads((FOLDER / "package.json").read_text())
        for command in manifest["contributes"]["commands"]:
            self.assertIn(f'registerCommand("{command["command"]}"', source)

    def test_every_snippet_is_right_as_it_stands(self):
        snippets = json.loads((FOLDER / "snippets/aisys.json").read_text())

        def forms(body):
            """The text with what the snippet puts in: its first choices, then its second ones …"""
            choices = re.findall(r"\$\{\d+\|([^}]*)\|\}", body)
            for at in range(max([1, *(len(one.split(",")) for one in choices)])):
                text = re.sub(r"\$\{\d+\|([^}]*)\|\}",
                              lambda it: it[1].split(",")[min(at, it[1].count(","))], body)
                yield re.sub(r"\$\{\d+:([^}]*)\}|\$\d", lambda it: it[1] or "", text)

        around = {
            "System": "", "Boundary": "party us { role: us }", "Agent": "", "Language model": "party supplier { role: supplier }",
            "Flow": 'user sender\nagent receiver\ndata data "Data"',
            "Implement": "agent element", "Accept": "agent element",
        }
        self.assertEqual(set(around), set(snippets))
        fill = {"CONTROL": "OVERSIGHT", "threat": "agent_escape"}
        for name, snippet in snippets.items():
            for text in forms("\n".join(snippet["body"])):
                text = re.sub("|".join(rf"\b{word}\b" for word in fill), lambda it: fill[it[0]], text) \
                    if name in ("Implement", "Accept") else text
                with self.subTest(name=name, text=text):
                    head = "" if name == "System" else 'system s "S"\n'
                    done = aixc("-", "-o", "-", "--format", "json", stdin=f"{head}{around[name]}\n{text}\n")
                    self.assertEqual(done.returncode, 0, done.stderr)

    def test_lines_that_open_something_indent_the_next(self):
        rules = json.loads((FOLDER / "language-configuration.json").read_text())["indentationRules"]
        opens, closes = (re.compile(rules[name]) for name in ("increaseIndentPattern", "decreaseIndentPattern"))
        for line in ('boundary vpc "Acme VPC" by acme {', "x: [", 'a "say \\"hi\\"" { // there', 'a "http://x" {'):
            self.assertTrue(opens.search(line), line)
        for line in ('agent a "A" { by: acme }', 'a "{', "// {", 'a "x" // {', "}"):
            self.assertFalse(opens.search(line), line)
        self.assertTrue(closes.search("  }") and closes.search("]") and not closes.search("a }"))

    def test_settings_that_start_programs_count_only_where_the_workspace_is_trusted(self):
        manifest = json.loads((FOLDER / "package.json").read_text())
        settings = manifest["contributes"]["configuration"]["properties"]
        restricted = manifest["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
        self.assertEqual(restricted, [name for name, it in settings.items()
                                      if it.get("scope") == "machine-overridable"])

    def test_the_lock_names_no_registry(self):
        self.assertNotIn('"resolved"', (FOLDER / "package-lock.json").read_text())


if __name__ == "__main__":
    unittest.main()
