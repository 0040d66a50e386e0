#!/usr/bin/env python3
"""Runs aixc on the models of real attacks and compares its findings with what happened.

For each model: was the threat that was realised found, was one raised that cannot apply, and how much
is a reader given to read (AI findings per element) and asked (questions).

usage: evaluate.py build/release/aixc [--min-recall 0.95] [--max-false 0]

Exit code: 0 all thresholds met; 1 a threshold missed, or a model that aixc does not take;
2 usage, or a file that cannot be read.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MODELS = HERE.parent.parent / "examples" / "attacks"

# Every status but `open` says that the threat applies, treated or not.
APPLYING = {"applies", "countered", "accepted", "transferred", "avoided"}
# Every system has these; they are no achievement and no burden, so they are counted apart.
CONVENTIONAL = {"genericsecthreats", "genericdevsupplychain"}
# The cases speak of "excessive agency"; the Exchange calls it a risk factor, and finds its effects.
AGENCY_FINDINGS = {"agentescape"}
AGENCY_SCENARIOS = {
    "lethal_trifecta", "confused_deputy", "unchecked_action", "rule_of_two", "cascade",
}
# A box drawn around others is no element that a reader reviews one by one.
PLACES = {"boundary", "network", "cloud", "host", "device", "environment", "tenant"}


class Failure(Exception):
    """aixc did not give a report for a model; the text says what it said."""


def run_aixc(aixc, model):
    command = [str(aixc), str(model), "-o", "-", "--format", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except subprocess.TimeoutExpired as error:
        raise Failure(f"no end after {error.timeout:g} s") from error
    if done.returncode != 0:
        said = done.stderr.strip() or done.stdout.strip() or "nothing on stderr"
        raise Failure(f"exit code {done.returncode}: {said}")
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise Failure(f"its output is no JSON: {error}") from error


def raised(report, slug, statuses):
    """The elements at which the threat `slug` is raised with one of `statuses`."""
    slugs = AGENCY_FINDINGS if slug == "excessiveagency" else {slug}
    return [f["element"] for f in report["findings"]
            if f["slug"] in slugs and f["status"] in statuses]


def agency_scenarios(report):
    return [s["id"] for s in report.get("scenarios", []) if s["id"] in AGENCY_SCENARIOS]


def judge(report, threat):
    """found (where it belongs), elsewhere, open or missed."""
    slug = threat["threat"]
    places = raised(report, slug, APPLYING)
    if places:
        if slug in CONVENTIONAL or set(places) & set(threat["elements"]):
            return "found"
        return "elsewhere"
    if slug == "excessiveagency" and agency_scenarios(report):
        return "found"
    return "open" if raised(report, slug, {"open"}) else "missed"


BEST_FIRST = ["found", "elsewhere", "open", "missed"]


def judge_all(report, threats):
    """Judges threats; those of one group are readings of the same thing, and the best one counts."""
    groups = collections.OrderedDict()
    for threat in threats:
        key = threat.get("any_of_group", threat["threat"])
        groups.setdefault(key, []).append(threat)
    judged = []
    for members in groups.values():
        verdict = min((judge(report, threat) for threat in members), key=BEST_FIRST.index)
        slugs = [threat["threat"] for threat in members]
        judged.append({
            "name": "|".join(slugs),
            "verdict": verdict,
            "conventional": all(slug in CONVENTIONAL for slug in slugs),
        })
    return judged


def false_raises(report, case, statuses):
    names = [slug for slug in case["not_applicable"] if raised(report, slug, statuses)]
    if statuses is APPLYING and "excessiveagency" in case["not_applicable"]:
        if "excessiveagency" not in names and agency_scenarios(report):
            names.append("excessiveagency")
    return names


def load_per_element(report):
    """AI findings that apply or are open, for each element that is no place."""
    load = {e["path"]: 0 for e in report["elements"] if e["kind"] not in PLACES}
    for finding in report["findings"]:
        if finding["slug"] not in CONVENTIONAL and finding["status"] in APPLYING | {"open"}:
            load[finding["element"]] = load.get(finding["element"], 0) + 1
    return load


def evaluate_case(case, report):
    load = load_per_element(report)
    return {
        "case": case,
        "realised": judge_all(report, case["realised"]),
        "contributing": judge_all(report, case["contributing"]),
        "false": false_raises(report, case, APPLYING),
        "false_open": false_raises(report, case, {"open"}),
        "elements": len(load),
        "findings": sum(load.values()),
        "busiest": max(load.items(), key=lambda entry: entry[1], default=("-", 0)),
        "conventional": sum(f["slug"] in CONVENTIONAL for f in report["findings"]),
        "questions": len(report["questions"]),
    }


def print_case(result):
    case = result["case"]
    verdicts = collections.Counter(j["verdict"] for j in result["realised"])
    hits = verdicts["found"] + verdicts["elsewhere"]
    print(f"{case['file'].removesuffix('.aisys'):<34} "
          f"{hits}/{len(result['realised'])} realised  {len(result['false'])} false  "
          f"{result['findings']:>3} findings on {result['elements']:>2} elements  "
          f"{result['questions']:>2} questions")
    for kind in ("realised", "contributing"):
        for judged in result[kind]:
            if judged["verdict"] != "found":
                print(f"    {kind}, {judged['verdict']}: {judged['name']}")
    for slug in result["false"]:
        print(f"    raised, although it cannot apply: {slug}")
    for slug in result["false_open"]:
        print(f"    open, although it cannot apply: {slug}")


def share(result):
    """AI findings per element of one model."""
    return result["findings"] / max(result["elements"], 1)


def totals(results):
    scored = [j for r in results if r["case"]["usable_for_recall"] == "yes"
              for j in r["realised"]]
    ai = [j for j in scored if not j["conventional"]]
    conventional = [j for j in scored if j["conventional"]]
    helping = [j for r in results for j in r["contributing"] if not j["conventional"]]
    elements = sum(r["elements"] for r in results)
    busiest = max(results, key=lambda r: r["busiest"][1])
    fullest = max(results, key=share)

    def hits(judged):
        return sum(j["verdict"] in ("found", "elsewhere") for j in judged)

    return {
        "recall": hits(ai) / len(ai) if ai else 0.0,
        "hits": hits(ai), "scored": len(ai),
        "elsewhere": sum(j["verdict"] == "elsewhere" for j in ai),
        "open": sum(j["verdict"] == "open" for j in ai),
        "conventional_hits": hits(conventional), "conventional_scored": len(conventional),
        "contributing_hits": hits(helping), "contributing_scored": len(helping),
        "false": sum(len(r["false"]) for r in results),
        "false_open": sum(len(r["false_open"]) for r in results),
        "not_applicable": sum(len(r["case"]["not_applicable"]) for r in results),
        "elements": elements,
        "findings": sum(r["findings"] for r in results),
        "per_element": sum(r["findings"] for r in results) / max(elements, 1),
        "max_per_element": busiest["busiest"][1],
        "max_element": f"{busiest['busiest'][0]} in {busiest['case']['file']}",
        "per_element_in_fullest": share(fullest),
        "fullest": fullest["case"]["file"],
        "conventional_findings": sum(r["conventional"] for r in results),
        "questions": sum(r["questions"] for r in results),
        "per_ten": 10 * sum(r["questions"] for r in results) / max(elements, 1),
    }


def print_totals(total, models):
    print(f"""
{models} models, {total['elements']} elements
recall of AI threats        {total['recall']:.3f}  ({total['hits']} of {total['scored']}; \
{total['elsewhere']} at another element than expected; {total['open']} of the rest open)
  contributing threats      {total['contributing_hits']} of {total['contributing_scored']}
  conventional threats      {total['conventional_hits']} of {total['conventional_scored']}
raised although impossible  {total['false']} of {total['not_applicable']}  \
({total['false_open']} more are open)
AI findings                 {total['findings']}; per element {total['per_element']:.2f} on average, \
{total['per_element_in_fullest']:.2f} in the fullest model ({total['fullest']})
  at one element            {total['max_per_element']} at most ({total['max_element']})
conventional findings       {total['conventional_findings']}
questions                   {total['questions']}; {total['per_ten']:.1f} per ten elements""")


def missed_thresholds(total, arguments):
    """One line for each threshold that the totals miss."""
    limits = [
        ("recall", total["recall"], arguments.min_recall, "min"),
        ("raised although impossible", total["false"], arguments.max_false, "max"),
        ("findings per element", total["per_element"], arguments.max_per_element, "max"),
        ("findings per element in one model", total["per_element_in_fullest"],
         arguments.max_in_one_model, "max"),
        ("questions per ten elements", total["per_ten"], arguments.max_questions, "max"),
    ]
    lines = []
    for name, value, limit, side in limits:
        if limit is None or (value >= limit if side == "min" else value <= limit):
            continue
        lines.append(f"evaluate: {name} is {value:g}, {side}imum {limit:g}")
    return lines


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("aixc", type=pathlib.Path, help="the compiler, e.g. build/release/aixc")
    parser.add_argument("--expected", type=pathlib.Path, default=HERE / "expected.json")
    parser.add_argument("--models", type=pathlib.Path, default=MODELS,
                        help="the folder of the models (default: examples/attacks)")
    parser.add_argument("--only", metavar="TEXT", help="only models whose file name contains TEXT")
    parser.add_argument("--min-recall", type=float, metavar="SHARE",
                        help="least share of realised AI threats found, e.g. 0.95")
    parser.add_argument("--max-false", type=int, metavar="N",
                        help="most threats raised although they cannot apply")
    parser.add_argument("--max-per-element", type=float, metavar="X",
                        help="most AI findings per element, on average")
    parser.add_argument("--max-in-one-model", type=float, metavar="X",
                        help="most AI findings per element, in any one model")
    parser.add_argument("--max-questions", type=float, metavar="X",
                        help="most questions per ten elements")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    try:
        expected = json.loads(arguments.expected.read_text(encoding="utf-8"))["cases"]
    except (OSError, ValueError) as error:
        print(f"evaluate: cannot read {arguments.expected}: {error}", file=sys.stderr)
        return 2
    cases = [c for c in expected if not arguments.only or arguments.only in c["file"]]
    if not cases:
        print(f"evaluate: no model has `{arguments.only}` in its file name", file=sys.stderr)
        return 2
    without_case = {p.name for p in arguments.models.glob("*.aisys")} - {c["file"] for c in expected}
    if without_case:
        print(f"evaluate: nothing is expected of {', '.join(sorted(without_case))}: add it to "
              "make_expected.py and run that", file=sys.stderr)
        return 2

    results, failed = [], []
    for case in cases:
        try:
            result = evaluate_case(case, run_aixc(arguments.aixc, arguments.models / case["file"]))
        except Failure as failure:
            failed.append(case["file"])
            print(f"{case['file'].removesuffix('.aisys'):<34} no report\n    {failure}")
            continue
        except OSError as error:
            print(f"evaluate: cannot run {arguments.aixc}: {error}", file=sys.stderr)
            return 2
        results.append(result)
        print_case(result)

    complaints = [f"evaluate: no report for {', '.join(failed)}"] if failed else []
    if results:
        total = totals(results)
        print_totals(total, len(results))
        complaints += missed_thresholds(total, arguments)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
