#!/usr/bin/env python3
"""Pictures as their readers see them: drawn by librsvg and by Chromium, and compared with stored ones.
AIXC_UPDATE=1 stores what librsvg draws now; look at the difference before committing it."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import png
import svg_paint
from program import BINARY, EXAMPLES, SOURCE, aixc

STORED = SOURCE / "tests/golden/pictures"
WIDTH = 320  # of the stored pictures
BLOCK = 10   # pixels that are compared by their mean, so that the smoothing of letters does not count
SHOWN = [("report", "light"), ("map", "dark"), ("matrix", "light"), ("periodic", "dark"), ("heat", "light"),
         ("responsibility", "light"), ("scenario:1", "light")]


def bytes_of(*arguments):
    return subprocess.run([str(BINARY), *map(str, arguments)], capture_output=True, timeout=120, check=True)


def by_librsvg(svg, width):
    return subprocess.run(["rsvg-convert", "--unlimited", "-w", str(width), svg], capture_output=True,
                          check=True).stdout


def by_chromium(svg, width, height, folder):
    page = folder / "page.html"
    page.write_text(f'<!doctype html><style>body{{margin:0}}img{{display:block;width:{width}px}}</style>'
                    f'<img src="{svg.name}">', encoding="utf-8")
    target = folder / "page.png"
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--hide-scrollbars", f"--user-data-dir={folder}/profile", f"--window-size={width},{height}",
                    f"--screenshot={target}", page.as_uri()], capture_output=True, timeout=120, check=True)
    return target.read_bytes()


def difference(one, other):
    """The share of blocks that look different, between 0 and 1."""
    if one.width != other.width or abs(one.height - other.height) > 2:
        return 1
    height = min(one.height, other.height)
    different = blocks = 0
    for top in range(0, height - BLOCK + 1, BLOCK):
        for left in range(0, one.width - BLOCK + 1, BLOCK):
            means = [picture.mean(left, top, BLOCK) for picture in (one, other)]
            different += any(abs(a - b) > 20 for a, b in zip(*means))
            blocks += 1
    return different / max(blocks, 1)


class Pictures(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def draw(self, view, theme):
        target = self.folder / f"{view.replace(':', '-')}-{theme}.svg"
        done = aixc(EXAMPLES[0], "--view", view, "--theme", theme, "-o", target)
        self.assertEqual(done.returncode, 0, done.stderr)
        return target

    def test_the_comparison_can_fail(self):
        light = png.decode(by_librsvg(self.draw("map", "light"), WIDTH))
        dark = png.decode(by_librsvg(self.draw("map", "dark"), WIDTH))
        matrix = png.decode(by_librsvg(self.draw("matrix", "light"), WIDTH))
        self.assertEqual(difference(light, light), 0)
        self.assertGreater(difference(light, dark), 0.5)
        self.assertGreater(difference(light, matrix), 0.05)

    def test_pictures_look_as_they_did(self):
        for view, theme in SHOWN:
            with self.subTest(view=view, theme=theme):
                svg = self.draw(view, theme)
                stored = STORED / f"{svg.stem}.png"
                drawn = by_librsvg(svg, WIDTH)
                if os.environ.get("AIXC_UPDATE"):
                    STORED.mkdir(parents=True, exist_ok=True)
                    stored.write_bytes(drawn)
                expected = png.decode(stored.read_bytes())
                self.assertLess(difference(png.decode(drawn), expected), 0.02, "librsvg")
                browser = by_chromium(svg, WIDTH, expected.height, self.folder)
                self.assertLess(difference(png.decode(browser), expected), 0.06, "Chromium")


class Contrast(unittest.TestCase):
    """Computed on what is painted, over what lies below it; what an attack path leaves pale is left out."""

    def test_everything_can_be_read(self):
        texts = 0
        for example in (EXAMPLES[0], EXAMPLES[3], EXAMPLES[5]):
            names = [line.split()[0] for line in aixc(example, "--list-views").stdout.splitlines()]
            for view in names:
                for theme in ("light", "dark"):
                    with self.subTest(example=example.name, view=view, theme=theme):
                        done = aixc(example, "--view", view, "--theme", theme, "-o", "-", "--format", "svg")
                        painted = [p for p in svg_paint.Canvas(done.stdout).painted if not p.dim]
                        texts += sum(p.what == "text" for p in painted)
                        self.assertEqual([str(p) for p in painted if p.contrast < p.needed()], [])
        self.assertGreater(texts, 2000)

    def test_finds_what_cannot_be_read(self):
        painted = svg_paint.Canvas(
            '<svg xmlns="http://www.w3.org/2000/svg"><style>.dark rect{fill:#334155}.m{fill:#64748b}.gl{stroke:#475569}'
            '</style><rect width="99" height="99" fill="#ffffff"/><text x="9" y="80" class="m">fine</text>'
            '<g class="dark" transform="translate(5 5)"><rect width="50" height="20"/><text x="9" y="15" class="m">'
            'bad</text><line x1="9" x2="30" y1="9" y2="9" class="gl"/></g></svg>').painted
        self.assertEqual([(p.what, p.words) for p in painted if p.contrast < p.needed()],
                         [("text", "bad"), ("line", "gl")])


class Files(unittest.TestCase):
    def test_png_has_the_size_that_is_asked_for(self):
        one = png.decode(bytes_of(EXAMPLES[0], "--view", "heat", "-o", "-", "--format", "png").stdout)
        two = png.decode(bytes_of(EXAMPLES[0], "--view", "heat", "-o", "-", "--format", "png", "--scale", "2").stdout)
        self.assertEqual((two.width, two.height), (2 * one.width, 2 * one.height))

    def test_pdf_has_the_pages_that_are_asked_for(self):
        def pages(*options):
            data = bytes_of(EXAMPLES[0], "-o", "-", "--format", "pdf", *options).stdout
            with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
                file.write(data)
                file.flush()
                text = subprocess.run(["pdfinfo", file.name], capture_output=True, text=True, check=True).stdout
            facts = dict(line.split(":", 1) for line in text.splitlines())
            return int(facts["Pages"]), facts["Page size"].strip(), data
        count, size, data = pages()
        self.assertEqual(count, 1)
        self.assertTrue(size.startswith("1050 x"), size)  # 1400 pixels at 96 to the inch
        count, size, _ = pages("--page", "a4")
        self.assertGreater(count, 1)
        self.assertIn("A4", size)
        self.assertIn("letter", pages("--page", "letter")[1])
        self.assertEqual(data, pages()[2], "the same input gives the same bytes")

    def test_without_the_program_the_message_says_what_to_do(self):
        with tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(folder) / "old.png"
            target.write_text("old")
            for kind in ("png", "pdf"):
                done = aixc(EXAMPLES[0], "-o", target, "--format", kind, env={"PATH": folder})
                self.assertEqual(done.returncode, 2)
                self.assertIn("rsvg-convert", done.stderr)
                self.assertIn("librsvg2-bin", done.stderr)
            self.assertEqual(target.read_text(), "old")


class Views(unittest.TestCase):
    def test_every_listed_view_is_drawn(self):
        for example in EXAMPLES:
            names = [line.split()[0] for line in aixc(example, "--list-views").stdout.splitlines()]
            self.assertTrue({"report", "map", "matrix", "periodic", "heat", "responsibility", "supply-chain"}
                            <= set(names))
            for name in names:
                with self.subTest(example=example.name, view=name):
                    done = aixc(example, "--view", name, "-o", "-", "--format", "svg")
                    self.assertEqual((done.returncode, done.stderr), (0, ""))
                    self.assertTrue(done.stdout.startswith("<svg"))

    def test_a_mistyped_view_is_answered_with_the_right_ones(self):
        done = aixc(EXAMPLES[0], "--view", "matrx", "-o", "-", "--format", "svg")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("there is no view `matrx`", done.stderr)
        self.assertIn("did you mean `matrix`?", done.stderr)
        self.assertIn("supply-chain", done.stderr)

    def test_views_of_the_model_show_what_they_include(self):
        model = """system s "S" { }
party acme "Acme" { role: us }
party other "Other" { role: supplier }
user u "Visitor"
boundary b "Inside" by acme { app a "Front" llm m "Mind" { training: supplier } store d "Depot" }
llm far "Far model" by other { training: supplier, hosting: supplier }
u -> a -> m : "text"
d -> a : "rows"
a <-> far : "words"
view within "Inside only" { include: [b] }
view models "Models" { include: it is model, style: architecture, layout: left_to_right }
view around "Around the depot" { include: near(d, 1) }
view maybe "Own training" { include: it is model and it.training == own }
"""
        def texts(view):
            done = aixc("-", "--view", view, "-o", "-", "--format", "svg", stdin=model)
            self.assertEqual(done.returncode, 0, done.stderr)
            return done.stdout
        inside = texts("within")
        for name in ("Front", "Mind", "Depot"):
            self.assertIn(f">{name}<", inside)
        self.assertNotIn(">Visitor<", inside)
        self.assertIn("3 of 5 elements", inside)
        self.assertIn("3 flows to what is not shown", inside)
        models = texts("models")
        self.assertIn(">Far model<", models)
        self.assertNotIn(">Front<", models)
        around = texts("around")
        self.assertIn(">Front<", around)
        self.assertNotIn(">Mind<", around)
        self.assertIn("0 of 5 elements", texts("maybe"))


if __name__ == "__main__":
    unittest.main()
