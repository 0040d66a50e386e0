"""A small client of the Language Server Protocol, for tests of `aixc lsp`."""

import json
import os
import pathlib
import queue
import subprocess
import threading

from program import BINARY

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "completion": {"completionItem": {"snippetSupport": True}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}


class Client:
    """One server, in a folder that stands for the user's workspace."""

    def __init__(self, folder, capabilities=None, arguments=(), start=True):
        self.folder = pathlib.Path(folder)
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / ".cache"))
        self.process = subprocess.Popen([str(BINARY), "lsp", "--today", "2026-11-21", *arguments],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment, cwd=folder)
        self.messages = queue.Queue()
        self.notifications = []
        self.versions = {}
        self.texts = {}
        self.last_id = 0
        threading.Thread(target=self._read, daemon=True).start()
        if start:
            self.capabilities = self.request("initialize", {
                "processId": os.getpid(), "rootUri": self.folder.as_uri(),
                "capabilities": capabilities or CAPABILITIES})["capabilities"]
            self.notify("initialized", {})

    def _read(self):
        out = self.process.stdout
        while True:
            length = None
            while (line := out.readline()) not in (b"\r\n", b""):
                name, _, value = line.decode("ascii").partition(":")
                assert name == "Content-Length", f"no protocol on stdout: {line!r}"
                length = int(value)
            if length is None:
                self.messages.put(None)
                return
            self.messages.put(json.loads(out.read(length)))

    def send_bytes(self, content):
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def send(self, message):
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        """Sends a request; gives its id."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.last_id

    def next(self):
        message = self.messages.get(timeout=120)
        if message is None:
            raise EOFError(self.process.stderr.read().decode())
        if "method" in message:
            self.notifications.append(message)
        return message

    def answer(self, number):
        """The whole answer to a request."""
        while True:
            message = self.next()
            if message.get("id") == number and "method" not in message:
                return message

    def request(self, method, params):
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def refusal(self, method, params):
        return self.answer(self.ask(method, params))["error"]

    # ---- documents ----

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name, text, on_disk=False):
        if on_disk:
            (self.folder / name).write_text(text, encoding="utf-8")
        self.versions[name], self.texts[name] = 1, text
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": self.uri(name), "languageId": "aisys", "version": 1, "text": text}})

    def change(self, name, changes):
        self.versions[name] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri(name), "version": self.versions[name]},
            "contentChanges": changes})

    def replace(self, name, text):
        self.texts[name] = text
        self.change(name, [{"text": text}])

    def diagnostics(self, name):
        """Those of the latest version, once they are told."""
        while True:
            for message in reversed(self.notifications):
                params = message.get("params") or {}
                if (message["method"] == "textDocument/publishDiagnostics"
                        and params["uri"] == self.uri(name)
                        and params.get("version", 0) == self.versions.get(name, 0)):
                    return params["diagnostics"]
            self.next()

    def at(self, name, needle, offset=0):
        """Text document and position of the first place of `needle`, `offset` characters on."""
        before = self.texts[name][:self.texts[name].index(needle) + offset]
        line = before.count("\n")
        character = len(before[before.rfind("\n") + 1:].encode("utf-16-le")) // 2
        return {"textDocument": {"uri": self.uri(name)},
                "position": {"line": line, "character": character}}

    def document(self, name):
        return {"textDocument": {"uri": self.uri(name)}}

    def text_in(self, name, span):
        return cut(self.texts[name], span)

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        code = self.process.wait(timeout=60)
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def offset_of(text, position):
    line = text.split("\n")[position["line"]]
    units = line.encode("utf-16-le")[:2 * position["character"]]
    before = sum(len(one) + 1 for one in text.split("\n")[:position["line"]])
    return before + len(units.decode("utf-16-le"))


def cut(text, span):
    return text[offset_of(text, span["start"]):offset_of(text, span["end"])]


def applied(text, edits):
    """The text after `TextEdit`s, which must not overlap."""
    for edit in sorted(edits, key=lambda it: offset_of(text, it["range"]["start"]), reverse=True):
        begin, end = (offset_of(text, edit["range"][side]) for side in ("start", "end"))
        text = text[:begin] + edit["newText"] + text[end:]
    return text
