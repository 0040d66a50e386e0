#!/usr/bin/env python3
"""The language server as an editor talks to it."""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from lsp_client import CAPABILITIES, Client, applied, cut
from program import BINARY, EXAMPLES, aixc

DESK = """import "parts/team.aisys"

system desk "Help desk" { owner: "Ann" }

/// Who asks.
user customer "Customer"

boundary vpc "Cloud" by acme {
  app   web  "Web"   { exposure: public }
  agent help "Helper" {
    autonomy: plans
  }
}
llm gpt "GPT" by openai { training: supplier, hosting: supplier }

customer -> web -> help : question
help <-> gpt : "prompt"
help -> vpc.pay : "refund"
"""
TEAM = """party acme "Acme" { role: us }
party openai "OpenAI" { role: supplier }
data question "Question" { sensitivity: confidential }
extend vpc { tool pay "Pay" { effect: [write, spend] } }
"""
SMALL = 'system s "S"\nparty us { role: us }\nuser u "U"\nagent a "A"\nllm m "M"\nu -> a\na <-> m\n'


def path_of(uri):
    return pathlib.Path(urllib.parse.unquote(urllib.parse.urlparse(uri).path))


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()

    def start(self, **options):
        client = Client(self.folder, **options)

        def end():
            if client.process.poll() is None:
                client.process.kill()
                client.process.wait()
            for stream in (client.process.stdin, client.process.stdout, client.process.stderr):
                stream.close()

        self.addCleanup(end)
        return client

    def desk(self):
        """A system of two files, the second not open."""
        client = self.start()
        (self.folder / "parts").mkdir()
        (self.folder / "parts/team.aisys").write_text(TEAM)
        client.open("desk.aisys", DESK, on_disk=True)
        client.texts["parts/team.aisys"] = TEAM
        self.assertEqual(client.diagnostics("desk.aisys"), [])
        return client


class Life(Case):
    def test_from_initialize_to_exit(self):
        client = self.start()
        self.assertEqual(client.capabilities["positionEncoding"], "utf-16")
        self.assertEqual(client.refusal("textDocument/nonsense", {})["code"], -32601)
        self.assertEqual(client.refusal("initialize", {})["code"], -32600)
        self.assertEqual(client.refusal("textDocument/hover", {"position": 1})["code"], -32602)
        client.notify("$/nonsense", {})
        self.assertEqual(client.close(), 0)

    def test_nothing_goes_before_initialize(self):
        client = self.start(start=False)
        self.assertEqual(client.refusal("textDocument/hover", {})["code"], -32002)
        client.notify("exit", None)
        self.assertEqual(client.process.wait(timeout=60), 1)

    def test_nothing_goes_after_shutdown(self):
        client = self.start()
        client.request("shutdown", None)
        self.assertEqual(client.refusal("textDocument/hover", {})["code"], -32600)
        client.notify("exit", None)
        self.assertEqual(client.process.wait(timeout=60), 0)

    def test_it_ends_with_its_input(self):
        client = self.start()
        client.process.stdin.close()
        self.assertEqual(client.process.wait(timeout=60), 1)
        self.assertEqual(client.process.stderr.read(), b"")

    def test_it_ends_with_its_parent(self):
        parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        client = self.start(start=False)
        client.request("initialize", {"processId": parent.pid, "capabilities": {}})
        parent.communicate(b"\n")
        self.assertEqual(client.process.wait(timeout=60), 1)

    def test_what_is_no_json_is_refused(self):
        client = self.start()
        client.send_bytes(b"{")
        self.assertEqual(client.next()["error"]["code"], -32700)
        client.send_bytes(b"[]")
        self.assertEqual(client.next()["error"]["code"], -32600)
        self.assertEqual(client.close(), 0)

    def test_what_is_no_message_ends_it(self):
        client = self.start(start=False)
        client.process.stdin.write(b"Content-Length: much\r\n\r\n")
        client.process.stdin.flush()
        self.assertEqual(client.process.wait(timeout=60), 1)

    def test_a_request_is_taken_back(self):
        client = self.start()
        client.open("a.aisys", SMALL)
        frames = b""
        for message in ({"method": "$/cancelRequest", "params": {"id": 77}},
                        {"id": 77, "method": "textDocument/hover", "params": {}}):
            content = json.dumps({"jsonrpc": "2.0", **message}).encode()
            frames += b"Content-Length: %d\r\n\r\n" % len(content) + content
        client.process.stdin.write(frames)
        client.process.stdin.flush()
        self.assertEqual(client.answer(77)["error"]["code"], -32800)


class Diagnostics(Case):
    def test_a_mistake_has_code_link_help_and_fix(self):
        client = self.start()
        client.open("a.aisys", SMALL.replace("agent a", "agnet a"))
        (mistake,) = client.diagnostics("a.aisys")
        self.assertEqual(client.text_in("a.aisys", mistake["range"]), "agnet")
        self.assertEqual(mistake["severity"], 1)
        self.assertEqual(mistake["source"], "aixc")
        self.assertIn("did you mean `agent`?", mistake["message"])
        page = path_of(mistake["codeDescription"]["href"])
        self.assertTrue(page.read_text().startswith(f"# {mistake['code']} UnknownKind"))
        (action,) = client.request("textDocument/codeAction", {
            **client.document("a.aisys"), "range": mistake["range"],
            "context": {"diagnostics": [mistake]}})
        (change,) = action["edit"]["documentChanges"]
        self.assertEqual(applied(client.texts["a.aisys"], change["edits"]), SMALL)

    def test_they_follow_the_text(self):
        client = self.start()
        client.open("a.aisys", SMALL)
        self.assertEqual(client.diagnostics("a.aisys"), [])
        client.replace("a.aisys", SMALL + "agent a\n")
        (mistake,) = client.diagnostics("a.aisys")
        (related,) = mistake["relatedInformation"]
        self.assertEqual(client.text_in("a.aisys", related["location"]["range"]), "a")
        client.replace("a.aisys", SMALL)
        self.assertEqual(client.diagnostics("a.aisys"), [])

    def test_those_of_the_assessment_come_too(self):
        client = self.start()
        client.open("a.aisys", SMALL + 'accept evasion on u { reason: "r" }\n')
        while not any("stale" in str(message) or "no finding" in str(message)
                      for message in client.notifications):
            client.next()

    def test_units_are_those_of_utf_16(self):
        client = self.start()
        client.open("a.aisys", 'system s "😀é" { ownr: "x" }\n')
        (mistake,) = [it for it in client.diagnostics("a.aisys") if it["severity"] == 1]
        self.assertEqual(mistake["range"]["start"], {"line": 0, "character": 17})

    def test_units_are_bytes_where_both_agree(self):
        capabilities = {**CAPABILITIES, "general": {"positionEncodings": ["utf-8", "utf-16"]}}
        client = self.start(capabilities=capabilities)
        self.assertEqual(client.capabilities["positionEncoding"], "utf-8")
        client.open("a.aisys", 'system s "😀é" { ownr: "x" }\n')
        (mistake,) = [it for it in client.diagnostics("a.aisys") if it["severity"] == 1]
        self.assertEqual(mistake["range"]["start"], {"line": 0, "character": 20})

    def test_an_imported_file_is_read_from_disk_and_from_the_editor(self):
        client = self.desk()
        broken = TEAM.replace("role: us ", "role: boss ")
        client.open("parts/team.aisys", broken)
        (mistake,) = client.diagnostics("parts/team.aisys")
        self.assertEqual(client.text_in("parts/team.aisys", mistake["range"]), "boss")
        client.notify("textDocument/didClose", client.document("parts/team.aisys"))
        del client.versions["parts/team.aisys"]
        self.assertEqual(client.diagnostics("parts/team.aisys"), [])

    def test_a_part_is_read_with_its_system(self):
        client = self.desk()
        client.notify("textDocument/didClose", client.document("desk.aisys"))
        client.open("parts/team.aisys", TEAM)
        # `vpc` is declared in the file that imports this one.
        self.assertEqual(client.diagnostics("parts/team.aisys"), [])


class Reading(Case):
    def test_hover_tells_what_a_name_stands_for(self):
        client = self.desk()

        def shown(needle, offset=0):
            hover = client.request("textDocument/hover", client.at("desk.aisys", needle, offset))
            return hover["contents"]["value"]

        element = shown('help "Helper"')
        self.assertIn("**agent** `vpc.help` — Helper", element)
        self.assertIn("operated by Acme (inherited)", element)
        self.assertIn("Direct prompt injection", element)
        self.assertIn("Who asks.", shown("customer ->"))
        self.assertIn("**attribute** `agent.autonomy`", shown("autonomy"))
        self.assertIn("**kind** `llm`", shown("llm gpt"))
        self.assertIn("Customer → Web", shown("->"))
        client.replace("desk.aisys", DESK + "accept direct_prompt_injection on help "
                                            '{ reason: "r" }\n')
        threat = shown("direct_prompt_injection")
        self.assertIn("**threat** `direct_prompt_injection`", threat)
        self.assertIn("https://owaspai.org/", threat)
        self.assertIsNone(client.request("textDocument/hover", client.at("desk.aisys", "\n\n", 1)))

    def test_definition_leads_to_the_declaration_in_any_file(self):
        client = self.desk()

        def target(needle, offset=0):
            return client.request("textDocument/definition",
                                  client.at("desk.aisys", needle, offset))

        acme = target("acme {")
        self.assertEqual(acme["uri"], client.uri("parts/team.aisys"))
        self.assertEqual(cut(TEAM, acme["range"]), "acme")
        self.assertEqual(cut(DESK, target("help :")["range"]), "help")
        kind = target("llm gpt")
        self.assertEqual(cut(path_of(kind["uri"]).read_text(), kind["range"]), "llm")
        attribute = target("autonomy")
        self.assertEqual(cut(path_of(attribute["uri"]).read_text(), attribute["range"]), "autonomy")
        self.assertEqual(target("team.aisys")["uri"], client.uri("parts/team.aisys"))

    def test_references_highlights_and_links(self):
        client = self.desk()
        found = client.request("textDocument/references", {
            **client.at("desk.aisys", "vpc"), "context": {"includeDeclaration": True}})
        self.assertEqual({it["uri"] for it in found},
                         {client.uri("desk.aisys"), client.uri("parts/team.aisys")})
        marks = client.request("textDocument/documentHighlight", client.at("desk.aisys", "help :"))
        self.assertEqual([client.text_in("desk.aisys", it["range"]) for it in marks], ["help"] * 4)
        self.assertEqual([it["kind"] for it in marks], [3, 2, 2, 2])
        (link,) = client.request("textDocument/documentLink", client.document("desk.aisys"))
        self.assertEqual(link["target"], client.uri("parts/team.aisys"))

    def test_symbols(self):
        client = self.desk()
        tree = client.request("textDocument/documentSymbol", client.document("desk.aisys"))
        self.assertEqual([it["name"] for it in tree if it["detail"] != "flow"],
                         ["desk", "customer", "vpc", "gpt"])
        self.assertEqual([it["name"] for it in tree[2]["children"]], ["web", "help"])
        found = client.request("workspace/symbol", {"query": "pay"})
        self.assertIn(("pay", "vpc"), [(it["name"], it.get("containerName")) for it in found])

    def test_folds_and_selections(self):
        client = self.desk()
        folds = client.request("textDocument/foldingRange", client.document("desk.aisys"))
        self.assertIn({"startLine": 7, "endLine": 11}, folds)
        self.assertIn({"startLine": 9, "endLine": 10}, folds)
        place = client.at("desk.aisys", "plans")
        (chain,) = client.request("textDocument/selectionRange", {
            "textDocument": place["textDocument"], "positions": [place["position"]]})
        texts = []
        while chain:
            texts.append(client.text_in("desk.aisys", chain["range"]))
            chain = chain.get("parent")
        self.assertEqual(texts[:2], ["plans", "autonomy: plans"])
        self.assertEqual(texts[-1], DESK)
        self.assertTrue(all(a in b for a, b in zip(texts, texts[1:])))

    def test_semantic_tokens(self):
        client = self.desk()
        types = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
        data = client.request("textDocument/semanticTokens/full",
                              client.document("desk.aisys"))["data"]
        lines, line, character, found = DESK.split("\n"), 0, 0, {}
        for delta, start, length, kind, _ in zip(*[iter(data)] * 5):
            line, character = line + delta, start + (0 if delta else character)
            found[lines[line][character:character + length]] = types[kind]
        for name, kind in {"agent": "type", "help": "variable", "acme": "namespace",
                           "autonomy": "property", "plans": "enumMember"}.items():
            self.assertEqual(found[name], kind, name)

    def test_hints_and_lenses(self):
        client = self.desk()
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        hints = client.request("textDocument/inlayHint", {
            **client.document("desk.aisys"), "range": whole})
        at_help = [it for it in hints if it["position"]["line"] == 9]
        self.assertRegex(at_help[0]["label"], r"^\d+ threats?, (low|medium|high|critical)")
        self.assertEqual(at_help[0]["position"]["character"], len('  agent help "Helper"'))
        lenses = client.request("textDocument/codeLens", client.document("desk.aisys"))
        self.assertEqual(lenses[0]["command"]["command"], "aixc.showReport")
        self.assertRegex(lenses[0]["command"]["title"], r"^\d+ threats \(.*\)")
        self.assertEqual(lenses[0]["range"]["start"]["line"], 2)

    def test_report(self):
        client = self.desk()
        report = client.request("aixc/report", client.document("desk.aisys"))
        self.assertTrue(report["svg"].startswith("<svg"))
        for card in report["cards"]:
            self.assertIn(f'id="{card["id"]}"', report["svg"])
        (pay,) = [card for card in report["cards"] if card["path"] == "vpc.pay"]
        self.assertEqual(pay["location"]["uri"], client.uri("parts/team.aisys"))
        client.replace("desk.aisys", DESK + "agnet x\n")
        broken = client.request("aixc/report", client.document("desk.aisys"))
        self.assertEqual((broken["svg"], broken["errors"]), (report["svg"], 1))


class Writing(Case):
    def labels(self, client, text, marker="|"):
        client.replace("desk.aisys", text.replace(marker, ""))
        client.texts["desk.aisys"] = text
        place = client.at("desk.aisys", marker)
        client.texts["desk.aisys"] = text.replace(marker, "")
        items = client.request("textDocument/completion", place)["items"]
        return [it["label"] for it in sorted(items, key=lambda it: it.get("sortText", ""))]

    def test_completion_knows_the_place(self):
        client = self.desk()

        def after(line):
            return self.labels(client, DESK + line)

        self.assertIn("agent", after("|"))
        self.assertIn("implement", after("impl|"))
        self.assertEqual(after("agent x by |"), ["acme", "openai"])
        inside = self.labels(client, DESK.replace("autonomy: plans", "autonomy: plans\n    |"))
        self.assertIn("approval", inside)
        self.assertNotIn("autonomy", inside)
        values = self.labels(client, DESK.replace("autonomy: plans", "autonomy: |"))
        self.assertEqual(sorted(values)[:2], ["acts", "loops"])
        self.assertIn("public", self.labels(client, DESK.replace("exposure: public", "exposure: p|")))
        self.assertIn("spend", after("tool t { effect: [write, |] }"))
        self.assertIn("gpt", after("help -> |"))
        self.assertEqual(after("customer -> web : |"), ["question"])
        relations = after("vpc.pay -[|]-> vpc.help")
        self.assertIn("calls" if "calls" in relations else relations[0], relations)
        self.assertNotIn("trains", relations)
        self.assertEqual(after("accept |")[0:1] != [], True)
        self.assertIn("direct_prompt_injection", after("accept |")[:30])
        controls = after("implement |")
        self.assertIn("PROMPT_INJECTION_IO_HANDLING", controls[:60])
        self.assertIn("system", after("implement RATE_LIMIT on |"))
        self.assertEqual(after("accept direct_prompt_injection on |")[0], "help")
        self.assertIn("status", after("implement RATE_LIMIT on web { | }"))
        self.assertIn("in_place", after("implement RATE_LIMIT on web { status: | }"))
        self.assertEqual(after("// agent |"), [])
        self.assertEqual(self.labels(client, 'import "|"\n' + DESK), ["parts/team.aisys"])

    def test_rename_reaches_every_file(self):
        client = self.desk()
        place = client.request("textDocument/prepareRename", client.at("desk.aisys", "vpc"))
        self.assertEqual(place["placeholder"], "vpc")
        edit = client.request("textDocument/rename",
                              {**client.at("desk.aisys", "vpc"), "newName": "cloud"})
        changes = {it["textDocument"]["uri"]: it["edits"] for it in edit["documentChanges"]}
        self.assertEqual(applied(DESK, changes[client.uri("desk.aisys")]),
                         DESK.replace("vpc", "cloud"))
        self.assertEqual(applied(TEAM, changes[client.uri("parts/team.aisys")]),
                         TEAM.replace("vpc", "cloud"))

    def test_rename_refuses_what_would_break_the_text(self):
        client = self.desk()
        for needle, name, reason in (("vpc", "help", "is taken"), ("vpc", "a b", "is no name"),
                                     ("vpc", "where", "is no name"),
                                     ("agent", "robot", "standard library")):
            refusal = client.refusal("textDocument/rename",
                                     {**client.at("desk.aisys", needle), "newName": name})
            self.assertIn(reason, refusal["message"])

    def test_formatting_is_that_of_fmt(self):
        client = self.desk()
        crooked = DESK.replace("  app   web", "app web").replace("owner: ", "owner:   ")
        client.replace("desk.aisys", crooked)
        edits = client.request("textDocument/formatting", {
            **client.document("desk.aisys"), "options": {"tabSize": 2, "insertSpaces": True}})
        self.assertEqual(applied(crooked, edits), aixc("fmt", "-", stdin=crooked).stdout)
        client.replace("desk.aisys", applied(crooked, edits))
        self.assertEqual(client.request("textDocument/formatting", {
            **client.document("desk.aisys"), "options": {}}), [])
        client.replace("desk.aisys", "system {\n")
        self.assertIn("line 1", client.refusal("textDocument/formatting", {
            **client.document("desk.aisys"), "options": {}})["message"])

    def test_formatting_of_a_range_leaves_the_rest_alone(self):
        client = self.desk()
        crooked = DESK.replace("owner: ", "owner:   ").replace("autonomy: ", "autonomy:    ")
        client.replace("desk.aisys", crooked)
        line = crooked[:crooked.index("autonomy")].count("\n")
        edits = client.request("textDocument/rangeFormatting", {
            **client.document("desk.aisys"), "options": {},
            "range": {"start": {"line": line, "character": 0},
                      "end": {"line": line, "character": 4}}})
        self.assertEqual(applied(crooked, edits), DESK.replace("owner: ", "owner:   "))

    def actions(self, client, needle, diagnostics=()):
        place = client.at("desk.aisys", needle)
        return client.request("textDocument/codeAction", {
            "textDocument": place["textDocument"],
            "range": {"start": place["position"], "end": place["position"]},
            "context": {"diagnostics": list(diagnostics)}})

    def text_after(self, client, action):
        (change,) = action["edit"]["documentChanges"]
        return applied(client.texts["desk.aisys"], change["edits"])

    def test_each_action_leaves_a_text_without_errors(self):
        client = self.desk()
        actions = [it for needle in ("help \"", "gpt \"", "web  ")
                   for it in self.actions(client, needle)]
        self.assertGreater(len(actions), 5)
        for action in actions:
            with self.subTest(action["title"]):
                text = self.text_after(client, action)
                (self.folder / "after.aisys").write_text(text)
                run = aixc("check", "--exit-zero", self.folder / "after.aisys")
                self.assertNotIn("error[", run.stderr + run.stdout, action["title"])
                self.assertEqual(run.returncode, 0, run.stderr)

    def test_actions_treat_findings(self):
        client = self.desk()
        titles = [it["title"] for it in self.actions(client, 'help "')]
        self.assertTrue(any(it.startswith("implement ") for it in titles), titles)
        self.assertTrue(any(it.startswith("accept direct prompt injection") for it in titles), titles)

    def test_an_answer_says_what_it_does_and_does_it(self):
        client = self.desk()
        questions = json.loads(aixc("questions", "--json", self.folder / "desk.aisys").stdout)
        about = next(it for it in questions if it["answers"])
        name = about["element"].split(".")[-1]
        actions = [it for it in self.actions(client, f'{name} "')
                   if it["title"].startswith(f"answer `{about['attribute']}: ")]
        self.assertEqual(len(actions), len(about["answers"]))
        for action, answer in zip(actions, about["answers"]):
            for verb in ("raises", "dismisses"):
                self.assertEqual(verb in action["title"], bool(answer[verb]), action["title"])
        (self.folder / "desk.aisys").write_text(self.text_after(client, actions[0]))
        after = json.loads(aixc("questions", "--json", self.folder / "desk.aisys").stdout)
        self.assertNotIn((about["element"], about["attribute"]),
                         [(it["element"], it["attribute"]) for it in after])

    def test_a_library_is_imported(self):
        client = self.desk()
        (self.folder / "own.aisys").write_text('kind robot "Robot" is agent\n')
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        client.replace("desk.aisys", DESK + "robot r\n")
        mistakes = client.diagnostics("desk.aisys")
        (action,) = [it for it in self.actions(client, "robot", mistakes) if "import" in it["title"]]
        self.assertEqual(self.text_after(client, action).split("\n")[1], 'import "own.aisys"')


class Fuzz(Case):
    WORDS = ["agent", "{", "}", '"', "->", "a", "é😀", "\n", "[", "]", ": yes", "by us", "//", "/*",
             "system", "implement", " on ", "import", "\r\n", "  ", "extend a {", "<-", "1..", "\t"]

    @staticmethod
    def told(client, name):
        """The diagnostics without the file's own address."""
        return json.loads(json.dumps(client.diagnostics(name)).replace(client.uri(name), ""))

    def test_any_edits_leave_what_a_fresh_reading_finds(self):
        client = self.start()
        rand = random.Random(20261121)
        text = EXAMPLES[0].read_text(encoding="utf-8")
        client.open("a.aisys", text)
        for number in range(60):
            changes = []
            for _ in range(rand.randint(1, 4)):
                begin = rand.randint(0, len(text))
                end = min(len(text), begin + rand.choice([0, 0, 1, 3, 20]))
                if any("\r\n" in text[at - 1:at + 1] for at in (begin, end)):
                    continue
                new = "".join(rand.choices(self.WORDS, k=rand.randint(0, 3)))

                def position(offset):
                    lines = text[:offset].replace("\r\n", "\n").split("\n")
                    return {"line": len(lines) - 1,
                            "character": len(lines[-1].encode("utf-16-le")) // 2}

                changes.append({"range": {"start": position(begin), "end": position(end)},
                                "text": new})
                text = text[:begin] + new + text[end:]
            client.change("a.aisys", changes)
            if number % 5 == 0:
                name = f"fresh{number}.aisys"
                client.open(name, text)
                for method, extra in (("textDocument/semanticTokens/full", {}),
                                      ("textDocument/documentSymbol", {}),
                                      ("textDocument/foldingRange", {})):
                    both = [client.answer(client.ask(method, {**client.document(one), **extra}))
                            for one in ("a.aisys", name)]
                    for answer in both:
                        answer.pop("id")
                    self.assertEqual(both[0], both[1], f"edit {number}")
                client.request("textDocument/completion", {
                    **client.document("a.aisys"), "position": {"line": rand.randint(0, 40),
                                                               "character": rand.randint(0, 30)}})
                # The assessment's part comes after the text's, at its own time for each.
                deadline = time.monotonic() + 60
                while (a := self.told(client, "a.aisys")) != (b := self.told(client, name)):
                    self.assertLess(time.monotonic(), deadline, f"edit {number}: {a} {b}")
                    client.next()
                client.notify("textDocument/didClose", client.document(name))
        self.assertEqual(client.close(), 0)


if __name__ == "__main__":
    unittest.main()
