#!/usr/bin/env python3
"""Draws the contact sheets of this folder: make_gallery.py BINARY.

`maps.png`: every example, light and dark, at every detail; of the large one its overview and a part. `views.png`:
every other picture. Each cell is the picture as it comes out of the program, made smaller."""

import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.aisys"))
CELL_WIDTH, CELL_HEIGHT, GAP, HEAD = 270, 330, 14, 26
COLUMNS = [(theme, detail) for theme in ("light", "dark") for detail in ("none", "badges", "threats")]
SMALL, DEVELOPMENT, LARGE = EXAMPLES[0], EXAMPLES[5], EXAMPLES[7]
VIEWS = [("report", SMALL), ("scenario:1", SMALL), ("matrix", SMALL), ("periodic", SMALL), ("heat", SMALL),
         ("responsibility", SMALL), ("supply-chain", DEVELOPMENT), ("overview", LARGE)]
# A large system is shown by these instead of one map at every detail.
LARGE_VIEWS = {"none": "overview", "badges": "overview", "threats": "part:cloud.lab"}


def draw(binary, example, target, *options):
    subprocess.run([binary, example, "-o", target, *options], check=True)
    root = ElementTree.parse(target).getroot()
    return float(root.get("width")), float(root.get("height"))


def cell(name, size, x, y, text):
    """A picture in the middle of its cell, and what it shows above it."""
    scale = min(CELL_WIDTH / size[0], CELL_HEIGHT / size[1])
    width, height = size[0] * scale, size[1] * scale
    return (f'<text x="{x}" y="{y + 15}">{text}</text>'
            f'<image href="{name}" x="{x + (CELL_WIDTH - width) / 2:.1f}" y="{y + HEAD:.1f}" '
            f'width="{width:.1f}" height="{height:.1f}"/>')


def sheet(cells, columns, target, folder):
    """A PNG of cells in rows; `cells` are (file, size, text)."""
    rows = -(-len(cells) // columns)
    width = GAP + columns * (CELL_WIDTH + GAP)
    height = GAP + rows * (CELL_HEIGHT + HEAD + GAP)
    body = "".join(
        cell(name, size, GAP + i % columns * (CELL_WIDTH + GAP), GAP + i // columns * (CELL_HEIGHT + HEAD + GAP), text)
        for i, (name, size, text) in enumerate(cells))
    page = folder / "sheet.svg"
    page.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        '<style>text{font:600 13px "Liberation Sans",Arial,sans-serif;fill:#334155}</style>'
        f'<rect width="100%" height="100%" fill="#e2e8f0"/>{body}</svg>', encoding="utf-8")
    subprocess.run(["rsvg-convert", "--unlimited", page, "-o", target], check=True)


def main(binary):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        maps, views = [], []
        for example in EXAMPLES:
            title = example.stem[3:].replace("_", " ")
            for theme, detail in COLUMNS:
                file = folder / f"{example.stem}-{theme}-{detail}.svg"
                view = LARGE_VIEWS[detail] if example == LARGE else "map"
                size = draw(binary, example, file, "--view", view, "--theme", theme, "--detail", detail)
                maps.append((file.name, size, f"{title} · {theme} · {detail}"))
        for view, example in VIEWS:
            for theme in ("light", "dark"):
                file = folder / f"{view.replace(':', '-')}-{theme}.svg"
                size = draw(binary, example, file, "--view", view, "--theme", theme)
                views.append((file.name, size, f"{view} · {theme}"))
        sheet(maps, len(COLUMNS), HERE / "maps.png", folder)
        sheet(views, 4, HERE / "views.png", folder)


if __name__ == "__main__":
    main(sys.argv[1])
