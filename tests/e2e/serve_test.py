#!/usr/bin/env python3
"""`aixc serve`: what it answers to whom, and a person in front of it in Chromium."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from foreign import FOLDER, NODE
from program import BINARY, aixc

PATIENCE = 60  # seconds; only a failure takes them
MODEL = ('import "parts/team.aisys"\nsystem s "Desk"\nuser u "User"\nagent a "Helper"\nllm m "GPT"\n'
         'u -> a : "question"\na <-> m : "prompt"\n')
TEAM = "party us { role: us }\n"


class Served(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "parts").mkdir()
        self.part = self.folder / "parts/team.aisys"
        self.part.write_text(TEAM, encoding="utf-8")
        self.model = self.folder / "model.aisys"
        self.model.write_text(MODEL, encoding="utf-8")
        self.server = subprocess.Popen([str(BINARY), "serve", self.model, "--port", "0"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end)
        self.url = self.server.stdout.readline().strip()
        self.assertRegex(self.url, r"^http://127\.0\.0\.1:\d+/$")
        self.port = int(self.url.split(":")[2].strip("/"))

    def end(self):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()
        self.server.stderr.close()

    def ask(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers={name.replace("_", "-"): value
                                                  for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, body

    def state(self):
        return json.loads(self.ask("/state")[1])

    def state_when(self, holds):
        deadline = time.monotonic() + PATIENCE
        while not holds(state := self.state()):
            self.assertLess(time.monotonic(), deadline, state)
            time.sleep(0.02)
        return state

    def listen(self):
        """A stream of events, as a browser opens it."""
        wire = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        self.addCleanup(wire.close)
        wire.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        return wire.makefile("rb")

    def next_event(self, stream):
        while True:
            line = stream.readline()
            self.assertTrue(line, "the stream has ended")
            if line.startswith(b"data: "):
                return int(line[6:])


class Answers(Served):
    def test_the_page_lets_nothing_else_in(self):
        answer, body = self.ask("/")
        self.assertEqual(answer.status, 200)
        policy = answer.headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotRegex(body, r"style=|\son\w+=|<style")
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        for path in ("/state", "/nothing", "/export/json", "/picture/report"):
            self.assertEqual(self.ask(path)[0].headers["Content-Security-Policy"], policy, path)

    def test_only_this_machine_can_reach_it(self):
        inodes = [line.split()[1] for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()
                  if line.split()[1].endswith(f":{self.port:04X}") and line.split()[3] == "0A"]
        self.assertEqual(inodes, [f"0100007F:{self.port:04X}"])

    def test_nobody_else_may_ask(self):
        for headers in ({"Host": "evil.example"}, {"Host": f"evil.example:{self.port}"},
                        {"Host": "127.0.0.1"}, {"Origin": "http://evil.example"},
                        {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            self.assertEqual(self.ask("/state", **headers)[0].status, 403, headers)
        self.assertEqual(self.ask("/state", Origin=f"http://127.0.0.1:{self.port}")[0].status, 200)
        self.assertEqual(self.ask("/state", Host=f"localhost:{self.port}")[0].status, 200)

    def test_no_file_is_given_out(self):
        for path in ("/model.aisys", "/../model.aisys", "/%2e%2e/etc/passwd", "//etc/passwd",
                     "/etc/passwd", "/export//etc/passwd", "/export/%2e%2e%2fmodel.aisys",
                     "/picture/../model.aisys", "/parts/team.aisys"):
            answer, body = self.ask(path)
            self.assertIn(answer.status, (400, 404), path)
            self.assertNotIn("role: us", body)
            self.assertNotIn("root:", body)

    def test_only_reading_is_answered(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
            answer, _ = self.ask("/", method)
            self.assertEqual((answer.status, answer.headers["Allow"]), (405, "GET, HEAD"), method)
        answer, body = self.ask("/", "HEAD")
        self.assertEqual((answer.status, body), (200, ""))

    def test_nonsense_is_refused_and_does_not_stop_it(self):
        host = b"Host: 127.0.0.1:%d\r\n" % self.port
        for text in (b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n" + host + host + b"\r\n",
                     b"GET http://x/ HTTP/1.1\r\n" + host + b"\r\n", b"GET /" + b"a" * 20000,
                     b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 20000 + b"\r\n\r\n",
                     b"POST /state HTTP/1.1\r\n" + host + b"Content-Length: 9\r\n\r\n123456789"):
            with self.subTest(text[:60]), socket.create_connection(
                    ("127.0.0.1", self.port), timeout=PATIENCE) as wire:
                wire.sendall(text)
                said = wire.recv(100)
                self.assertTrue(said == b"" or said.startswith(b"HTTP/1.") and said[9:10] == b"4",
                                said)
        self.assertEqual(self.ask("/state")[0].status, 200)

    def test_exports_are_those_of_the_command_line(self):
        for name in ("svg", "json", "html", "markdown", "csv"):
            answer, body = self.ask(f"/export/{name}")
            self.assertIn("attachment", answer.headers["Content-Disposition"], name)
            expected = aixc(self.model, "-o", "-", "--format", name)
            self.assertEqual(expected.returncode, 0, expected.stderr)
            self.assertEqual(body.replace("\r\n", "\n"), expected.stdout, name)

    def test_the_last_good_picture_stays(self):
        before = self.state()
        self.assertEqual((before["title"], before["problem"]), ("Desk", ""))
        picture = self.ask("/picture/report")[1]
        self.model.write_text(MODEL.replace("agent", "agnet"), encoding="utf-8")
        after = self.state_when(lambda it: it["problem"] == "1 error")
        self.assertTrue(after["stale"])
        self.assertEqual(self.ask("/picture/report")[1], picture)
        self.assertIn("agnet a", after["messages"])
        self.assertIn("^^^^^", after["messages"])

    def test_every_browser_is_told_of_each_save(self):
        streams = [self.listen() for _ in range(12)]
        first = {self.next_event(stream) for stream in streams}
        self.assertEqual(len(first), 1)
        self.part.write_text(TEAM + "data d\n", encoding="utf-8")  # an import, written in place
        self.assertEqual({self.next_event(stream) for stream in streams}, {first.pop() + 1})
        new = self.folder / "model.aisys~"  # replaced, as editors do it
        new.write_text(MODEL.replace("Desk", "Bench"), encoding="utf-8")
        new.replace(self.model)
        streams[0].close()  # somebody goes away meanwhile
        for stream in streams[1:]:
            self.next_event(stream)
        self.state_when(lambda it: it["title"] == "Bench")

    def test_ctrl_c_ends_it(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                server = subprocess.Popen([str(BINARY), "serve", self.model, "--port", "0"],
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                self.addCleanup(server.kill)
                port = int(server.stdout.readline().split(":")[2].strip("/\n"))
                # One that listens does not keep it.
                wire = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
                wire.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
                self.assertTrue(wire.recv(20).startswith(b"HTTP/1.1 200"))
                server.send_signal(number)
                _, said = server.communicate(timeout=PATIENCE)
                wire.close()
                self.assertEqual(server.returncode, 0, said)
                self.assertNotIn("rror", said)


class Refusals(unittest.TestCase):
    def test_what_cannot_be_served_is_told(self):
        self.assertIn("cannot read `none.aisys`", aixc("serve", "none.aisys").stderr)
        with tempfile.NamedTemporaryFile(suffix=".aisys") as model:
            self.assertIn("is no port", aixc("serve", model.name, "--port", "x").stderr)
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                taken.listen()
                port = taken.getsockname()[1]
                run = aixc("serve", model.name, "--port", port)
                self.assertEqual(run.returncode, 2)
                self.assertIn(f"port {port} of 127.0.0.1 cannot be had: Address already in use",
                              run.stderr)
                self.assertIn("--port 0", run.stderr)


@unittest.skipUnless(NODE, "the npm packages of tests/foreign are not installed")
class InChromium(Served):
    def setUp(self):
        super().setUp()
        self.person = subprocess.Popen([NODE, str(FOLDER / "serve.mjs"), self.url], text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def leave():
            self.person.communicate("stop\n", timeout=PATIENCE)

        self.addCleanup(leave)

    def does(self, command):
        self.person.stdin.write(command + "\n")
        self.person.stdin.flush()
        done = json.loads(self.person.stdout.readline())
        self.assertFalse(isinstance(done, dict) and "failed" in done, done)
        return done

    def write(self, text):
        self.model.write_text(text, encoding="utf-8")

    def look(self, name):
        """With AIXC_LOOK a screenshot for a person."""
        if os.environ.get("AIXC_LOOK"):
            self.does(f"look {os.environ['AIXC_LOOK']}/{name}.png")

    def test_a_person_edits_and_looks(self):
        self.does("wait Helper")
        page = self.does("state")
        self.assertEqual(page["title"], "Desk")
        self.assertEqual(len(page["cards"]), 3)
        self.assertNotEqual(page["coloured"], "rgb(0, 0, 0)")  # the style sheet is in force
        self.assertIn("svg", page["exports"])

        card = next(it for it in page["cards"] if it.endswith("-a"))
        self.does(f"click {card}")
        self.assertIn("agent a, ", self.does("state")["findings"])
        self.look("light")
        self.does("dark")
        self.look("dark")
        self.does("light")

        self.write(MODEL + 'app w "Portal"\nw -> a : "x"\n')
        self.does("wait Portal")
        self.assertIn("agent a, ", self.does("state")["findings"])  # what was chosen stays so

        self.write(MODEL.replace("agent", "agnet"))
        self.does("wait 1 error")
        broken = self.does("state")
        self.assertTrue(broken["stale"])
        self.assertIn("did you mean `agent`?", broken["messages"])
        self.assertEqual(len(broken["cards"]), 4)
        self.look("broken")

        self.write(MODEL)
        self.does("wait no error")
        self.assertEqual(self.does("state")["messages"], "")

        saved = self.does("saved json")
        self.assertEqual(saved["name"], "report.json")
        self.assertEqual(json.loads(saved["text"])["system"]["title"], "Desk")
        self.does("view matrix")
        self.look("matrix")
        self.assertEqual(self.does("heard"), [])

    def test_the_keyboard_is_enough(self):
        self.does("wait Helper")
        card = next(it for it in self.does("state")["cards"] if it.endswith("-a"))
        self.does(f"press {card}")
        self.assertIn("agent a, ", self.does("state")["findings"])
        self.does("close")
        state = self.does("state")
        self.assertEqual(state["findings"], "")
        self.assertEqual(state["focus"], card)

    def test_the_end_of_the_program_is_told(self):
        self.does("wait Helper")
        self.server.send_signal(signal.SIGINT)
        self.does("wait has ended")


if __name__ == "__main__":
    unittest.main()
