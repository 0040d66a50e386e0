import * as assert from "node:assert";
import { test } from "node:test";

import { findProgram } from "../src/server";

const only = (...files: string[]) => (file: string) => files.includes(file);

test("a name is looked for in PATH, in its order", () => {
  const runnable = only("/b/aixc", "/c/aixc");
  assert.deepStrictEqual(findProgram("aixc", [], "/a:/b:/c", runnable), { command: "/b/aixc" });
});

test("an empty setting means aixc", () => {
  assert.strictEqual(findProgram(" ", [], "/b", only("/b/aixc")).command, "/b/aixc");
});

test("an empty part of PATH is no folder", () => {
  assert.ok(findProgram("aixc", ["/w"], "::", only("aixc", "/w/aixc")).error);
});

test("a path is taken as it is, or from the workspace", () => {
  assert.strictEqual(findProgram("/x/aixc", ["/w"], "", only("/x/aixc")).command, "/x/aixc");
  assert.strictEqual(findProgram("build/aixc", ["/w"], "", only("/w/build/aixc")).command, "/w/build/aixc");
});

test("a path is looked for in each folder of the workspace", () => {
  assert.strictEqual(findProgram("build/aixc", ["/v", "/w"], "", only("/w/build/aixc")).command, "/w/build/aixc");
  const missing = findProgram("build/aixc", ["/v", "/w"], "", only());
  assert.match(missing.error ?? "", /\/v\/build\/aixc, \/w\/build\/aixc/);
});

test("a missing program is told with the way out", () => {
  assert.match(findProgram("aixc", [], "/a", only()).error ?? "", /aixc\.path/);
  assert.match(findProgram("/x/aixc", [], "/a", only()).error ?? "", /\/x\/aixc/);
});
