#!/usr/bin/env python3
"""The VS Code extension: its types, its unit tests, its package."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import zipfile

from program import SOURCE

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
