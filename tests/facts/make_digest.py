#!/usr/bin/env python3
"""Writes digest.json: the facts that check_catalogue.py holds the library against.

    make_digest.py CATALOGUE > digest.json

CATALOGUE is the structured extract of the OWASP AI Exchange described in README.md.
"""
import json
import sys


def threat(entry):
    assets, cia = [], set()
    for impact in entry["impacts"]:
        if impact["asset"] not in assets:
            assets.append(impact["asset"])
        cia.update(impact["cia"])
    return {
        "slug": entry["id"],
        "section": entry.get("section"),
        "title": entry["title"],
        "parent": entry["parent"],
        "permalink": entry["permalink"],
        "aliases": [url.rstrip("/").rsplit("/", 1)[-1] for url in entry.get("permalink_aliases", [])],
        "lifecycle": sorted(entry["lifecycle"]),
        "assets": assets,
        "cia": "".join(letter for letter in "CIA" if letter in cia),
        "agentic": entry.get("agentic_specific", False),
        "excluded": entry.get("excluded_controls", []),
    }


def control(entry):
    return {
        "id": entry["id"],
        "slug": entry["slug"],
        "section": entry["section"],
        "title": entry["title"],
        "permalink": entry["permalink"],
        "aliases": [url.rstrip("/").rsplit("/", 1)[-1] for url in entry["permalink_aliases"]],
        "scope": entry["scope"],
        "group": entry["group"]["section_group"],
        "lifecycle": sorted(entry["lifecycle"]),
        "discipline": entry["discipline"],
        "type": sorted(entry["type"]),
    }


def digest(catalogue):
    relations = [[r["threat"], r["control"], r["kind"]] for r in catalogue["relations"]]
    for entry in catalogue["threats"]:
        relations += [[entry["id"], name, "general"] for name in entry["controls"]["general"]]
    named = [t | {"section": None} for t in catalogue["named_without_section"]]
    return {
        "source": {
            "name": catalogue["meta"]["source"],
            "license": catalogue["meta"]["license"],
            "repository": catalogue["meta"]["repo"],
            "commit": catalogue["meta"]["commit"],
            "commit_date": catalogue["meta"]["commit_date"],
        },
        "threats": [threat(t) for t in catalogue["threats"] + named],
        "variants": [
            {"slug": v["id"], "title": v["title"], "parent": v["parent"], "ai": v["ai"]}
            for v in catalogue["threat_variants"]
        ],
        "risk_factors": [
            {"slug": f["id"], "title": f["title"]} for f in catalogue["cross_cutting_risk_factors"]
        ],
        "controls": [control(c) for c in catalogue["controls"]],
        "seed_controls": {
            c["id"]: c["successor"] for c in catalogue["seed_only_controls"]
        },
        "general_controls": catalogue["general_relations"]["controls"],
        "relations": sorted(relations),
        "links": sorted(
            [link["threat"], link["related"], link["kind"].split(" ")[0]]
            for link in catalogue["threat_links"]
        ),
    }


def write(value, out):
    """One line per record, so that a change of the facts reads well as a diff."""
    out.write("{\n")
    for index, (key, part) in enumerate(value.items()):
        end = "," if index + 1 < len(value) else ""
        if isinstance(part, list):
            lines = ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in part)
            out.write(f"  {json.dumps(key)}: [\n{lines}\n  ]{end}\n")
        else:
            out.write(f"  {json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}{end}\n")
    out.write("}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        write(digest(json.load(file)), sys.stdout)
