#!/usr/bin/env python3
"""The recipes of editors/README.md and editors/shiki/README.md, run as they stand there, in a home of their own."""

import os
import pathlib
import pty
import re
import shutil
import subprocess
import tempfile
import textwrap
import unittest

from program import BINARY, SOURCE

MODEL = 'system s "S"\nparty us { role: us }\nuser u "U"\nagnet a "A"\nllm m "M"\nu -> a\na <-> m\n'
FOREIGN = SOURCE / "tests/foreign/node_modules"


def recipe(heading, page="editors/README.md"):
    """The code blocks below a heading, without their indent."""
    section = re.split(r"^## ", (SOURCE / page).read_text(encoding="utf-8"), flags=re.M)
    text = next(one for one in section if one.split("\n", 1)[0].strip("# ") == heading)
    fenced = re.findall(r"^```\w*\n(.*?)^```$", text, re.M | re.S)
    return fenced or [textwrap.dedent(block) for block in re.findall(r"(?:^ {4}.*\n(?:\n(?= {4}))?)+", text, re.M)]


class Recipe(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name).resolve()
        self.model = self.home / "model.aisys"
        self.model.write_text(MODEL, encoding="utf-8")
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")} | {
            "HOME": str(self.home), "PATH": f"{BINARY.parent}{os.pathsep}{os.environ['PATH']}", "AIXC": str(BINARY)}

    def run_in(self, folder, *command, **more):
        done = subprocess.run(command, cwd=folder, env=self.environment, text=True, timeout=120, check=False,
                              **{"stdin": subprocess.DEVNULL, "capture_output": True, **more})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def shell(self, line):
        return self.run_in(SOURCE, "sh", "-ec", line)

    def follow(self, editor, configuration_file, script_name, script):
        """Does what the recipe says, and writes a script for the editor; gives its path."""
        copy, configuration = recipe(editor)
        self.shell(copy)
        (self.home / configuration_file).write_text(configuration, encoding="utf-8")
        path = self.home / script_name
        path.write_text(script, encoding="utf-8")
        return path

    def said(self):
        return (self.home / "said").read_text(encoding="utf-8").splitlines()


@unittest.skipUnless(shutil.which("nvim"), "Neovim is not installed")
class Neovim(Recipe):
    def test_the_server_starts_and_tells_the_mistake(self):
        script = self.follow(
            "Neovim", ".config/nvim/init.lua", "script.lua",
            "vim.wait(60000, function() return #vim.diagnostic.get(0) == 1 end, 50)\n"
            "local mistake = vim.diagnostic.get(0)[1] or {}\n"
            "local client = vim.lsp.get_active_clients()[1].config\n"
            "vim.fn.writefile({ vim.bo.filetype, tostring(mistake.code), client.root_dir,\n"
            "  vim.fn.synIDattr(vim.fn.synID(1, 1, 1), 'name') }, 'said')\nvim.cmd('qall!')\n")
        deeper = self.home / "project" / "models"
        deeper.mkdir(parents=True)
        (self.home / "project/aixc.toml").write_text("", encoding="utf-8")
        shutil.copy(self.model, deeper)
        self.run_in(self.home, "nvim", "--headless", str(deeper / "model.aisys"), "-c", f"luafile {script}")
        self.assertEqual(self.said(), ["aisys", "AIX2001", str(self.home / "project"), "aisysDeclaration"])


@unittest.skipUnless(shutil.which("vim") and list(pathlib.Path("/usr/share/vim").glob("**/opt/ale")),
                     "Vim with ALE is not installed")
class Vim(Recipe):
    def test_ale_tells_the_mistake(self):
        script = self.follow(
            "Vim", ".vimrc", "script.vim",
            "let g:tries = 0\nfunction! Look(timer)\nlet g:tries += 1\nlet found = ale#engine#GetLoclist(bufnr(''))\n"
            "if !empty(found) || g:tries > 300\n"
            "call writefile([&filetype] + map(copy(found), 'v:val.lnum . \" \" . v:val.code'), 'said')\n"
            "qall!\nendif\nendfunction\ncall timer_start(200, 'Look', {'repeat': -1})\n")
        keys, terminal = pty.openpty()
        try:
            self.run_in(self.home, "vim", "--not-a-term", "-N", str(self.model), "-S", str(script), stdin=terminal)
        finally:
            os.close(keys)
            os.close(terminal)
        self.assertEqual(self.said(), ["aisys", "4 AIX2001"])


@unittest.skipUnless(shutil.which("emacs") and list(pathlib.Path("/usr/share/emacs").glob("**/eglot*.el*")),
                     "Emacs with eglot is not installed")
class Emacs(Recipe):
    def test_eglot_tells_the_mistake(self):
        (configuration,) = recipe("Emacs")
        initial = self.home / ".emacs"
        initial.write_text(configuration.replace("/path/to", str(SOURCE)), encoding="utf-8")
        script = self.home / "script.el"
        script.write_text("""
(find-file "model.aisys")
(run-hooks 'post-command-hook) ; what happens when a key has been read
(let ((tries 600) (mode major-mode))
  (while (and (> tries 0) (null (flymake-diagnostics)))
    (accept-process-output nil 0.1)
    (when (and (eglot-current-server) (= 0 (% tries 10))) (flymake-start))
    (setq tries (1- tries)))
  (let ((said (mapconcat #'flymake-diagnostic-text (flymake-diagnostics) "|")))
    (eglot-shutdown (eglot-current-server))
    (with-temp-file "said" (insert (symbol-name mode) "\\n" said))))
""", encoding="utf-8")
        # Without a screen Emacs does not look for packages by itself.
        self.run_in(self.home, "emacs", "--batch", "--eval", "(package-initialize)", "-l", str(initial), "-l", str(script))
        mode, text = self.said()[0], "\n".join(self.said()[1:])
        self.assertEqual(mode, "aisys-mode")
        self.assertIn("AIX2001", text)


@unittest.skipUnless(shutil.which("kate-syntax-highlighter"), "libkf5syntaxhighlighting-tools is not installed")
class Kate(Recipe):
    def test_the_words_have_the_colours_of_their_styles(self):
        self.shell(recipe("Kate")[0])
        self.environment["QT_QPA_PLATFORM"] = "offscreen"
        page = self.run_in(self.home, "kate-syntax-highlighter", "--output-format", "html", "model.aisys")
        self.assertIn("Definition (aisys)", page)
        kind, name = re.search(r"(<span[^>]*>)llm</span> (<span[^>]*>)m</span>", page).groups()
        self.assertNotEqual(kind, name)


@unittest.skipUnless(shutil.which("pygmentize"), "Pygments is not installed")
class Pygments(Recipe):
    def test_the_command_colours(self):
        (line,) = recipe("Pygments")
        page = self.shell(line.strip().replace("model.aisys", f"-f html {self.model}"))
        self.assertIn('<span class="kt">llm</span>', page)


@unittest.skipUnless(shutil.which("pandoc"), "pandoc is not installed")
class Pandoc(Recipe):
    def test_the_command_draws_and_colours(self):
        line, block = recipe("pandoc")[:2]
        model = MODEL.replace("agnet", "agent")
        block = re.sub(r"^(`{3}[^\n]*\n).*?(^`{3})", lambda it: it[1] + model + it[2], block, flags=re.M | re.S)
        document = self.home / "document.md"
        document.write_text(f"---\ntitle: T\n---\n\n{block}\n```aisys\n{model}```\n", encoding="utf-8")
        self.shell(line.strip().replace("document.", f"{self.home}/document."))
        page = (self.home / "document.html").read_text(encoding="utf-8")
        self.assertRegex(page, r'<img\s+src="data:image/svg\+xml;base64,[^"]+"\s+alt="The assistant and who talks to it"')
        self.assertIn('<span class="dt">llm</span>', page)


@unittest.skipUnless(shutil.which("node") and (FOREIGN / "vitepress").is_dir(),
                     "the npm packages of tests/foreign are not installed")
class ShikiAndVitePress(Recipe):
    def setUp(self):
        super().setUp()
        (self.home / "node_modules").symlink_to(FOREIGN)
        grammar = self.home / "editors/vscode/syntaxes"
        grammar.mkdir(parents=True)
        shutil.copy(SOURCE / "editors/vscode/syntaxes/aisys.tmLanguage.json", grammar)
        self.configuration, self.script = recipe("Shiki and VitePress", "editors/shiki/README.md")

    def test_shiki(self):
        read = "".join(re.findall(r"^(?:import|const) .*\n", self.configuration, re.M))
        script = self.home / "colour.mjs"
        script.write_text(f"{read}const model = readFileSync('model.aisys', 'utf8')\n{self.script}console.log(html)\n",
                          encoding="utf-8")
        self.assertRegex(self.run_in(self.home, "node", str(script)), r'<span style="color:[^"]+">llm</span>')

    def test_vitepress(self):
        folder = self.home / ".vitepress"
        folder.mkdir()
        (folder / "config.mjs").write_text(self.configuration, encoding="utf-8")
        (self.home / "index.md").write_text(f"# Models\n\n```aisys\n{MODEL}```\n", encoding="utf-8")
        self.run_in(self.home, "node", "node_modules/vitepress/bin/vitepress.js", "build")
        page = (self.home / ".vitepress/dist/index.html").read_text(encoding="utf-8")
        self.assertRegex(page, r'<span style="--shiki-light:[^"]+">llm</span><span style="[^"]+"> m</span>')


class GitHub(Recipe):
    def test_the_line_is_that_of_this_repository(self):
        (line,) = recipe("GitHub")
        self.assertIn(line.strip(), (SOURCE / ".gitattributes").read_text(encoding="utf-8").splitlines())

    @unittest.skipUnless(shutil.which("github-linguist"), "ruby-github-linguist is not installed")
    def test_models_are_counted(self):
        (line,) = recipe("GitHub")
        (self.home / ".gitattributes").write_text(line, encoding="utf-8")
        self.shell(f"cd '{self.home}' && git init -q . && git add model.aisys .gitattributes"
                   " && git -c user.name=a -c user.email=a@example.org commit -qm model")
        self.assertRegex(self.shell(f"cd '{self.home}' && github-linguist"), r"100\.00%.*HCL")


if __name__ == "__main__":
    unittest.main()
