#!/usr/bin/env python3
"""From a keystroke to its diagnostics: `AIXC_BINARY=build/release/aixc tests/bench/lsp_latency.py [LINES] [STROKES]`.

Types letters into the head of a system of that many lines, with the standard library, one at a time and in the rhythm of a
person, and waits for the diagnostics of each version; findings are looked for in the pauses, as in an editor, and inlay
hints are asked for after each letter. Prints the median and the 95th percentile in milliseconds, and the server's processor
time for each stroke, which says more where a machine has other work.
"""

import os
import pathlib
import random
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from lsp_client import Client  # noqa: E402

PAUSES = (0.05, 0.3)  # seconds between strokes: from a burst to a word thought over
COLUMN = 13  # behind the name of the user on the third line


def system_of(lines):
    """A system whose parts look like those that people draw: five lines for each service."""
    parts = ['system big "Big" { owner: "Ann" }', 'party us "Us" { role: us }', 'user u "User"']
    number = 0
    while len(parts) < lines:
        number += 1
        parts += [f'boundary b{number} "Place {number}" {{',
                  f'  app a{number} "App {number}" {{ exposure: internal }}',
                  f'  agent g{number} "Agent {number}" {{ autonomy: plans, approval: soft }}',
                  "}", f'u -> a{number} -> g{number} : "request {number}"']
    return "\n".join(parts[:lines]) + "\n"


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    strokes = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rand = random.Random(1)
    times = []
    with tempfile.TemporaryDirectory() as folder:
        client = Client(pathlib.Path(folder).resolve())
        client.open("big.aisys", system_of(lines))
        hints = {**client.document("big.aisys"), "range": {"start": {"line": 0, "character": 0},
                                                           "end": {"line": 60, "character": 0}}}
        client.request("textDocument/inlayHint", hints)
        for number in range(strokes):
            # A comment grows: the whole text is read again, as for every other change.
            place = {"line": 2, "character": COLUMN + number}
            client.notifications.clear()
            began = time.perf_counter()
            client.change("big.aisys", [{"range": {"start": place, "end": place},
                                         "text": " //x"[number:number + 1] or "y"}])
            client.ask("textDocument/inlayHint", hints)
            client.diagnostics("big.aisys")
            times.append(1000 * (time.perf_counter() - began))
            time.sleep(rand.uniform(*PAUSES))
        # Without pauses nothing else is done between the strokes.
        began = processor_seconds(client.process)
        for number in range(strokes, 2 * strokes):
            place = {"line": 2, "character": COLUMN + number}
            client.notifications.clear()
            client.change("big.aisys", [{"range": {"start": place, "end": place}, "text": "y"}])
            client.diagnostics("big.aisys")
        spent = 1000 * (processor_seconds(client.process) - began) / strokes
        client.close()
    print(f"{lines} lines, {strokes} keystrokes: p50 {statistics.median(times):.1f} ms, "
          f"p95 {statistics.quantiles(times, n=20)[-1]:.1f} ms; {spent:.1f} ms of processor time each")


if __name__ == "__main__":
    main()
