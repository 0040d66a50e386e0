import * as assert from "node:assert";
import { test } from "node:test";

import { choices } from "../src/findings";

const finding = (element: string, status = "applies") => ({
  threat: "evasion", title: "Evasion", element, status, because: "it decides", risk: { residual: "high" },
});

test("a row tells where, what and how bad, and stands for its finding", () => {
  assert.deepStrictEqual(choices({ findings: [finding("vpc.shield")] }), [
    { label: "Evasion", description: "vpc.shield · applies · high", detail: "it decides", threat: "evasion", element: "vpc.shield" },
  ]);
});

test("those of the element at the caret come first, the others keep their order", () => {
  const rows = choices({ findings: [finding("a"), finding("b"), finding("c"), finding("b", "open")] }, "b");
  assert.deepStrictEqual(rows.map((row) => row.element), ["b", "b", "a", "c"]);
});

test("a finding without a risk, and a report without findings", () => {
  assert.strictEqual(choices({ findings: [{ ...finding("a"), risk: undefined }] })[0].description, "a · applies");
  assert.deepStrictEqual(choices({}), []);
});
