#!/usr/bin/env python3
"""Writes digest.json: the facts that check_catalogue.py holds the library against.

    make_digest.py FACTS > digest.json

FACTS is the folder with the structured extract of the OWASP AI Exchange described in README.md.
"""
import json
import pathlib
import re
import sys

# ---- references to other lists: (standard, reference) -> taxonomy of the library and id in it ----

# Keys of crossmap.json.
CROSSMAP = {
    "atlas": "atlas", "llm_top10_2025": "llm2025", "llm_top10_2026": "llm2026",
    "ml_top10_2023": "ml2023", "agentic_top10_asi": "asi2026", "agentic_threats_t": "agentic",
    "nist_aml": "nist_aml", "nist_ai_100_2_e2023_section": "nist_2023", "enisa_table3": "enisa",
    "etsi_gr_sai_005_section": "etsi_sai_005", "biml": "biml", "stride": "stride",
    "linddun": "linddun", "cwe": "cwe", "opencre": "opencre",
}
# Names of standards in catalogue.json; every other one is referred to as a whole document.
STANDARDS = {
    "OpenCRE": "opencre", "ISO/IEC 27002": "iso27002", "ETSI GR SAI 005": "etsi_sai_005",
    "NIST AI 100-2 E2023": "nist_2023", "OWASP LLM Top 10 2026": "llm2026",
    "OWASP ML Top 10 2023": "ml2023", "BIML BIML-78(2020)": "biml", "BIML BIML-24(LLM)": "biml",
    "ENISA Securing ML Algorithms 2021": "enisa",
}
SOURCES = {"published": "maps", "published-transitive": "maps_transitive", "derived": "maps_derived"}


def plain_ids(taxonomy, text):
    """The ids in one entry of crossmap.json, as the library writes them."""
    if taxonomy == "nist_2023":
        return [re.search(r"\d[\d.]*", text)[0]]
    if taxonomy == "biml":
        return [
            f"BIML-{number} {item}"
            for number, item in re.findall(r"(\d\d)\([^)]*\) ([\w:]+)", text)
        ]
    if taxonomy in ("llm2025", "llm2026", "ml2023"):
        return [text.split(":")[0]]
    return text.split(", ") if taxonomy == "etsi_sai_005" else [text]


def standard_id(entry, retired):
    """(taxonomy, id) of one `standards` or `external_refs` entry of catalogue.json."""
    name, reference = entry["standard"], entry.get("ref")
    if name == "MITRE ATLAS":
        reference = retired.get(reference, reference)
        return "atlas_mitigations" if ".M" in reference else "atlas", reference
    if name == "ISO/IEC 42001" and reference:
        return "iso42001", reference.replace("B.", "A.", 1)  # guidance in annex B, control in A
    if name not in STANDARDS:
        return "standards", "NIST SP 800-218" if name == "NIST SSDF" else name
    taxonomy = STANDARDS[name]
    if taxonomy == "enisa":
        return taxonomy, entry["title"]
    if taxonomy == "biml":
        return taxonomy, f"BIML-{re.search('[0-9]+', name)[0]} {reference}"
    return taxonomy, plain_ids(taxonomy, reference)[0]


class Maps:
    """maps[slug][attribute][taxonomy] = ids, each id under the strongest source that states it."""

    def __init__(self):
        self.maps = {}

    def add(self, slug, source, taxonomy, name):
        own = self.maps.setdefault(slug, {})
        for attribute in SOURCES.values():
            if name in own.get(attribute, {}).get(taxonomy, []):
                return
            if attribute == SOURCES[source]:
                break
        own.setdefault(SOURCES[source], {}).setdefault(taxonomy, []).append(name)

    def result(self):
        return {
            slug: {
                attribute: {taxonomy: sorted(ids) for taxonomy, ids in sorted(own[attribute].items())}
                for attribute in SOURCES.values()
                if attribute in own
            }
            for slug, own in sorted(self.maps.items())
        }


def threat_maps(facts, maps):
    catalogue, crossmap = facts["catalogue"], facts["crossmap"]
    retired = facts["atlas"]["aliases"]["retired_2026_07"]
    same = {"supplychaindatapoison": "supplychaindatapoisoning"}
    for entry in catalogue["threats"]:
        for reference in entry["external_refs"]:
            maps.add(entry["id"], "published", *standard_id(reference, retired))
    for entry in facts["mappings"]["owasp_llm_top10_2026"]["entries"]:
        for slug in entry["exchange"]:
            if slug.islower() and ":" not in slug:
                maps.add(slug, "published", "llm2026", entry["id"].split(":")[0])
    for entry in catalogue["cross_cutting_risk_factors"]:
        if "llm_top10" in entry:
            maps.add(entry["id"], "published", "llm2026", entry["llm_top10"].split(":")[0])
    for entry in catalogue["threat_variants"]:
        for name in re.findall(r"AML\.T\d+", entry.get("mapping", "")):
            maps.add(entry["id"], "published", "atlas", name)
    for source in SOURCES:
        for slug, entry in crossmap["threats"].items():
            for key, taxonomy in CROSSMAP.items():
                for item in [entry.get(key, [])] if isinstance(entry.get(key), str) else entry.get(key, []):
                    item = {"id": item, "source": "published"} if isinstance(item, str) else item
                    if item["source"] == source:
                        for name in plain_ids(taxonomy, item["id"]):
                            maps.add(same.get(slug, slug), source, taxonomy, name)
    for article in facts["nist"]["eu_ai_act_2024_1689"]["items"]:
        for slugs in article.get("maps_to", {}).values():
            for slug in slugs:
                maps.add(same.get(slug, slug), "derived", "ai_act", article["id"])


def control_maps(facts, maps):
    retired = facts["atlas"]["aliases"]["retired_2026_07"]
    slugs = {"#" + c["title"]: c["slug"] for c in facts["catalogue"]["controls"]}
    ids = {c["id"]: c["slug"] for c in facts["catalogue"]["controls"]}
    for entry in facts["catalogue"]["controls"]:
        for reference in entry["standards"]:
            maps.add(entry["slug"], "published", *standard_id(reference, retired))
    for row in facts["crossmap"]["regulation_to_control"]:
        for control in row["controls"]:
            act = re.search(r"AI Act Art\. ([\d, ]+)", row["reg"])
            for number in re.findall(r"\d+", act[1]):
                maps.add(slugs[control], "published", "ai_act", f"Art. {number}")
            for number in re.findall(r"GDPR Art\. (\d+)", row["reg"]):
                maps.add(slugs[control], "published", "gdpr", f"Art. {number}")
            if "NIS2" in row["reg"]:
                maps.add(slugs[control], "published", "nis2", "NIS2")
    counts = {}
    for row in facts["mappings"]["ncsc_cisa"]["newest"]["rows"]:
        counts[row["section"]] = counts.get(row["section"], 0) + 1
        for control in row["controls"] + row["partly"]:
            maps.add(ids[control], "published", "ncsc", f"{row['section']}.{counts[row['section']]}")


def privacy_maps(facts, maps):
    slugs = {c["id"]: c["slug"] for c in facts["catalogue"]["controls"]}
    for source, key in (("published", "explicit"), ("derived", "derived")):
        for principle in facts["mappings"]["privacy"]["principles"]:
            for control in principle.get("related_controls", {}).get(key, []):
                maps.add(slugs[control], source, "privacy", principle["id"])
    for principle in facts["mappings"]["privacy"]["principles"]:
        for slug in principle.get("related_threats", []):
            maps.add(slug, "published", "privacy", principle["id"])


# ---- testing ----


def tested_by(testing):
    """Threat -> the tools that the Exchange's tables, notes or picture list for it."""
    order = [tool["id"] for tool in testing["tools"]]
    return {
        slug: sorted((use["tool"] for use in uses), key=order.index)
        for slug, uses in sorted(testing["threat_to_tools"].items())
    }


# ---- the catalogue itself ----


def last_part(url):
    return url.rstrip("/").rsplit("/", 1)[-1]


def threat(entry):
    assets, cia = [], set()
    for impact in entry["impacts"]:
        if impact["asset"] not in assets:
            assets.append(impact["asset"])
        cia.update(impact["cia"])
    kinds = entry.get("ai_kinds", {})
    return {
        "slug": entry["id"],
        "section": entry.get("section"),
        "title": entry["title"],
        "parent": entry["parent"],
        "permalink": entry["permalink"],
        "aliases": [last_part(url) for url in entry.get("permalink_aliases", [])],
        "lifecycle": sorted(entry["lifecycle"]),
        "assets": assets,
        "cia": "".join(letter for letter in "CIA" if letter in cia),
        "letters": sorted(
            {i["threat_map_letter"] for i in entry["impacts"] if i.get("threat_map_letter")}
        ),
        "ai_kinds": {k: v for k, v in kinds.items() if k != "basis" and v != "unspecified"},
        "agentic": entry.get("agentic_specific", False),
        "excluded": sorted(entry.get("excluded_controls", [])),
    }


def control(entry):
    return {
        "id": entry["id"],
        "slug": entry["slug"],
        "section": entry["section"],
        "title": entry["title"],
        "permalink": entry["permalink"],
        "aliases": [last_part(url) for url in entry["permalink_aliases"]],
        "scope": entry["scope"],
        "group": entry["group"]["section_group"],
        "lifecycle": sorted(entry["lifecycle"]),
        "discipline": entry["discipline"],
        "type": sorted(entry["type"]),
        "iso_gap": bool(entry["iso_iec_gap"]),
    }


def digest(facts):
    catalogue, maps = facts["catalogue"], Maps()
    relations = [[r["threat"], r["control"], r["kind"]] for r in catalogue["relations"]]
    for entry in catalogue["threats"]:
        relations += [[entry["id"], name, "general"] for name in entry["controls"]["general"]]
    threat_maps(facts, maps)
    control_maps(facts, maps)
    privacy_maps(facts, maps)
    return {
        "source": {
            "name": catalogue["meta"]["source"],
            "license": catalogue["meta"]["license"],
            "repository": catalogue["meta"]["repo"],
            "commit": catalogue["meta"]["commit"],
            "commit_date": catalogue["meta"]["commit_date"],
        },
        "threats": [threat(t) for t in catalogue["threats"] + catalogue["named_without_section"]],
        "variants": [
            {"slug": v["id"], "title": v["title"], "parent": v["parent"], "ai": v["ai"]}
            for v in catalogue["threat_variants"]
        ],
        "risk_factors": [
            {"slug": f["id"], "title": f["title"]} for f in catalogue["cross_cutting_risk_factors"]
        ],
        "controls": [control(c) for c in catalogue["controls"]],
        "seed_controls": {c["id"]: c["successor"] for c in catalogue["seed_only_controls"]},
        "relations": sorted(relations),
        "links": sorted(
            [link["threat"], link["related"], link["kind"].split(" ")[0]]
            for link in catalogue["threat_links"]
        ),
        "maps": maps.result(),
        "principles": [
            {"id": p["id"], "title": p["title"]} for p in facts["mappings"]["privacy"]["principles"]
        ],
        "tools": [
            {"id": t["id"], "name": t["name"], "links": t["urls"], "family": t["category"]}
            for t in facts["testing"]["tools"]
        ],
        "tested_by": tested_by(facts["testing"]),
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
            lines = ",\n".join(
                f"    {json.dumps(name)}: {json.dumps(item, ensure_ascii=False)}"
                for name, item in part.items()
            )
            out.write(f"  {json.dumps(key)}: {{\n{lines}\n  }}{end}\n")
    out.write("}\n")


def read_facts(folder):
    names = ("catalogue", "crossmap", "mappings", "atlas", "nist", "testing")
    return {n: json.loads((folder / f"{n}.json").read_text(encoding="utf-8")) for n in names}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(digest(read_facts(pathlib.Path(sys.argv[1]))), sys.stdout)
