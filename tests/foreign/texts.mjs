// Lets the readers of text formats read every file of a folder, and tells as JSON what they make of it.
//
//   node texts.mjs FOLDER SCHEMA
//
// .md by remark with GFM and by MDX (and its map by Mermaid), .mmd by Mermaid in Chromium, as GitHub
// runs it, .json by Ajv.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compile } from "@mdx-js/mdx";
import Ajv2020 from "ajv/dist/2020.js";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { chromium } from "playwright-core";

const [folder, schema] = process.argv.slice(2);
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(schema, "utf8")));

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const dialogs = [];
const requests = [];
page.on("dialog", (it) => { dialogs.push(it.message()); it.dismiss(); });
page.on("request", (it) => requests.push(it.url()));
await page.setContent("<!doctype html><title>Mermaid</title><div id=out></div>");
await page.addScriptTag({ path: createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js") });
await page.evaluate(() => mermaid.initialize({ startOnLoad: false, securityLevel: "strict", maxTextSize: 1e6 }));

async function mermaid(text) {
  dialogs.length = requests.length = 0;
  const drawn = await page.evaluate(async (source) => {
    try {
      const { svg } = await mermaid.render("drawing", source);
      const out = document.getElementById("out");
      out.innerHTML = svg;
      const all = [...out.querySelectorAll("*")];
      return {
        errors: [],
        nodes: out.querySelectorAll(".node").length,
        labels: [...out.querySelectorAll(".nodeLabel")].map((it) => it.textContent),
        active: all.filter((it) => ["SCRIPT", "A", "IMG", "IFRAME"].includes(it.tagName.toUpperCase()) ||
          [...it.attributes].some((a) => a.name.startsWith("on") || /javascript:/i.test(a.value) && a.name !== "aria-label"))
          .map((it) => it.outerHTML.slice(0, 120)),
      };
    } catch (error) { return { errors: [String(error).slice(0, 400)], nodes: 0, labels: [], active: [] }; }
  }, text);
  await page.waitForTimeout(20);
  return { ...drawn, active: [...drawn.active, ...dialogs, ...requests] };
}

async function markdown(text) {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(text);
  const result = { errors: [], active: [], schemes: [], tables: 0, headings: 0, columns: [], map: "", text: "" };
  visit(tree, (node) => {
    if (node.type === "html" || node.type === "image") { result.active.push(`${node.type} ${node.value || node.url}`); }
    if (node.type === "link" || node.type === "definition") { result.schemes.push(new URL(node.url).protocol); }
    if (node.type === "text") { result.text += node.value + "\n"; }
    if (node.type === "heading") { result.headings += 1; }
    if (node.type === "table") {
      result.tables += 1;
      result.columns.push([...new Set(node.children.map((row) => row.children.length))]);
    }
    if (node.type === "code") { result.map += node.lang === "mermaid" ? node.value : ""; }
  });
  try {
    // MDX is a program: only elements that Markdown itself makes may be in it, and no expression.
    await compile(text, { remarkPlugins: [remarkGfm, () => (mdx) => visit(mdx, (node) => {
      if (node.type.startsWith("mdx")) { result.active.push(`${node.type} ${node.value || node.name}`); }
    })] });
  } catch (error) { result.errors.push(`MDX: ${error}`.slice(0, 400)); }
  const map = await mermaid(result.map);
  result.errors.push(...map.errors);
  result.active.push(...map.active);
  return result;
}

const found = {};
for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  if (name.endsWith(".md")) { found[path] = await markdown(text); }
  if (name.endsWith(".mmd")) { found[path] = await mermaid(text); }
  if (name.endsWith(".json")) {
    validate(JSON.parse(text));
    found[path] = { errors: (validate.errors || []).slice(0, 5).map((it) => `${it.instancePath} ${it.message}`), active: [] };
  }
}
await browser.close();
console.log(JSON.stringify(found));
