// A person at the page of `aixc serve`: reads commands of one line from standard input, and answers each with JSON.
//
//   node serve.mjs URL     commands: state, wait TEXT, click ID, press ID, close, saved NAME, view NAME, dark, light, look FILE, heard, stop
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
const heard = [];  // what no page of ours says or asks for
page.on("console", (it) => heard.push(it.text()));
page.on("pageerror", (it) => heard.push(it.message));
page.on("request", (it) => {
  if (!it.url().startsWith(process.argv[2]) && !/^(data|blob):/.test(it.url())) {
    heard.push(it.url());
  }
});
await page.goto(process.argv[2]);

const group = (id) => page.locator(`[id="${id}"]`);
const waits = {
  "no error": () => document.getElementById("wrong").hidden,
};
const commands = {
  state: () => page.evaluate(() => ({
    title: document.getElementById("title").textContent,
    messages: document.getElementById("wrong").hidden ? "" : document.getElementById("messages").textContent,
    cards: [...document.querySelectorAll("#picture g.node[id]")].map((it) => it.id),
    stale: document.getElementById("picture").classList.contains("stale"),
    coloured: getComputedStyle(document.querySelector("#picture rect") ?? document.body).fill,
    findings: document.getElementById("findings").hidden ? "" : document.getElementById("findings").innerText,
    exports: [...document.querySelectorAll("#exports button")].map((it) => it.textContent),
    focus: document.activeElement.id,
  })),
  wait: (text) => page.waitForFunction(waits[text] ?? ((it) => document.body.innerText.includes(it)
    || document.querySelector("#picture svg")?.textContent.includes(it)), text, { timeout: 60000 }).then(() => true),
  click: (id) => group(id).click(),
  press: (id) => group(id).press("Enter"),
  close: () => page.click("#findings .close"),
  saved: async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#exports button:text-is("${name}")`)]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) { chunks.push(chunk); }
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  },
  view: async (name) => {
    const before = await page.evaluate(() => document.querySelector("#picture svg").outerHTML);
    await page.selectOption("#view", name);
    await page.waitForFunction((it) => document.querySelector("#picture svg").outerHTML !== it, before, { timeout: 60000 });
  },
  dark: () => page.emulateMedia({ colorScheme: "dark" }),
  light: () => page.emulateMedia({ colorScheme: "light" }),
  look: (path) => page.screenshot({ path }).then(() => true),
  heard: async () => heard,
};
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...rest] = line.split(" ");
  if (name === "stop") {
    break;
  }
  try {
    console.log(JSON.stringify(await commands[name](rest.join(" ")) ?? null));
  } catch (error) {
    console.log(JSON.stringify({ failed: error.message }));
  }
}
await browser.close();
