#!/usr/bin/env python3
"""Models in documents, through the real pandoc: the filter draws them, the syntax definition colours them."""

import base64
import html
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

from program import BINARY, EXAMPLES, SOURCE, aixc

FOLDER = SOURCE / "editors/pandoc"
MODEL = """system shop "Shop" { appetite: low }
party us "Us" { role: us }
user customer "Customer"
llm model "Model" by us
customer -> model : "prompt"
"""
DOCUMENT = f"""# Shop

```{{.aisys #map view=map caption="Who talks to the model"}}
{MODEL}```

```aisys
/// What an agent may do.
agent in-house "Helper \\"H\\" of {{us}}" {{ autonomy: plans, until: 2027-02-01, private: yes }}  // short
rule-engine x "X" by us
accept input_data_leak on gpt {{ reason: "read" }}
customer -> in-house : question
```
"""


@unittest.skipUnless(shutil.which("pandoc"), "pandoc is not installed")
class Pandoc(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def pandoc(self, text, *options, program=BINARY, code=0):
        done = subprocess.run(
            ["pandoc", "--lua-filter", FOLDER / "aisys.lua", "--syntax-definition", FOLDER / "aisys.xml", *options],
            input=text, text=True, cwd=self.folder, capture_output=True, timeout=120, check=False,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8", "AIXC": str(program)})
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_a_block_that_names_a_view_becomes_its_picture(self):
        page = self.pandoc(DOCUMENT, "--extract-media=media", "--to=html").stdout
        picture = re.search(r'<img\s+src="(media/aisys-\w+\.svg)"\s+id="map"\s+alt="Who talks to the model"', page)
        self.assertIsNotNone(picture, page)
        drawn = (self.folder / picture.group(1)).read_text(encoding="utf-8")
        self.assertEqual(drawn, aixc("-", "-o", "-", "--format", "svg", "--view", "map", stdin=MODEL).stdout)
        self.assertIn('aria-label="Customer, user', drawn)

    def test_one_page_holds_everything(self):
        page = self.pandoc(DOCUMENT, "--standalone", "--self-contained", "--metadata=title=Shop", "--to=html").stdout
        data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
        self.assertIn(b'aria-label="Customer, user', base64.b64decode(data.group(1)))
        self.assertNotIn('src="aisys-', page)

    def test_a_document_for_offices_holds_the_picture(self):
        self.pandoc(DOCUMENT, "--output=shop.docx")
        with zipfile.ZipFile(self.folder / "shop.docx") as archive:
            self.assertTrue([name for name in archive.namelist() if re.fullmatch(r"word/media/\w+\.svg", name)])

    def test_a_block_can_name_a_file(self):
        page = self.pandoc(f"```{{.aisys view=map file={EXAMPLES[0]}}}\n```\n", "--extract-media=media", "--to=html").stdout
        picture = re.search(r'src="(media/aisys-\w+\.svg)"', page).group(1)
        self.assertIn("Triage agent", (self.folder / picture).read_text(encoding="utf-8"))

    def test_other_blocks_are_coloured(self):
        page = self.pandoc(DOCUMENT, "--to=html").stdout
        words = {text: kind for kind, text in re.findall(r'<span class="(\w\w)">([^<]*)</span>', page)}
        for text, kind in {"/// What an agent may do.": "do", "agent": "dt", "in-house": "fu", "rule-engine": "dt",
                           "autonomy": "at", "2027-02-01": "dv", "yes": "cn", "// short": "co", "accept": "kw",
                           "on": "cf", "{us}": "ss", "\\&quot;": "sc", "-&gt;": "op"}.items():
            self.assertEqual(words.get(text), kind, text)

    def test_no_text_of_ours_is_lost_or_left_open(self):
        paths = [SOURCE / "tests/grammar/full.aisys", *EXAMPLES, *sorted((SOURCE / "stdlib").rglob("*.aisys"))]
        texts = [path.read_text(encoding="utf-8").rstrip() for path in paths]
        blocks = [f'~~~~~~~~aisys\n{text}\n\nend END "x"\n~~~~~~~~\n' for text in texts]
        pages = self.pandoc("\n".join(blocks), "--to=html").stdout.split("</pre>")
        for path, text, page in zip(paths, texts, pages[:-1], strict=True):
            self.assertTrue(page.endswith('<span class="fu">END</span> <span class="st">&quot;x&quot;</span></span></code>'), path)
            shown = html.unescape(re.sub(r"<[^>]*>", "", page)).strip()
            self.assertEqual(shown, f'{text}\n\nend END "x"'.strip(), path)

    def test_a_model_with_errors_ends_the_conversion_with_the_reason(self):
        said = self.pandoc("```{.aisys view=map}\nsystem {\n```\n", "--to=html", code=83).stderr
        self.assertIn("AIX1011", said)
        self.assertIn("did not draw the model in this block", said)

    def test_a_missing_program_is_told_with_the_way_out(self):
        said = self.pandoc(DOCUMENT, "--to=html", program="/nowhere/aixc", code=83).stderr
        self.assertIn("the environment variable AIXC names the program", said)


if __name__ == "__main__":
    unittest.main()
