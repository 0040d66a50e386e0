#!/usr/bin/env python3
"""Compares the library's catalogue with the facts in digest.json, both ways.

    check_catalogue.py [STDLIB]

Every threat, variant, risk factor, control and relation of the Exchange must stand in the library
with its id, section, title and permalink, and nothing in the library may claim a section, a slug or
a relation that the Exchange does not have. Exits 0 when both agree, 1 with one line per gap.
"""
import json
import pathlib
import re
import sys

TOKEN = re.compile(
    r'(?P<skip>\s+|//[^\n]*|/\*.*?\*/)'
    r'|(?P<text>"""(?P<long>.*?)"""|"(?P<short>(?:\\.|[^"\\\n])*)")'
    r'|(?P<number>\d[\d.]*%?)'
    r'|(?P<name>[A-Za-z_]\w*(?:-\w+)*)'
    r'|(?P<sign>[{}\[\]:,])',
    re.S,
)
GROUPS = ("governance_controls", "data_limit", "limit_unwanted", "input_threats", "development_time")
ASSET_CIA = {"C": "confidentiality", "I": "integrity", "A": "availability"}
# The Exchange's titles of chapters end in the word; a heading needs it, a threat does not.
INTRODUCTION = re.compile(r"\s*-\s*introduction$", re.I)
THREAT_TEXTS = ("summary", "how", "fix", "verify")
CONTROL_NEEDS = ("action", "covers", "reduces", "strength", "cost", "summary", "how", "verify")

problems = []


def problem(text):
    problems.append(text)


def norm(text):
    """As names are looked up: without case, `_`, `-`, and here without blanks and other signs too."""
    return re.sub(r"[\W_]+", "", text).lower()


# ---- reading: just enough of the language for declarations that hold attributes only ----


class Reader:
    def __init__(self, path):
        self.path, self.at, self.tokens = path, 0, []
        text, place = path.read_text(encoding="utf-8"), 0
        while place < len(text):
            match = TOKEN.match(text, place)
            if not match:
                raise SystemExit(f"{path}: cannot read: {text[place:place + 40]!r}")
            place = match.end()
            if match["text"]:
                value = match["long"] if match["long"] is not None else match["short"]
                self.tokens.append(("text", value.replace('\\"', '"').replace("\\\\", "\\")))
            elif not match["skip"]:
                self.tokens.append((match.lastgroup, match[0]))

    def peek(self, ahead=0):
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ("end", "")

    def next(self, want=None):
        kind, value = self.peek()
        if want is not None and value != want:
            around = " ".join(v for _, v in self.tokens[max(0, self.at - 6) : self.at + 3])
            raise SystemExit(f"{self.path}: expected {want!r} near: {around}")
        self.at += 1
        return value

    def value(self):
        kind, value = self.peek()
        if value == "[" and kind == "sign":
            return self.items("[", "]", self.value)
        if value == "{" and kind == "sign":
            return dict(self.items("{", "}", self.entry))
        self.at += 1
        return value

    def entry(self):
        key = self.next()
        self.next(":")
        return key, self.value()

    def items(self, opening, closing, read):
        self.next(opening)
        found = []
        while self.peek() != ("sign", closing):
            found.append(read())
            if self.peek() == ("sign", ","):
                self.at += 1
        self.next(closing)
        return found

    def declarations(self):
        while self.peek()[0] != "end":
            what, name = self.next(), self.next()
            title = self.next() if self.peek()[0] == "text" else ""
            group = None
            if self.peek()[1] == "in":
                self.at += 1
                group = self.next()
            self.next("{")
            attributes = {}
            while self.peek() != ("sign", "}"):
                key, value = self.entry()
                if self.peek() == ("sign", ","):
                    self.at += 1
                if key in attributes:
                    problem(f"{self.path.name}: {name}: `{key}` is given twice")
                attributes[key] = value
            self.next("}")
            yield what, {"id": name, "title": title, "in": group, "file": self.path.name} | attributes


def read_library(root):
    found = {"threat": [], "control": [], "taxonomy": []}
    for folder in ("threats", "controls", "taxonomies"):
        for path in sorted((root / folder).glob("*.aisys")):
            for what, entry in Reader(path).declarations():
                if what not in found:
                    problem(f"{path.name}: `{what}` has no place here")
                else:
                    found[what].append(entry)
    return found


def declared_attributes(root):
    text = (root / "kinds" / "exchange.aisys").read_text(encoding="utf-8")
    kinds = re.findall(r"^kind (\w+) \{(.*?)^\}", text, re.S | re.M)
    return {kind: set(re.findall(r"^  attr (\w+):", body, re.M)) for kind, body in kinds}


# ---- comparing ----


def by_slug(entries):
    return {entry["slug"]: entry for entry in entries if "slug" in entry}


def expect(who, what, want, got):
    if want != got:
        problem(f"{who}: {what} is {got!r}, the Exchange has {want!r}")


def check_names(entries, what):
    """Ids, slugs and aliases are one name space each for threats and controls."""
    owner = {}
    for entry in entries:
        for name in {norm(n) for n in [entry["id"], entry.get("slug", entry["id"])]} | {
            norm(n) for n in entry.get("aliases", [])
        }:
            if name in owner and owner[name] != entry["id"]:
                problem(f"{what} name `{name}` means both {owner[name]} and {entry['id']}")
            owner[name] = entry["id"]
    return owner


def check_attributes(entries, known, what):
    for entry in entries:
        for key in set(entry) - {"id", "title", "in", "file"} - known:
            problem(f"{entry['id']}: `{key}` is no attribute of `{what}` in exchange.aisys")


def kinds_of_ai(fact):
    names = {"generative_non_llm": "generative", "n_a": "not_applicable"}
    return {names.get(k, k): names.get(v, v) for k, v in fact["ai_kinds"].items()}


def check_threats(facts, threats):
    have, ids = by_slug(threats), {t["id"]: t for t in threats}
    names = check_names(threats, "threat")
    for fact in facts["threats"]:
        who, entry = fact["slug"], have.get(fact["slug"])
        if not entry:
            problem(f"threat `{who}` ({fact['title']}) is missing")
            continue
        expect(who, "the section", fact["section"], entry.get("section"))
        expect(who, "the title", norm(INTRODUCTION.sub("", fact["title"])), norm(entry["title"]))
        expect(who, "the permalink", fact["permalink"], entry.get("url"))
        expect(who, "the group", fact["parent"], ids[entry["in"]]["slug"] if entry["in"] else None)
        expect(who, "the lifecycle", fact["lifecycle"], sorted(entry.get("lifecycle", [])))
        expect(who, "the assets", sorted(fact["assets"]), sorted(entry.get("asset", [])))
        expect(who, "the impact", sorted(ASSET_CIA[c] for c in fact["cia"]), sorted(entry["cia"]))
        letters = fact["letters"] or (["C"] if "any_asset" in fact["assets"] else ["B"])
        expect(who, "the letters", letters, sorted(entry.get("letter", [])))
        expect(who, "the kinds of AI", kinds_of_ai(fact), entry.get("ai_kinds", {}))
        excluded = sorted(norm(name).upper() for name in entry.get("excluded_controls", []))
        expect(who, "the excluded controls", fact["excluded"], excluded)
        expect(who, "agentic", fact["agentic"], entry.get("agentic") == "yes")
        expect(who, "a variant", False, entry.get("variant") == "yes" and not entry.get("section"))
        for alias in fact["aliases"]:
            if norm(alias) not in names:
                problem(f"{who}: the older name `{alias}` does not resolve")
    for fact in facts["variants"]:
        who, entry = fact["slug"], have.get(fact["slug"])
        if not entry:
            problem(f"variant `{who}` ({fact['title']}) is missing")
            continue
        expect(who, "the title", norm(fact["title"]), norm(entry["title"]))
        expect(who, "the group", fact["parent"], ids[entry["in"]]["slug"] if entry["in"] else None)
        expect(who, "a variant", "yes", entry.get("variant"))
        expect(who, "the family of AI", fact["ai"], entry.get("ai_family"))
    for fact in facts["risk_factors"]:
        who, entry = fact["slug"], have.get(fact["slug"])
        if not entry:
            problem(f"risk factor `{who}` ({fact['title']}) is missing")
            continue
        expect(who, "the title", norm(fact["title"]), norm(entry["title"]))
        expect(who, "a risk factor", "yes", entry.get("risk_factor"))
    slugs = {f["slug"] for part in ("threats", "variants", "risk_factors") for f in facts[part]}
    for entry in threats:
        if "slug" in entry and entry["slug"] not in slugs:
            problem(f"{entry['id']}: the Exchange has no `{entry['slug']}`")
        named_by_us = "yes" in (entry.get("combined"), entry.get("ours"))
        if "slug" not in entry and (not named_by_us or "section" in entry):
            problem(f"{entry['id']}: claims to be the Exchange's, and has no slug")
        if entry["in"] and entry["in"] not in ids:
            problem(f"{entry['id']}: stands in `{entry['in']}`, which is nowhere")
        for text in THREAT_TEXTS:
            if len(entry.get(text, "")) < 40 and not (text != "summary" and entry.get("group")):
                problem(f"{entry['id']}: has no `{text}`")


def check_controls(facts, controls, threats):
    have = by_slug(controls)
    names = check_names(controls, "control")
    for fact in facts["controls"]:
        who, entry = fact["slug"], have.get(fact["slug"])
        if not entry:
            problem(f"control `{who}` ({fact['title']}) is missing")
            continue
        expect(who, "the section", fact["section"], entry.get("section"))
        expect(who, "the title", norm(fact["title"]), norm(entry["title"]))
        expect(who, "the permalink", fact["permalink"], entry.get("url"))
        expect(who, "the scope", fact["scope"], entry.get("scope"))
        expect(who, "the group", fact["group"], norm(entry.get("control_group", "")) or None)
        expect(who, "the lifecycle", fact["lifecycle"], sorted(entry.get("lifecycle", [])))
        expect(who, "the discipline", fact["discipline"], [entry.get("discipline")])
        expect(who, "the type", fact["type"], sorted(entry.get("type", [])))
        expect(who, "the gap in ISO/IEC", fact["iso_gap"], entry.get("iso_gap") == "yes")
        for alias in fact["aliases"]:
            if norm(alias) not in names:
                problem(f"{who}: the older name `{alias}` does not resolve")
        for key in CONTROL_NEEDS:
            if not entry.get(key):
                problem(f"{entry['id']}: has no `{key}`")
    for entry in controls:
        for name in entry.get("strength_against", {}):
            if name not in threats:
                problem(f"{entry['id']}: is measured against `{name}`, which is no threat")
        if entry.get("slug") not in {f["slug"] for f in facts["controls"]}:
            problem(f"{entry['id']}: the Exchange has no such control")
    for name in facts["seed_controls"]:
        if norm(name) not in names:
            problem(f"the older control `{name}` does not resolve")


def relations(threats, controls):
    """Every (threat, control, relation), by the rule that exchange.aisys states."""
    ids = {t["id"]: t for t in threats}
    members = {g: [c["id"] for c in controls if c.get("control_group") == g] for g in GROUPS}
    general = {c["id"] for c in controls if c["scope"] == "general"}

    def direct(threat):
        return set(threat.get("controls", []))

    def by_group(threat):
        return {c for g in threat.get("control_groups", []) for c in members[g]}

    def inherited(threat):
        found, above = set(), ids.get(threat["in"])
        while above:
            found |= direct(above) | (by_group(above) if above["in"] else set())
            above = ids.get(above["in"])
        return found

    for threat in threats:
        taken = set(threat.get("excluded_controls", []))
        for kind, group in (
            ("direct", direct(threat)),
            ("direct_group", by_group(threat)),
            ("inherited", inherited(threat)),
            ("general", general - taken),
        ):
            for name in group - taken:
                yield threat, name, kind
            taken |= group


def check_relations(facts, threats, controls):
    named = {c["id"]: c for c in controls}
    for threat in threats:
        for key in ("controls", "excluded_controls"):
            for name in threat.get(key, []):
                if name not in named:
                    problem(f"{threat['id']}: `{key}` names `{name}`, which is no control")
        for name in threat.get("control_groups", []):
            if name not in GROUPS:
                problem(f"{threat['id']}: `{name}` is no group of controls")
    if problems:
        return 0
    slug = {fact["slug"]: fact["id"] for fact in facts["controls"]}
    sections = {fact["slug"] for fact in facts["threats"] if fact["section"]}
    want = {tuple(r) for r in facts["relations"]}
    got = {
        (threat["slug"], slug[named[name]["slug"]], kind)
        for threat, name, kind in relations(threats, controls)
        if threat.get("slug") in sections
    }
    for threat, control, kind in sorted(want - got):
        problem(f"relation missing: {threat} - {control} ({kind})")
    for threat, control, kind in sorted(got - want):
        problem(f"relation that the Exchange does not have: {threat} - {control} ({kind})")
    return len(got)


def check_links(facts, threats):
    kinds = {
        "preventing_related_helps": "prevention_helps",
        "alternative_path_same_impact": "same_impact",
        "may_be_done_through": "done_through",
        "can_lead_to": "leads_to",
    }
    slug = {t["id"]: t.get("slug", t["id"]) for t in threats}
    want = {(a, b, kinds.get(kind, kind)) for a, b, kind in facts["links"]}
    got = set()
    for threat in threats:
        for name, kind in threat.get("related", {}).items():
            if name not in slug:
                problem(f"{threat['id']}: is related to `{name}`, which is nowhere")
            got.add((slug[threat["id"]], slug.get(name), kind))
        for name in threat.get("parts", []):
            if name not in slug:
                problem(f"{threat['id']}: has the part `{name}`, which is nowhere")
    for link in sorted(want ^ got, key=str):
        problem(f"link {'missing' if link in want else 'that the Exchange does not have'}: {link}")


def check_maps(facts, entries, taxonomies):
    """Published mappings agree both ways; of derived ones the library may have more, its own."""
    known = {t["id"]: t.get("items") for t in taxonomies}
    for entry in entries:
        want = facts["maps"].get(entry.get("slug"), {})
        for key in ("maps", "maps_transitive", "maps_derived"):
            got = entry.get(key, {})
            for taxonomy in sorted(set(got) | set(want.get(key, {}))):
                ids, stated = set(got.get(taxonomy, [])), set(want.get(key, {}).get(taxonomy, []))
                if taxonomy not in known:
                    problem(f"{entry['id']}: `{key}` names `{taxonomy}`, which is no taxonomy")
                elif known[taxonomy]:
                    for name in sorted(ids - set(known[taxonomy])):
                        problem(f"{entry['id']}: `{taxonomy}` does not list `{name}`")
                for name in sorted(stated - ids):
                    problem(f"{entry['id']}: `{key}` lacks {taxonomy} {name}")
                for name in sorted(ids - stated):
                    if key != "maps_derived":
                        problem(f"{entry['id']}: `{key}` has {taxonomy} {name}, which nobody published")


def check_testing(facts, threats, taxonomies):
    """Tools and principles, and which tool the Exchange lists for which threat."""
    lists = {t["id"]: t for t in taxonomies}
    tools = lists.get("test_tools", {})
    expect("test_tools", "the list", {t["id"]: t["name"] for t in facts["tools"]}, tools.get("items"))
    for fact in facts["tools"]:
        expect(fact["id"], "the family", fact["family"], tools.get("families", {}).get(fact["id"]))
        if tools.get("links", {}).get(fact["id"]) not in fact["links"]:
            problem(f"{fact['id']}: its page is none of {fact['links']}")
        if not tools.get("licences", {}).get(fact["id"]):
            problem(f"{fact['id']}: has no licence")
    principles = lists.get("privacy", {}).get("items", {})
    expect("privacy", "the principles", [p["id"] for p in facts["principles"]], list(principles))
    guides = lists.get("test_guides", {})
    for threat in threats:
        want = facts["tested_by"].get(threat.get("slug"), [])
        expect(threat["id"], "what tests it", want, threat.get("tested_by", []))
        for guide in threat.get("test_guides", []):
            if guide not in guides.get("items", {}) or guide not in guides.get("links", {}):
                problem(f"{threat['id']}: is tested after `{guide}`, which is no guide with a page")


def main(root):
    here = pathlib.Path(__file__).resolve().parent
    facts = json.loads((here / "digest.json").read_text(encoding="utf-8"))
    library, known = read_library(root), declared_attributes(root)
    for what, entries in library.items():
        check_attributes(entries, known[what], what)
    check_threats(facts, library["threat"])
    check_controls(facts, library["control"], {t["id"] for t in library["threat"]})
    check_links(facts, library["threat"])
    check_maps(facts, library["threat"] + library["control"], library["taxonomy"])
    check_testing(facts, library["threat"], library["taxonomy"])
    count = check_relations(facts, library["threat"], library["control"])
    for line in problems:
        print(line)
    if problems:
        print(f"{len(problems)} differences between the library and the facts")
        return 1
    print(
        f"{len(library['threat'])} threats, {len(library['control'])} controls, "
        f"{len(library['taxonomy'])} taxonomies, {count} relations agree with the facts"
    )
    return 0


if __name__ == "__main__":
    default = pathlib.Path(__file__).resolve().parents[2] / "stdlib"
    sys.exit(main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default))
