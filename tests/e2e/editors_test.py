#!/usr/bin/env python3
"""Holds the word lists of the editors' files against the lexer, and tries each where it is installed."""

import html
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
EDITORS = ROOT / "editors"
FULL = ROOT / "tests/grammar/full.aisys"
TEXTS = [FULL, *sorted((ROOT / "stdlib").rglob("*.aisys")), *sorted((ROOT / "examples").rglob("*.aisys"))]
TEXTMATE = EDITORS / "vscode/syntaxes/aisys.tmLanguage.json"
FOREIGN = ROOT / "tests/foreign"
CONSTANTS = {"yes", "no", "true", "false", "unknown", "none"}


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def lexer_words():
    """The reserved words and the soft ones, in the two parts of the lexer."""
    head, tail = read("grammar/AisysLexer.g4").split("// ---- soft words", 1)
    words = r"^KW_\w+: '(\w+)';"
    return set(re.findall(words, head, re.M)), set(re.findall(words, tail, re.M))


RESERVED, SOFT = lexer_words()


class WordLists(unittest.TestCase):
    def test_the_lexer_is_read(self):
        self.assertEqual(len(RESERVED), 12)
        self.assertIn("import", SOFT)

    def test_textmate(self):
        rules = json.loads(read("editors/vscode/syntaxes/aisys.tmLanguage.json"))["repository"]

        def listed(rule):
            return set(re.search(r"\(\?:([a-z|]+)\)", rules[rule]["match"]).group(1).split("|"))

        self.assertEqual(listed("reserved"), RESERVED)
        self.assertEqual(listed("statements") | listed("clauses"), SOFT)
        self.assertEqual(listed("constants"), CONSTANTS)
        no_kind, no_name = (set(words.split("|")) for words in
                            re.findall(r"\(\?!\(\?:([a-z|]+)\)", rules["declaration"]["match"]))
        self.assertEqual((no_kind, no_name), (RESERVED | listed("statements"), RESERVED))

    def test_pandoc_and_kate(self):
        tree = xml.etree.ElementTree.parse(EDITORS / "pandoc/aisys.xml")
        lists = {one.get("name"): {item.text for item in one} for one in tree.iter("list")}
        self.assertEqual(lists["reserved"], RESERVED)
        self.assertEqual(lists["statements"] | lists["clauses"], SOFT)
        self.assertEqual(lists["constants"], CONSTANTS)
        declared = next(rule.get("String") for rule in tree.iter("RegExpr") if rule.get("attribute") == "Kind")
        no_kind, no_name = (set(words.split("|")) for words in re.findall(r"\(\?!\(\?:([a-z|]+)\)", declared))
        self.assertEqual((no_kind, no_name), (lists["statements"], RESERVED))

    def test_vim(self):
        text = read("editors/vim/syntax/aisys.vim")
        groups = {group: set(words.split("\\|")) for group, words in re.findall(
            r"^syn match aisys(\w+) '\\<\\%\(([a-z|\\]+)\\\)\\>", text, re.M)}
        self.assertEqual(groups["Reserved"], RESERVED)
        self.assertEqual(groups["Statement"] | groups["Clause"], SOFT)
        self.assertEqual(groups["Constant"], CONSTANTS)

    def test_emacs(self):
        text = read("editors/emacs/aisys-mode.el")

        def listed(name):
            return set(re.findall(r'"(\w+)"', re.search(rf"defconst {name}\s+'\(([^)]*)\)", text).group(1)))

        self.assertEqual(listed("aisys-reserved-words"), RESERVED)
        self.assertEqual(listed("aisys-soft-words"), SOFT)
        self.assertEqual(listed("aisys-constants"), CONSTANTS)

    def test_pygments(self):
        text = read("editors/pygments/aisys_lexer.py")

        def listed(name):
            return set(re.findall(r'"(\w+)"', re.search(rf"^{name} = \(([^)]*)\)", text, re.M).group(1)))

        self.assertEqual(listed("RESERVED"), RESERVED)
        self.assertEqual(listed("SOFT"), SOFT)
        self.assertEqual(listed("CONSTANTS"), CONSTANTS)


class VisualStudioCode(unittest.TestCase):
    def test_the_files_that_the_package_names_are_there(self):
        folder = EDITORS / "vscode"
        contributes = json.loads((folder / "package.json").read_text())["contributes"]
        for path in (contributes["languages"][0]["configuration"], contributes["grammars"][0]["path"]):
            json.loads((folder / path).read_text())
        grammar = json.loads((folder / contributes["grammars"][0]["path"]).read_text())
        self.assertEqual(grammar["scopeName"], contributes["grammars"][0]["scopeName"])

    def test_every_include_has_a_rule(self):
        text = read("editors/vscode/syntaxes/aisys.tmLanguage.json")
        rules = json.loads(text)["repository"]
        for included in re.findall(r'"include": "#(\w+)"', text):
            self.assertIn(included, rules)


@unittest.skipUnless((FOREIGN / "node_modules").exists(), "the npm packages of tests/foreign are not installed")
class TextMate(unittest.TestCase):
    """With the software that Visual Studio Code and VitePress read the grammar with."""

    def run_script(self, script, *files):
        return subprocess.run(["node", FOREIGN / script, TEXTMATE, *files],
                              capture_output=True, text=True, timeout=120, check=True).stdout

    def test_the_words_of_a_model(self):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder, "model.aisys")
            model.write_text('agent helper "say \\"hi\\"" { by: acme }\n/// doc\na -> b // c\n'
                             'rule-engine in-house "x"\n', encoding="utf-8")
            lines = json.loads(self.run_script("textmate.mjs", model))[0]["lines"]
        scopes = {text: scope for line in lines for text, scope in line}
        self.assertEqual(scopes["agent"], "storage.type.kind.aisys")
        self.assertEqual(scopes["helper"], "entity.name.aisys")
        self.assertEqual(scopes["rule-engine"], "storage.type.kind.aisys")
        self.assertEqual(scopes["in-house"], "entity.name.aisys")
        self.assertEqual(scopes['\\"'], "constant.character.escape.aisys")
        self.assertEqual(scopes["by"], "variable.other.property.aisys")
        self.assertEqual(scopes["/// doc"], "comment.line.documentation.aisys")
        self.assertEqual(scopes["->"], "keyword.operator.arrow.aisys")
        self.assertEqual(scopes["// c"], "comment.line.double-slash.aisys")

    def test_no_rule_stays_open_at_the_end_of_a_text_of_ours(self):
        read = json.loads(self.run_script("textmate.mjs", *TEXTS))
        self.assertEqual([str(path) for path, file in zip(TEXTS, read, strict=True) if file["open"]], [])

    def test_a_rule_that_stays_open_is_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder, "model.aisys")
            model.write_text("/* never closed\n", encoding="utf-8")
            self.assertEqual(json.loads(self.run_script("textmate.mjs", model))[0]["open"], 1)

    def test_shiki_loses_no_text(self):
        coloured = self.run_script("shiki.mjs", FULL)
        self.assertIn("<span style=", coloured)
        self.assertEqual(html.unescape(re.sub(r"<[^>]*>", "", coloured)), FULL.read_text(encoding="utf-8"))


@unittest.skipUnless(importlib.util.find_spec("pygments"), "Pygments is not installed")
class Pygments(unittest.TestCase):
    def test_no_text_of_ours_has_an_error(self):
        from pygments.lexers import load_lexer_from_file
        from pygments.token import Error
        lexer = load_lexer_from_file(str(EDITORS / "pygments/aisys_lexer.py"), "AisysLexer",
                                     stripnl=False, ensurenl=False)
        for path in TEXTS:
            text = path.read_text(encoding="utf-8")
            tokens = list(lexer.get_tokens(text))
            self.assertEqual("".join(value for _, value in tokens), text, path)
            self.assertEqual([value for kind, value in tokens if kind is Error], [], path)


class Vim(unittest.TestCase):
    def setUp(self):
        vim = shutil.which("vim")
        if vim is None or "+syntax" not in subprocess.run(
                [vim, "--version"], capture_output=True, text=True).stdout:
            self.skipTest("no Vim with syntax highlighting is installed")
        self.vim = vim

    def run_vim(self, text, commands):
        """The lines that the commands write with `Say`."""
        with tempfile.TemporaryDirectory() as folder:
            model, said = pathlib.Path(folder, "model.aisys"), pathlib.Path(folder, "said")
            model.write_text(text, encoding="utf-8")
            script = pathlib.Path(folder, "script.vim")
            script.write_text("\n".join([
                f"set nocompatible encoding=utf-8 runtimepath^={EDITORS / 'vim'}",
                "filetype plugin indent on", "syntax on", f"edit {model}",
                "let g:said = []", *commands, f"call writefile(g:said, '{said}')", "qall!"]))
            subprocess.run([self.vim, "-u", "NONE", "-N", "-es", "-S", script],
                           stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
            return said.read_text(encoding="utf-8").splitlines()

    def test_settings_and_groups(self):
        text = 'agent helper "Helper" { by: acme }\nimport "x"\n/// doc\nextend a { b: yes }\n'
        group = "call add(g:said, synIDattr(synID({}, {}, 1), 'name'))"
        self.assertEqual(
            self.run_vim(text, ["call add(g:said, &filetype . ' ' . &commentstring)",
                                group.format(1, 1), group.format(1, 14), group.format(1, 25),
                                group.format(2, 1), group.format(3, 1), group.format(4, 15)]),
            ["aisys // %s", "aisysDeclaration", "aisysString", "aisysAttribute", "aisysStatement",
             "aisysDoc", "aisysConstant"])

    def test_indent(self):
        text = "boundary b {\nagent a {\nx: [\n1,\n],\n}\n}\n"
        self.assertEqual(
            self.run_vim(text, ["normal! gg=G", "call extend(g:said, getline(1, '$'))"]),
            ["boundary b {", "  agent a {", "    x: [", "      1,", "    ],", "  }", "}"])


class Emacs(unittest.TestCase):
    def setUp(self):
        self.emacs = shutil.which("emacs")
        if self.emacs is None:
            self.skipTest("Emacs is not installed")

    def evaluate(self, text, form):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder, "model.aisys")
            model.write_text(text, encoding="utf-8")
            return subprocess.run(
                [self.emacs, "-Q", "--batch", "-l", EDITORS / "emacs/aisys-mode.el",
                 "--eval", f'(find-file "{model}")', "--eval", f"(princ {form})"],
                capture_output=True, text=True, timeout=60, check=True).stdout

    def test_mode_and_indent(self):
        text = "boundary b {\nagent a { // {\nx: 1\n}\n}\n"
        self.assertEqual(
            self.evaluate(text, "(progn (indent-region (point-min) (point-max))"
                                ' (format "%s\\n%s" major-mode (buffer-string)))'),
            "aisys-mode\nboundary b {\n  agent a { // {\n    x: 1\n  }\n}\n")

    def test_faces(self):
        form = ("(progn (font-lock-ensure) (mapconcat (lambda (at) (format \"%s\""
                " (get-text-property at 'face))) '(1 7 14 25 36) \" \"))")
        text = 'agent helper "Helper" { by: acme }\nimport "x"\n'
        self.assertEqual(
            self.evaluate(text, form),
            "font-lock-type-face font-lock-function-name-face font-lock-string-face "
            "font-lock-variable-name-face font-lock-keyword-face")


if __name__ == "__main__":
    unittest.main()
