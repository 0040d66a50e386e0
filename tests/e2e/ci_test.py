#!/usr/bin/env python3
"""What a pipeline does with aixc: its formats under their own validators, git, hooks, the action."""

import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from program import BINARY, EXAMPLES, SOURCE, aixc

try:
    import jsonschema
except ImportError:
    jsonschema = None

FOREIGN = SOURCE / "tests/foreign"
MULTITOOL = FOREIGN / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
VALIDATOR = FOREIGN / "node_modules/.bin/action-validator"
SAMPLE = SOURCE / "examples/ci"
DAY = ("--today", "2026-12-01")

# After docs.gitlab.com, "Code Quality report format".
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {"type": "object", "required": ["begin"],
                              "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}

# After reviewdog's proto/rdf/jsonschema/DiagnosticResult.json.
POSITION = {"type": "object", "required": ["line"], "additionalProperties": False,
            "properties": {"line": {"type": "integer", "minimum": 1},
                           "column": {"type": "integer", "minimum": 1}}}
RANGE = {"type": "object", "required": ["start", "end"], "additionalProperties": False,
         "properties": {"start": POSITION, "end": POSITION}}
SEVERITY = {"enum": ["ERROR", "WARNING", "INFO"]}
RDJSON = {
    "type": "object", "required": ["source", "diagnostics"], "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "severity": SEVERITY,
        "diagnostics": {"type": "array", "items": {
            "type": "object", "required": ["message", "location"], "additionalProperties": False,
            "properties": {
                "message": {"type": "string"},
                "location": {"type": "object", "required": ["path", "range"],
                             "properties": {"path": {"type": "string"}, "range": RANGE}},
                "severity": SEVERITY,
                "code": {"type": "object", "required": ["value"]},
                "suggestions": {"type": "array", "items": {
                    "type": "object", "required": ["range", "text"],
                    "properties": {"range": RANGE, "text": {"type": "string"}}}},
            }}},
    },
}

# What the Multitool recommends and we decide otherwise, with the reason.
KNOWN_ADVICE = {
    "SARIF2005",    # no informationUri: the project has no address of its own yet
    "SARIF2009",    # ids are the threats' names, which people know, not a code and a number
    "SARIF2016",    # no artifacts: code scanning reads the files itself
    "GH1006",       # no checkout path: it is the runner's business
    "GHAzDO1013",   # about other products
}


def check(*arguments, **more):
    return aixc("check", *arguments, *DAY, **more)


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name).resolve()

    def examples(self):
        shutil.copytree(SOURCE / "examples", self.path / "models",
                        ignore=shutil.ignore_patterns("ci", "attacks"))

    def git(self, *arguments, **more):
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org",
                    "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false")
        return subprocess.run(["git", *identity, *arguments], cwd=self.path, text=True,
                              capture_output=True, check=True, **more).stdout


@unittest.skipUnless(MULTITOOL.exists(), "the SARIF Multitool is not installed")
class Sarif(Folder):
    @classmethod
    def setUpClass(cls):
        # npm unpacks it without the right to run.
        MULTITOOL.chmod(MULTITOOL.stat().st_mode | stat.S_IXUSR)

    def multitool(self, *arguments):
        done = subprocess.run([str(MULTITOOL), *map(str, arguments)], cwd=self.path, text=True,
                              capture_output=True, check=False, timeout=200)
        return done

    def validated(self, log):
        """What the Multitool says, as (rule, level, message). It exits 0 whatever it finds."""
        self.multitool("validate", log, "--rule-kind", "Sarif;Ghas", "--output", "said.sarif",
                       "--log", "ForceOverwrite")
        said = json.loads((self.path / "said.sarif").read_text(encoding="utf-8-sig"))
        run = said["runs"][0]
        self.assertTrue(run["invocations"][0].get("executionSuccessful", True)
                        if run.get("invocations") else True)
        return [(r["ruleId"].split("/")[0], r.get("level", "warning"), json.dumps(r["message"]))
                for r in run.get("results", [])]

    def assert_accepted(self, log):
        for rule, level, message in self.validated(log):
            self.assertNotEqual(level, "error", f"{rule}: {message}")
            self.assertIn(rule, KNOWN_ADVICE, message)

    def test_examples_are_accepted(self):
        self.examples()
        (self.path / "broken.aisys").write_text("system b \"B\"\nagnet a\n", encoding="utf-8")
        done = check("models", "broken.aisys", "--strict", "--format", "sarif", cwd=self.path)
        self.assertEqual(done.returncode, 1, done.stderr)
        (self.path / "all.sarif").write_text(done.stdout, encoding="utf-8")
        self.assert_accepted("all.sarif")
        (self.path / "none.sarif").write_text(
            aixc("-", "-o", "-", "--format", "sarif", stdin="system s\n").stdout, encoding="utf-8")
        self.assert_accepted("none.sarif")

    def test_what_the_multitool_does_not_see(self):
        self.examples()
        done = check("models", "--sarif-suppressed", "--format", "sarif", cwd=self.path)
        run = json.loads(done.stdout)["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        self.assertEqual(len({r["id"] for r in rules}), len(rules))
        self.assertGreater(len(run["results"]), 20)
        prints = set()
        for result in run["results"]:
            rule = rules[result["ruleIndex"]]
            self.assertEqual(rule["id"], result["ruleId"])
            place = result["locations"][0]["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            lines = (self.path / uri).read_text(encoding="utf-8").split("\n")
            region = place["region"]
            self.assertEqual(set(region), {"startLine", "startColumn", "endLine", "endColumn"})
            text = lines[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1]
            self.assertTrue(text, "the region is empty")
            self.assertEqual(set(result["message"]), {"text", "id", "arguments"})
            self.assertLessEqual(len(result["message"]["text"]), 2048)
            self.assertIn("primaryLocationLineHash", result["partialFingerprints"])
            prints.add((uri, result["partialFingerprints"]["aixcElementPath/v1"]))
            for flow in result.get("codeFlows", []):
                self.assertGreater(len(flow["threadFlows"][0]["locations"]), 1)
            for taxon in result.get("taxa", []):
                taxonomy = run["taxonomies"][taxon["toolComponent"]["index"]]
                self.assertEqual(taxonomy["taxa"][taxon["index"]]["id"], taxon["id"])
        self.assertEqual(len(prints), len(run["results"]), "two results have one fingerprint")
        self.assertTrue(any("codeFlows" in r for r in run["results"]))
        self.assertTrue(any("relatedLocations" in r for r in run["results"]))
        self.assertEqual({t["name"] for t in run["taxonomies"]},
                         {"OWASP AI Exchange", "MITRE ATLAS"})
        for rule in rules:
            properties = rule["properties"]
            self.assertLessEqual(len(properties["tags"]), 10)
            if "security" in properties["tags"]:
                severity = properties["security-severity"]
                self.assertIsInstance(severity, str)
                self.assertTrue(0.1 <= float(severity) <= 10.0)
            self.assertTrue(rule["help"]["text"] and rule["help"]["markdown"])
            self.assertLessEqual(len(rule["fullDescription"]["text"]), 2048)
        self.assertNotIn(str(self.path), done.stdout)

    def test_results_are_recognised_after_an_edit(self):
        model = self.path / "m.aisys"
        model.write_text(EXAMPLES[1].read_text(encoding="utf-8"), encoding="utf-8")
        aixc("m.aisys", "-o", "before.sarif", *DAY, cwd=self.path)
        count = len(json.loads((self.path / "before.sarif").read_text(encoding="utf-8"))
                    ["runs"][0]["results"])
        model.write_text("// A line more.\n\n" + model.read_text(encoding="utf-8")
                         .replace('"Chat backend"', '"Backend of the chat"'), encoding="utf-8")
        aixc("m.aisys", "-o", "after.sarif", *DAY, cwd=self.path)
        done = self.multitool("match-results-forward", "after.sarif", "--previous", "before.sarif",
                              "--output-file-path", "matched.sarif", "--log", "ForceOverwrite")
        self.assertTrue((self.path / "matched.sarif").exists(), done.stdout + done.stderr)
        matched = json.loads((self.path / "matched.sarif").read_text(encoding="utf-8-sig"))
        states = [r["baselineState"] for r in matched["runs"][0]["results"]]
        self.assertEqual(len(states), count)
        self.assertNotIn("new", states)
        self.assertNotIn("absent", states)


class Formats(Folder):
    def test_gitlab_and_rdjson(self):
        self.examples()
        for name, schema in (("gitlab", CODE_QUALITY), ("rdjson", RDJSON)):
            done = check("models", "--format", name, cwd=self.path)
            self.assertEqual((done.returncode, done.stderr), (1, ""))
            document = json.loads(done.stdout)
            if jsonschema:
                jsonschema.validate(document, schema)
            if name == "gitlab":
                prints = [issue["fingerprint"] for issue in document]
                self.assertEqual(len(set(prints)), len(prints))

    @unittest.skipUnless(shutil.which("xmllint"), "xmllint is not installed")
    def test_junit(self):
        self.examples()
        done = check("models", "--strict", "--format", "junit", cwd=self.path)
        (self.path / "j.xml").write_text(done.stdout, encoding="utf-8")
        lint = subprocess.run(
            ["xmllint", "--noout", "--nonet", "--schema",
             str(FOREIGN / "schemas/jenkins-junit-10.xsd"), "j.xml"],
            cwd=self.path, text=True, capture_output=True, check=False)
        self.assertEqual(lint.returncode, 0, lint.stderr)

    def test_names_of_files_do_not_depend_on_the_place(self):
        self.examples()
        model = "models/02_chatbot.aisys"
        for name in ("sarif", "github", "gitlab", "rdjson", "markdown"):
            here = check(model, "--format", name, cwd=self.path).stdout
            self.assertIn("models/02_chatbot.aisys" if name != "markdown" else "chatbot", here, name)
            self.assertNotIn(str(self.path), here)

    def test_every_format_is_quick(self):
        done = check(EXAMPLES[0], "--format", "sarif", "-o", os.devnull + ".never")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, "", "nothing is done before the outputs are understood")


class Hostile(Folder):
    """The corpus of hostile texts in the formats of `check` and `diff`."""

    def test_nothing_becomes_active(self):
        corpus = sorted((SOURCE / "tests/corpus/hostile").glob("*.aisys"))
        self.assertGreater(len(corpus), 12)
        (self.path / "empty.aisys").write_text("system hostile\n", encoding="utf-8")
        for model in corpus:
            for name in ("gcc", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "json"):
                with self.subTest(model=model.name, format=name):
                    done = check(model, "--strict", "--sarif-suppressed", "--format", name)
                    self.assertIn(done.returncode, (0, 1), done.stderr)
                    self.assert_harmless(name, done.stdout)
            for option in ("--json", "--markdown"):
                with self.subTest(model=model.name, format="diff " + option):
                    done = aixc("diff", self.path / "empty.aisys", model, option, *DAY)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assert_harmless("json" if option == "--json" else "markdown", done.stdout)

    def assert_harmless(self, name, text):
        self.assertIsNone(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text))
        if name in ("sarif", "gitlab", "rdjson", "json"):
            json.loads(text)
        if name == "sarif":
            self.assertNotIn('"helpUri": "javascript', text)
        if name == "junit":
            ElementTree.fromstring(text)
        if name == "gcc":
            for line in text.splitlines():
                self.assertRegex(line, r"^\S+\.aisys:\d+:\d+: (error|warning|note): .* \[\w+\]$")
        if name == "github":
            for line in text.splitlines():
                self.assertRegex(line, "^(::(error|warning|notice) file=[^ ]|aixc: )")
        if name == "markdown":
            self.assertIsNone(re.search(r"(?<!\\)<[A-Za-z/!]", text), "raw HTML")
            self.assertIsNone(re.search(r"(?<!\\)\]\(javascript", text), "a link")


class Config(Folder):
    def test_names_are_those_from_here(self):
        self.examples()
        (self.path / "aixc.toml").write_text('fail-on = "critical"\n', encoding="utf-8")
        for folder, shown in ((".", "models/02_chatbot.aisys:"), ("models", "02_chatbot.aisys:")):
            entry = "models/02_chatbot.aisys" if folder == "." else "02_chatbot.aisys"
            done = check(entry, "--format", "gcc", cwd=self.path / folder)
            self.assertTrue(done.stdout.startswith(shown), done.stdout + done.stderr)

    def test_unreadable_configuration_is_not_passed_over(self):
        self.examples()
        (self.path / "aixc.toml").mkdir()
        self.assertEqual(check("models", cwd=self.path).returncode, 2)


class Diff(Folder):
    def setUp(self):
        super().setUp()
        self.git("init", "-q")
        (self.path / "models/parts").mkdir(parents=True)
        (self.path / "models/parts/p.aisys").write_text("app page \"Page\"\n", encoding="utf-8")
        (self.path / "models/m.aisys").write_text(
            'import "parts/p.aisys"\nsystem s "S"\nuser u "U"\nllm m "M"\nu -> page\n',
            encoding="utf-8")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "first")

    def test_imports_come_from_the_revision_too(self):
        self.assertIn("nothing has changed",
                      aixc("diff", "git:main", "models/m.aisys", cwd=self.path).stdout)
        (self.path / "models/parts/p.aisys").write_text("app page \"Page\"\napp more \"More\"\n",
                                                        encoding="utf-8")
        done = aixc("diff", "git:main", "models/m.aisys", cwd=self.path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("+ app `more`", done.stdout)
        below = aixc("diff", "git:HEAD", "m.aisys", cwd=self.path / "models")
        self.assertIn("+ app `more`", below.stdout, below.stderr)
        explicit = aixc("diff", "git:HEAD:models/m.aisys", "git:main", cwd=self.path)
        self.assertEqual(explicit.returncode, 0, explicit.stderr)

    def test_folders_and_new_models(self):
        (self.path / "models/new.aisys").write_text(
            'system n "New one"\nuser u\nllm m\nu -> m : "x"\n', encoding="utf-8")
        done = aixc("diff", "git:main", "models", "--fail-on-new", "low", cwd=self.path)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("New one (new)", done.stdout)
        self.assertNotIn("S\n", done.stdout)
        (self.path / "models/m.aisys").unlink()
        gone = aixc("diff", "git:main", "models", "--json", cwd=self.path)
        self.assertIn("S (gone)", gone.stdout, gone.stderr)

    def test_what_cannot_be_compared_is_refused(self):
        for words, said in (
                (("git:nowhere", "models/m.aisys"), "has no revision `nowhere`"),
                (("git:--help", "models/m.aisys"), "has no revision `--help`"),
                (("git:main", "git:main"), "neither of the two names a file"),
                (("git:main", "models/none.aisys"), "cannot read"),
                (("git:main", "-"), "standard input")):
            done = aixc("diff", *words, cwd=self.path)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(said, done.stderr)
        with tempfile.TemporaryDirectory() as outside:
            done = aixc("diff", "git:main", "x.aisys", cwd=outside,
                        env={"GIT_CEILING_DIRECTORIES": str(pathlib.Path(outside).parent)})
            self.assertEqual(done.returncode, 2)
            self.assertIn("in no git repository", done.stderr)


class PullRequest(Folder):
    """The life of a pull request in examples/ci."""

    def setUp(self):
        super().setUp()
        shutil.copytree(SAMPLE, self.path, dirs_exist_ok=True)
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "the sample")

    def edit(self, name, old, new):
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def the_change(self):
        subprocess.run(["git", "apply", "pull_request.patch"], cwd=self.path, check=True)

    def test_life(self):
        model = "models/shop_assistant.aisys"
        # The main branch passes: what there was is in the baseline.
        done = check("models", cwd=self.path)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("known", done.stdout)
        self.assertEqual(check("models", "--config", "none", cwd=self.path).returncode, 1)
        # The change gives the assistant a tool; it fails for what is new, and says why.
        self.the_change()
        done = check("models", "--format", "github", cwd=self.path)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("::error file=" + model, done.stdout)
        diff = aixc("diff", "git:main", "models", "--markdown", "--fail-on-new", "high", *DAY,
                    cwd=self.path)
        self.assertEqual(diff.returncode, 1, diff.stderr)
        self.assertIn("refund", diff.stdout)
        self.assertIn("❌", diff.stdout)
        # A decision with reason, name and day stands in the model, and the gate is content.
        failing = [f for report in json.loads(check("models", "--format", "json",
                                                    cwd=self.path).stdout)["files"]
                   for f in (report["gate"] or {"findings": []})["findings"]]
        self.assertTrue(failing)
        with (self.path / model).open("a", encoding="utf-8") as file:
            for finding in failing:
                threat, element = finding.split("@", 1)
                file.write(f'accept {threat} on {element} {{ reason: "a pilot with ten customers", '
                           'by: "Head of shop", until: 2027-06-30 }\n')
        done = check("models", cwd=self.path)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        # The day passes, and the decision with it.
        late = aixc("check", "models", "--today", "2027-07-01", cwd=self.path)
        self.assertEqual(late.returncode, 1)

    def assert_fits(self, document, name):
        if jsonschema:
            schema = json.loads((SOURCE / "docs/schema" / name).read_text(encoding="utf-8"))
            self.assertEqual(document["schema"], schema["$id"])
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.validate(document, schema)

    def test_what_scripts_read_fits_its_schema(self):
        baseline = (self.path / "aixc-baseline.json").read_text(encoding="utf-8")
        self.assert_fits(json.loads(baseline), "aixc-baseline-1.json")
        self.the_change()
        diff = aixc("diff", "git:main", "models", "--json", *DAY, cwd=self.path)
        self.assert_fits(json.loads(diff.stdout), "aixc-diff-1.json")

    def test_baseline_is_what_is_found(self):
        done = check("models", "--write-baseline", "again.json", cwd=self.path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.path / "again.json").read_text(encoding="utf-8"),
                         (self.path / "aixc-baseline.json").read_text(encoding="utf-8"))

    def test_models_are_in_the_one_style(self):
        self.assertEqual(aixc("fmt", "--check", ".", cwd=self.path).stdout, "")

    def test_the_action_does_what_it_says(self):
        self.the_change()
        summary = self.path / "summary.md"
        output = self.path / "output"
        for file in (summary, output):
            file.write_text("", encoding="utf-8")
        environment = {
            **os.environ, "AIXC": str(BINARY), "AIXC_FILES": "models", "AIXC_SARIF": "x.sarif",
            "AIXC_COMPARE_WITH": "main", "AIXC_FAIL_ON_NEW": "high", "AIXC_STRICT": "false",
            "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
        done = subprocess.run([str(SOURCE / "ci/github.sh")], cwd=self.path, env=environment,
                              text=True, capture_output=True, check=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("::error file=models/shop_assistant.aisys", done.stdout)
        self.assertIn("What this change does", summary.read_text(encoding="utf-8"))
        self.assertEqual(json.loads((self.path / "x.sarif").read_text(encoding="utf-8"))["version"],
                         "2.1.0")
        said = output.read_text(encoding="utf-8")
        self.assertIn("passed=false", said)
        self.assertIn("diff=/", said)
        found = subprocess.run([str(SOURCE / "ci/find_aixc.sh")], cwd=self.path, env=environment,
                               text=True, capture_output=True, check=False)
        self.assertEqual(found.returncode, 0, found.stderr)
        self.assertIn(f"aixc={BINARY}", output.read_text(encoding="utf-8"))

    @unittest.skipUnless(shutil.which("pre-commit"), "pre-commit is not installed")
    def test_hooks(self):
        hooks = self.path / "hooks"
        hooks.mkdir()
        shutil.copy(SOURCE / ".pre-commit-hooks.yaml", hooks)
        run = {"text": True, "capture_output": True, "check": False}
        valid = subprocess.run(["pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"],
                               cwd=hooks, **run)
        self.assertEqual(valid.returncode, 0, valid.stdout + valid.stderr)
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "hooks"]):
            self.git("-C", "hooks", *command)
        bin_folder = self.path / "bin"
        bin_folder.mkdir()
        (bin_folder / "aixc").symlink_to(BINARY)
        environment = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}",
                       "PRE_COMMIT_HOME": str(self.path / "cache"), "HOME": str(self.path)}
        def hook(name):
            return subprocess.run(["pre-commit", "try-repo", "hooks", name, "--all-files"],
                                  cwd=self.path, env=environment, **run)
        self.assertEqual(hook("aixc-check").returncode, 0, hook("aixc-check").stdout)
        self.assertEqual(hook("aixc-fmt").returncode, 0)
        self.edit("models/shop_assistant.aisys", "user customer", "user   customer")
        self.git("add", "models")
        self.assertEqual(hook("aixc-fmt").returncode, 1)
        self.the_change()
        self.git("add", "models")
        self.assertEqual(hook("aixc-check").returncode, 1)


@unittest.skipUnless(VALIDATOR.exists(), "action-validator is not installed")
class Recipes(unittest.TestCase):
    def test_action_and_workflow(self):
        for file in ("action.yml", "examples/ci/.github/workflows/threat-models.yml"):
            done = subprocess.run(["node", str(VALIDATOR), file], cwd=SOURCE, text=True,
                                  capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, file + done.stdout + done.stderr)

    def test_yaml_is_yaml(self):
        for file in ("ci/gitlab.yml", ".pre-commit-hooks.yaml", "examples/ci/.gitlab-ci.yml",
                     "examples/ci/.pre-commit-config.yaml"):
            done = subprocess.run(
                ["node", str(FOREIGN / "node_modules/js-yaml/bin/js-yaml.mjs"), file], cwd=SOURCE,
                text=True, capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, file + done.stderr)

    def test_gitlab_commands_exist(self):
        text = (SOURCE / "ci/gitlab.yml").read_text(encoding="utf-8")
        help_page = aixc("check", "--help").stdout
        for option in ("--exit-zero", "-o"):
            self.assertIn(option, text)
            self.assertIn(option, help_page)


if __name__ == "__main__":
    unittest.main()
