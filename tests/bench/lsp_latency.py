#!/usr/bin/env python3
"""From a keystroke to its diagnostics: `AIXC_BINARY=build/release/aixc tests/bench/lsp_latency.py [LINES] [STROKES]`.

Types letters into the middle of a system of that many lines, one at a time, and waits for the diagnostics of each
version. Prints the median and the 95th percentile in milliseconds.
"""

import pathlib
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from lsp_client import Client  # noqa: E402


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


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    strokes = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    times = []
    with tempfile.TemporaryDirectory() as folder:
        client = Client(pathlib.Path(folder).resolve())
        client.open("big.aisys", system_of(lines))
        client.diagnostics("big.aisys")
        for number in range(strokes):
            # A comment grows: the whole text is read again, as for every other change.
            client.notifications.clear()
            began = time.perf_counter()
            client.change("big.aisys", [{"range": {"start": {"line": 2, "character": 13 + number},
                                                   "end": {"line": 2, "character": 13 + number}},
                                         "text": " //x"[number:number + 1] or "y"}])
            client.diagnostics("big.aisys")
            times.append(1000 * (time.perf_counter() - began))
            time.sleep(0.05)  # nobody types faster
        client.close()
    print(f"{lines} lines, {strokes} keystrokes: p50 {statistics.median(times):.1f} ms, "
          f"p95 {statistics.quantiles(times, n=20)[-1]:.1f} ms")


if __name__ == "__main__":
    main()
