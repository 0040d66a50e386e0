// The page of the VS Code extension's preview in Chromium, with a stand-in for the editor.
//
//   node preview.mjs MEDIA SVG
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [media, svg] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const wrong = [];
page.on("pageerror", (it) => wrong.push(it.message));
await page.setContent('<p id="note" hidden></p><div id="tools"><button id="smaller">-</button><button id="larger">+</button>' +
  '<button id="fit">fit</button></div><main id="picture"></main>');
await page.evaluate(() => { window.said = []; window.acquireVsCodeApi = () => ({ postMessage: (it) => window.said.push(it) }); });
await page.addScriptTag({ content: readFileSync(`${media}/preview.js`, "utf8") });
const tell = (message) => page.evaluate((it) => window.postMessage(it, "*"), message);
await tell({ type: "report", svg: readFileSync(svg, "utf8"), errors: 0, note: "" });
await page.waitForSelector("g.node[id]");
const id = await page.locator("g.node[id]").first().getAttribute("id");
// The theme of the editor, which is a class of the page, or the setting decides; not what the browser prefers.
const paper = (name, theme) => page.evaluate(async ([name, theme, svg]) => {
  document.body.className = name;
  window.postMessage({ type: "report", svg, errors: 0, note: "", theme }, "*");
  await new Promise((done) => setTimeout(done, 50));
  return getComputedStyle(document.querySelector("#picture svg")).getPropertyValue("--bg");
}, [name, theme, readFileSync(svg, "utf8")]);
const papers = [await paper("vscode-light", "editor"), await paper("vscode-dark", "editor"), await paper("vscode-dark", "light"),
                await paper("vscode-light", "dark"), await paper("vscode-light", "editor")];
await page.locator("g.node[id]").first().click();
await page.click("#larger");
const width = await page.evaluate(() => document.querySelector("#picture svg").style.width);
await tell({ type: "mark", id: "" });
await page.waitForFunction(() => document.querySelector(".here") === null);
await tell({ type: "mark", id });
await page.waitForFunction((it) => document.querySelector(".here")?.id === it, id);
await tell({ type: "report", svg: null, errors: 2, note: "2 errors" });
await page.waitForFunction(() => document.querySelector("#picture svg") === null);
console.log(JSON.stringify({
  said: await page.evaluate(() => window.said), id, width, wrong, papers,
  note: await page.evaluate(() => !document.getElementById("note").hidden && document.getElementById("note").textContent),
}));
await browser.close();
