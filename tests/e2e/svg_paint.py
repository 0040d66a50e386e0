"""What our SVG paints where: each text and mark with its colour, over the colour below it.

Knows as much of SVG and CSS as the pictures use: classes and descendants as selectors, custom properties, plain
shapes, `translate`, `scale` and `rotate`. What it does not know it refuses, so that nothing passes unseen."""

import math
import re
import statistics
import xml.etree.ElementTree as ElementTree

# Classes of the lines and areas that carry meaning: flows, signs, icons, boundaries, paths.
LINES = {"l", "gl", "imp", "ic", "lockl", "warn", "xg", "xb", "pl", "pl2", "dev", "box"}
AREAS = {"a", "input", "development", "runtime", "critical", "high", "medium", "low", "num", "dot", "pf", "gpf"}
INHERITED = {"fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "font-size", "font-weight",
             "text-anchor", "letter-spacing"}


def style_rules(css):
    """(selector as a list of compounds, declarations) in order; conditional blocks are left out."""
    css = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^}]*\})*[^{}]*\}", "", css)
    rules = []
    for heads, body in re.findall(r"([^{}]+)\{([^}]*)\}", css):
        declarations = dict(part.split(":", 1) for part in body.split(";") if part)
        for head in heads.split(","):
            compounds = []
            for compound in head.split():
                kind = re.match(r"[a-z]*", compound).group()
                classes = set(re.findall(r"\.([\w-]+)", compound))
                if kind + "".join(re.findall(r"\.[\w-]+", compound)) != compound:
                    raise ValueError(f"a selector that is not understood: {compound}")
                compounds.append((kind, classes))
            weight = (sum(len(classes) for _, classes in compounds), sum(bool(kind) for kind, _ in compounds))
            rules.append((weight, len(rules), compounds, declarations))
    return sorted(rules, key=lambda rule: rule[:2])


def matches(compounds, chain):
    """Whether the last of the chain of (kind, classes) is selected."""
    def fits(compound, element):
        return compound[0] in ("", element[0]) and compound[1] <= element[1]
    if not fits(compounds[-1], chain[-1]):
        return False
    rest = list(compounds[:-1])
    for element in reversed(chain[:-1]):
        if rest and fits(rest[-1], element):
            rest.pop()
    return not rest


def multiply(m, n):
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f)


def matrix(text):
    result = (1, 0, 0, 1, 0, 0)
    for name, arguments in re.findall(r"(\w+)\(([^)]*)\)", text or ""):
        values = [float(v) for v in re.split(r"[ ,]+", arguments.strip())]
        if name == "translate":
            step = (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0)
        elif name == "scale":
            step = (values[0], 0, 0, values[-1], 0, 0)
        elif name == "rotate" and len(values) in (1, 3):
            turn = math.radians(values[0])
            step = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
            if len(values) == 3:
                step = multiply(multiply((1, 0, 0, 1, *values[1:]), step), (1, 0, 0, 1, -values[1], -values[2]))
        else:
            raise ValueError(f"a transformation that is not understood: {name}")
        result = multiply(result, step)
    return result


def apply(m, point):
    return m[0] * point[0] + m[2] * point[1] + m[4], m[1] * point[0] + m[3] * point[1] + m[5]


def path_points(data):
    """The corners of a path, and points on its curves."""
    tokens = re.findall(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?", data)
    points, at, start, i, command = [], (0.0, 0.0), (0.0, 0.0), 0, ""
    counts = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "S": 4, "T": 2, "Z": 0}
    while i < len(tokens):
        if tokens[i].isalpha():
            command, i = tokens[i], i + 1
        count = counts[command.upper()]
        values = [float(v) for v in tokens[i:i + count]]
        i += count
        base = at if command.islower() else (0.0, 0.0)
        kind = command.upper()
        if kind == "Z":
            at = start
        elif kind == "H":
            at = (values[0] + base[0], at[1])
        elif kind == "V":
            at = (at[0], values[0] + base[1])
        else:
            end = (values[-2] + base[0], values[-1] + base[1])
            if kind == "C":
                a, b = ((values[k] + base[0], values[k + 1] + base[1]) for k in (0, 2))
                for t in (0.25, 0.5, 0.75):
                    u = 1 - t
                    points.append(tuple(u ** 3 * at[k] + 3 * u * u * t * a[k] + 3 * u * t * t * b[k] + t ** 3 * end[k]
                                        for k in (0, 1)))
            at = end
            if kind == "M":
                start, command = at, "l" if command.islower() else "L"
        points.append(at)
    return points


def inside(point, corners):
    hit = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1]):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def number(element, name):
    return float(element.get(name, "0").removesuffix("px"))


def shape(element, kind):
    """Corners of what is filled, and points on the line around it."""
    if kind == "rect":
        x, y, width, height = (number(element, name) for name in ("x", "y", "width", "height"))
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        return corners, [(x + width * i / 4, y + height * j) for i in (1, 2, 3) for j in (0, 1)]
    if kind in ("circle", "ellipse"):
        x, y, r, rx, ry = (number(element, name) for name in ("cx", "cy", "r", "rx", "ry"))
        corners = [(x + (r or rx) * math.cos(i * math.pi / 8), y + (r or ry) * math.sin(i * math.pi / 8))
                   for i in range(16)]
        return corners, corners[::4]
    if kind == "line":
        a, b = ((number(element, f"x{i}"), number(element, f"y{i}")) for i in (1, 2))
        return [], [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)]
    points = path_points(element.get("d"))
    return points, points


def rgb(colour):
    return tuple(int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))


def over(top, alpha, below):
    return tuple(alpha * a + (1 - alpha) * b for a, b in zip(top, below))


def contrast(a, b):
    def luminance(colour):
        return sum(w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
                   for w, c in zip((0.2126, 0.7152, 0.0722), colour))
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class Painted:
    """A text or a mark, with its contrast to what lies below it."""

    def __init__(self, what, classes, words, value, size=0.0, bold=False, dim=False):
        self.what, self.classes, self.words, self.contrast = what, classes, words, value
        self.size, self.bold, self.dim = size, bold, dim

    def needed(self):
        """What WCAG 2 asks for at level AA; 0 for what says nothing alone: fills, hairlines, shadows."""
        if self.what == "text":
            return 3 if self.size >= 24 or self.bold and self.size >= 18.66 else 4.5
        own = set(self.words.split())
        if "calm" in self.classes and self.what == "area":
            return 0  # an outline, which is told as a line
        return 3 if own & (LINES if self.what == "line" else AREAS) and "hm" not in own else 0

    def __str__(self):
        return f"{self.what} {'/'.join(self.classes)} {self.words!r}: {self.contrast:.2f}"


class Canvas:
    def __init__(self, text):
        self.root = ElementTree.fromstring(text)
        css = "".join(e.text or "" for e in self.root.iter() if e.tag.endswith("}style"))
        self.rules = style_rules(css)
        self.colours = {}
        for _, _, _, declarations in self.rules:
            self.colours.update({k: v for k, v in declarations.items() if k.startswith("--")})
        self.filled = []  # (corners, bounds, colour, alpha)
        self.painted = []
        self.walk(self.root, [], {"fill": "#000000", "font-size": "16px"}, (1, 0, 0, 1, 0, 0), False)

    def colour(self, value):
        value = re.sub(r"var\((--[\w-]+)\)", lambda m: self.colours[m.group(1)], value or "none")
        if value != "none" and not re.fullmatch(r"#[0-9a-f]{6}", value):
            raise ValueError(f"a colour that is not understood: {value}")
        return None if value == "none" else rgb(value)

    def below(self, point):
        colour = (1.0, 1.0, 1.0)
        for corners, (x0, y0, x1, y1), fill, alpha in self.filled:
            if x0 <= point[0] <= x1 and y0 <= point[1] <= y1 and inside(point, corners):
                colour = over(fill, alpha, colour)
        return colour

    def walk(self, element, chain, style, place, dim):
        kind = element.tag.rsplit("}", 1)[-1]
        if kind in ("style", "title", "desc", "metadata", "defs"):
            return
        classes = set((element.get("class") or "").split())
        chain = chain + [(kind, classes)]
        style = {k: v for k, v in style.items() if k in INHERITED}
        style.update({k: v for k, v in element.attrib.items() if k in INHERITED})
        for _, _, compounds, declarations in self.rules:
            if matches(compounds, chain):
                style.update(declarations)
        place = multiply(place, matrix(element.get("transform")))
        dim = dim or "opacity" in style
        if kind in ("rect", "circle", "ellipse", "line", "path"):
            self.paint(element, kind, chain, style, place, dim)
        elif kind in ("text", "tspan"):
            self.write(element, chain, style, place, dim)
        elif kind not in ("svg", "g", "a"):
            raise ValueError(f"an element that is not understood: {kind}")
        for child in element:
            self.walk(child, chain, style, place, dim)

    def paint(self, element, kind, chain, style, place, dim):
        corners, line = shape(element, kind)
        corners, line = ([apply(place, p) for p in points] for points in (corners, line))
        names = sorted(set().union(*(classes for _, classes in chain)))
        fill, stroke = self.colour(style.get("fill")), self.colour(style.get("stroke"))
        if stroke is not None and line:
            alpha = float(style.get("stroke-opacity", 1))
            # A line may pass what has its own colour; it is seen if most of it is.
            usual = statistics.median(contrast(over(stroke, alpha, self.below(p)), self.below(p)) for p in line)
            self.painted.append(Painted("line", names, element.get("class") or kind, usual, dim=dim))
        if fill is not None and len(corners) > 2:
            xs, ys = zip(*corners)
            alpha = float(style.get("fill-opacity", 1)) * (0.32 if dim else 1)
            centre = (sum(xs) / len(xs), sum(ys) / len(ys))
            value = contrast(over(fill, alpha, self.below(centre)), self.below(centre))
            self.painted.append(Painted("area", names, element.get("class") or kind, value, dim=dim))
            self.filled.append((corners, (min(xs), min(ys), max(xs), max(ys)), fill, alpha))

    def write(self, element, chain, style, place, dim):
        words = (element.text or "").strip()
        fill = self.colour(style.get("fill"))
        if not words or fill is None:
            return
        size = float(style["font-size"].removesuffix("px"))
        anchor = {"end": -1, "middle": 0}.get(style.get("text-anchor"), 1)
        point = apply(place, (number(element, "x") + anchor * size * 0.3, number(element, "y") - size * 0.3))
        below = self.below(point)
        bold = style.get("font-weight") in ("700", "bold")
        names = sorted(set().union(*(classes for _, classes in chain)))
        self.painted.append(Painted("text", names, words, contrast(fill, below), size, bold, dim))
