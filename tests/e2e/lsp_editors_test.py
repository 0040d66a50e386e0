#!/usr/bin/env python3
"""The language server in editors that are not ours: Neovim and Emacs, without a screen."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from program import BINARY, SOURCE

MODEL = 'system s "S"\nparty us { role: us }\nuser u "U"\nagnet a "A"\nllm m "M"\nu -> a\na <-> m\n'


class Editor(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.model = self.folder / "model.aisys"
        self.model.write_text(MODEL, encoding="utf-8")
        (self.folder / ".git").mkdir()  # what editors take for the root of a project
        self.environment = dict(os.environ, HOME=str(self.folder), XDG_CACHE_HOME=str(self.folder / ".cache"),
                                PATH=f"{BINARY.parent}{os.pathsep}{os.environ['PATH']}")

    def run_editor(self, command):
        run = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True,
                             text=True, timeout=240, check=False)
        said = self.folder / "said"
        self.assertTrue(said.exists(), run.stdout + run.stderr)
        return said.read_text(encoding="utf-8").splitlines()


class Neovim(Editor):
    SCRIPT = """
local said = {}
local function say(text) table.insert(said, text) end
local client = vim.lsp.start_client({ name = 'aixc', cmd = { 'aixc', 'lsp' }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
local function wait(what) return vim.wait(60000, what, 50) end
wait(function() return #vim.diagnostic.get(0) == 1 end)
local mistake = vim.diagnostic.get(0)[1]
say(mistake.code .. ' ' .. mistake.lnum .. ':' .. mistake.col .. '-' .. mistake.end_col)
vim.api.nvim_buf_set_text(0, 3, 0, 3, 5, { 'agent' })
say(tostring(wait(function() return #vim.diagnostic.get(0) == 0 end)))
local function ask(method, line, character)
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = character } }
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000)
  return answers[client].result
end
say(ask('textDocument/hover', 3, 6).contents.value:match('^[^\\n]*'))
local place = ask('textDocument/definition', 5, 5)
say(place.range.start.line .. ':' .. place.range.start.character)
vim.api.nvim_win_set_cursor(0, { 6, 5 })
vim.lsp.buf.rename('helper')
wait(function() return vim.fn.getline(6) == 'u -> helper' end)
say(table.concat(vim.fn.getline(4, 7), '|'))
local kinds = {}
for _, item in ipairs(ask('textDocument/completion', 7, 0).items) do kinds[item.label] = true end
say(tostring(kinds.agent))
vim.fn.writefile(said, 'said')
vim.cmd('qall!')
"""

    def test_it_is_served(self):
        if shutil.which("nvim") is None:
            self.skipTest("Neovim is not installed")
        script = self.folder / "script.lua"
        script.write_text(self.SCRIPT, encoding="utf-8")
        said = self.run_editor(["nvim", "--headless", "-u", "NONE", "-i", "NONE",
                                f"+set runtimepath^={SOURCE}/editors/vim", "+filetype plugin indent on",
                                f"+edit {self.model}", f"+luafile {script}"])
        self.assertEqual(said, ["AIX2001 3:0-5", "true", "**agent** `a` — A", "3:6",
                                'agent helper "A"|llm m "M"|u -> helper|helper <-> m', "true"])


class Emacs(Editor):
    SCRIPT = """
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 30 eglot-autoshutdown t create-lockfiles nil make-backup-files nil)
(defvar said nil)
(defun say (text) (push text said))
(defun wait-for (what)
  (let ((tries 600))
    (while (and (> tries 0) (not (funcall what)))
      (accept-process-output nil 0.1)
      (setq tries (1- tries)))
    (> tries 0)))
(find-file "model.aisys")
(apply #'eglot (eglot--guess-contact))
(say (if (eglot-current-server) "connected" "alone"))
(flymake-mode 1)
(flymake-start)
(wait-for (lambda () (flymake-diagnostics)))
(say (buffer-substring-no-properties (flymake-diagnostic-beg (car (flymake-diagnostics)))
                                     (flymake-diagnostic-end (car (flymake-diagnostics)))))
(goto-char (point-min))
(search-forward "agnet")
(replace-match "agent")
(eglot--signal-textDocument/didChange)
(goto-char (point-min))
(search-forward "u -> a")
(backward-char)
(say (format "%s" (mapcar (lambda (it) (plist-get (plist-get (plist-get it :range) :start) :line))
  (append (jsonrpc-request (eglot--current-server-or-lose) :textDocument/documentHighlight
                           (eglot--TextDocumentPositionParams)) nil))))
(eglot-rename "helper")
(say (progn (goto-char (point-min)) (search-forward "agent ") (buffer-substring (point) (line-end-position))))
(eglot-format-buffer)
(say (buffer-substring-no-properties (point-min) (progn (goto-char (point-min)) (line-end-position))))
(eglot-shutdown (eglot-current-server))
(write-region (mapconcat #'identity (reverse said) "\\n") nil "said")
(set-buffer-modified-p nil)
(kill-emacs)
"""

    def test_it_is_served(self):
        probe = ["emacs", "-q", "--batch", "--eval",
                 "(progn (package-initialize) (require 'eglot))"]
        if shutil.which("emacs") is None or subprocess.run(
                probe, capture_output=True, check=False, timeout=60).returncode != 0:
            self.skipTest("Emacs with eglot is not installed")
        script = self.folder / "script.el"
        script.write_text(self.SCRIPT, encoding="utf-8")
        said = self.run_editor(["emacs", "-q", "--batch", "--eval", "(package-initialize)",
                                "-l", SOURCE / "editors/emacs/aisys-mode.el", "-l", script])
        self.assertEqual(said, ["connected", "agnet", "(3 5 6)", 'helper "A"', 'system s      "S"'])


if __name__ == "__main__":
    unittest.main()
