#!/usr/bin/env python3
"""Writes expected.json: what must, may and must not be found in each model of examples/attacks.

The threats come from a file of labelled cases (read from the MITRE ATLAS case studies); which model
belongs to which case, and where in it a threat should attach, is our judgement and stands below.

usage: make_expected.py CASES.json [-o expected.json]
"""

import argparse
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent

# Case -> model, and realised or contributing threat -> the elements at which it may attach.
# `SYSTEM` stands for the one finding that generic threats have for a whole system.
SYSTEM = "system"
MODELS = {
    "AML.CS0001": ("cs0001_dga_detection", {"evasion": ["service.scorer"]}),
    "AML.CS0003": ("cs0003_on_device_malware_scorer", {
        "evasion": ["computer.scorer", "computer.reputation"],
        "runtimemodelleak": ["computer.scorer", "computer.reputation"]}),
    "AML.CS0005": ("cs0005_machine_translation", {
        "evasion": ["platform.translator"], "modelexfiltration": ["platform.translator"]}),
    "AML.CS0008": ("cs0008_mail_scoring", {
        "evasion": ["service.scorer"], "modelexfiltration": ["service.scorer"]}),
    "AML.CS0009": ("cs0009_learning_chatbot", {
        "datapoison": ["backend.talks", "backend.learning", "backend.bot"],
        "supplychaindatapoisoning": ["backend.talks"]}),
    "AML.CS0012": ("cs0012_face_identification", {
        "evasion": ["service.face"], "modelinversionandmembership": ["service.face"]}),
    "AML.CS0021": ("cs0021_assistant_with_plugins", {
        "indirectpromptinjection": ["platform.assistant"],
        "outputcontainsconventionalinjection": ["client"],
        "excessiveagency": ["platform.assistant"],
        "disclosureinoutput": ["platform.assistant"]}),
    "AML.CS0027": ("cs0027_shared_model_hub", {
        "devmodelleak": ["space", "lab.assistant"],
        "supplymodelpoison": ["lab.assistant", "space", "base"],
        "devmodelpoison": ["lab.assistant", "space", "lab.tune"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0028": ("cs0028_container_registry", {
        "devmodelleak": ["account.images", "account.models"],
        "runtimemodelleak": ["account.models"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0029": ("cs0029_assistant_with_documents", {
        "indirectpromptinjection": ["platform.assistant"],
        "outputcontainsconventionalinjection": ["client"],
        "disclosureinoutput": ["platform.assistant"]}),
    "AML.CS0030": ("cs0030_hosted_llm_account", {
        "airesourceexhaustion": ["models.hosted"], "genericsecthreats": [SYSTEM]}),
    "AML.CS0032": ("cs0032_phishing_page_detection", {"evasion": ["service.scorer"]}),
    "AML.CS0033": ("cs0033_remote_face_onboarding", {
        "evasion": ["face"], "genericsecthreats": [SYSTEM]}),
    "AML.CS0036": ("cs0036_desktop_assistant", {
        "directpromptinjection": ["service.assistant"],
        "inputdataleak": ["service.assistant"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0038": ("cs0038_workspace_assistant", {
        "indirectpromptinjection": ["platform.assistant"],
        "excessiveagency": ["platform.assistant"]}),
    "AML.CS0039": ("cs0039_ticket_assistant", {
        "indirectpromptinjection": ["helpdesk.client"],
        "excessiveagency": ["helpdesk.client"],
        "disclosureinoutput": ["helpdesk.client"]}),
    "AML.CS0041": ("cs0041_coding_assistant_rules", {
        "indirectpromptinjection": ["workstation.assistant"],
        "directpromptinjection": ["workstation.assistant"],
        "augmentationdatamanipulation": ["workstation.rules"],
        "outputcontainsconventionalinjection": ["product", "workstation.editor"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0045": ("cs0045_editor_with_scraper", {
        "indirectpromptinjection": ["workstation.editor"],
        "excessiveagency": ["workstation.editor"],
        "outputcontainsconventionalinjection": ["workstation.terminal"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0049": ("cs0049_coding_agent_skills", {
        "indirectpromptinjection": ["workstation.coder"],
        "directpromptinjection": ["workstation.coder"],
        "excessiveagency": ["workstation.coder"],
        "augmentationdatamanipulation": ["workstation.skills"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0054": ("cs0054_remote_mcp_server", {
        "indirectpromptinjection": ["desktop.helper"],
        "directpromptinjection": ["desktop.helper"],
        "excessiveagency": ["desktop.helper"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0057": ("cs0057_hosted_generation_api", {
        "directpromptinjection": ["platform.painter", "platform.writer"],
        "airesourceexhaustion": ["platform.painter", "platform.writer"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0066": ("cs0066_connected_assistant", {
        "indirectpromptinjection": ["platform.assistant"],
        "excessiveagency": ["platform.assistant"],
        "augmentationdatamanipulation": ["platform.memories"],
        "disclosureinoutput": ["platform.assistant"]}),
    "AML.CS0067": ("cs0067_ci_agent", {
        "indirectpromptinjection": ["runner.worker"],
        "excessiveagency": ["runner.worker"],
        "disclosureinoutput": ["runner.worker"],
        "genericsecthreats": [SYSTEM]}),
    "AML.CS0072": ("cs0072_assistant_links", {
        "augmentationdatamanipulation": ["platform.memories"],
        "indirectpromptinjection": ["platform.assistant"],
        "directpromptinjection": ["platform.assistant"],
        "excessiveagency": ["platform.assistant"]}),
}


def expected_threat(label, elements):
    """One labelled threat, with the elements at which it may attach."""
    threat = {"threat": label["threat"], "elements": elements[label["threat"]]}
    if "any_of_group" in label:
        threat["any_of_group"] = label["any_of_group"]
    return threat


def expected_case(case, model, elements):
    labels = case["realised"] + case["contributing"]
    for slug in elements:
        if slug not in [label["threat"] for label in labels]:
            sys.exit(f"make_expected: {case['id']}: `{slug}` has elements but no label")
    for label in labels:
        if label["threat"] not in elements:
            sys.exit(f"make_expected: {case['id']}: `{label['threat']}` has no elements in MODELS")
    return {
        "file": f"{model}.aisys",
        "case": case["id"],
        "name": case["name"],
        "usable_for_recall": case["usable_for_recall"],
        "realised": [expected_threat(label, elements) for label in case["realised"]],
        "contributing": [expected_threat(label, elements) for label in case["contributing"]],
        "not_applicable": sorted(label["threat"] for label in case["not_applicable"]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", type=pathlib.Path, help="the labelled cases, JSON")
    parser.add_argument("-o", "--output", type=pathlib.Path, default=HERE / "expected.json")
    arguments = parser.parse_args()

    cases = json.loads(arguments.cases.read_text(encoding="utf-8"))["cases"]
    without_model = [case["id"] for case in cases if case["id"] not in MODELS]
    if without_model:
        sys.exit(f"make_expected: no model for {', '.join(without_model)}: add it to MODELS")
    expected = {
        "source": "labels read from the MITRE ATLAS case studies (Apache-2.0); elements are ours",
        "cases": [expected_case(case, *MODELS[case["id"]]) for case in cases],
    }
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    arguments.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
