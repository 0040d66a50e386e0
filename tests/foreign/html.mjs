// Reads pages in Chromium and tells what it found, as JSON, for the Python tests.
//
//   node html.mjs judge FILE…      what a page is, without touching it: one entry for each file
//   node html.mjs use FILE PDF     what a reader can do with it; prints it to PDF
//   node html.mjs look FILE…       only what became active, of pages and pictures
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"],
});

// A page with everything that it says or asks for on its way.
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = { requests: [], console: [], errors: [], dialogs: [] };
  const url = pathToFileURL(file).href;
  page.on("request", (it) => { if (it.url().split("#")[0] !== url) { heard.requests.push(it.url()); } });
  page.on("console", (it) => heard.console.push(it.text()));
  page.on("pageerror", (it) => heard.errors.push(it.message));
  page.on("dialog", (it) => { heard.dialogs.push(it.message()); it.dismiss(); });
  await page.goto(url);
  return { page, heard, close: () => context.close() };
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
}

// Read off the document, in the page.
function structure() {
  const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
  const known = new Set(ids);
  const links = [...document.querySelectorAll("a[href]")].map((it) => it.getAttribute("href"));
  const elements = [...document.querySelectorAll("*")];
  return {
    title: document.title,
    lang: document.documentElement.lang,
    scripts: document.querySelectorAll("script").length,
    framed: document.querySelectorAll("iframe, object, embed, img, link, base, foreignObject").length,
    twice: ids.filter((id, i) => ids.indexOf(id) !== i),
    dangling: links.filter((it) => it.startsWith("#") && !known.has(decodeURIComponent(it.slice(1)))),
    used: [...document.querySelectorAll("use")].map((it) => it.getAttribute("href")).filter((it) => !known.has(it.slice(1))),
    schemes: [...new Set(links.filter((it) => !it.startsWith("#")).map((it) => it.split(":")[0]))],
    active: elements.flatMap((it) => [...it.attributes].filter((a) => a.name === "style" || a.name.startsWith("on"))
      .map((a) => `${it.tagName} ${a.name}`)),
    captionless: document.querySelectorAll("table:not(:has(caption))").length,
    scopeless: document.querySelectorAll("th:not([scope])").length,
    policy: document.querySelector("meta[http-equiv]").content,
    overflow: document.documentElement.scrollWidth - innerWidth,
    pwned: "pwned" in window,
    text: document.body.innerText.length,
  };
}

async function judge(file) {
  const { page, heard, close } = await open(file);
  const result = { ...(await page.evaluate(structure)), axe: await violations(page) };
  await page.waitForTimeout(100);  // for what would start late
  result.pwned ||= await page.evaluate(() => "pwned" in window);
  await close();
  const dark = await open(file, { colorScheme: "dark" });
  result.dark = await violations(dark.page);
  result.darkness = await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await dark.close();
  const phone = await open(file, { viewport: { width: 390, height: 800 } });
  result.overflowOnPhone = (await phone.page.evaluate(structure)).overflow;
  await phone.close();
  return { ...result, ...heard };
}

// Every element is of those that the renderers make, and no attribute runs or fetches anything.
function activity() {
  const made = new Set(("html head meta title style body a svg use symbol defs filter feGaussianBlur feOffset feFlood " +
    "feComposite feMerge feMergeNode g path rect circle text tspan desc line polyline polygon ellipse marker clipPath " +
    "linearGradient stop pattern pre header footer nav main section article div p span strong em b i br hr h1 h2 h3 h4 h5 ul ol li " +
    "dl dt dd table caption thead tbody tr th td details summary code bdi form label input select option " +
    "button output script").split(" "));
  const all = [...document.querySelectorAll("*")];
  const scripts = document.querySelectorAll("script").length;
  return {
    strange: all.filter((it) => !made.has(it.localName)).map((it) => it.localName),
    active: all.flatMap((it) => [...it.attributes].filter((a) => a.name.startsWith("on") || a.name === "style" ||
      ["href", "src", "action", "formaction", "xlink:href"].includes(a.name) && !/^(#|https?:|mailto:)/.test(a.value))
      .map((a) => `${it.localName} ${a.name}=${a.value.slice(0, 80)}`)),
    scripts,
    pwned: "pwned" in window,
    twice: all.map((it) => it.id).filter((id, i, ids) => id && ids.indexOf(id) !== i),
  };
}

async function look(file) {
  const { page, heard, close } = await open(file);
  await page.waitForTimeout(50);  // for what would start late
  const result = { ...(await page.evaluate(activity)), ...heard, overflow: await page.evaluate(
    () => document.contentType === "text/html" ? document.documentElement.scrollWidth - innerWidth : 0) };
  await close();
  return result;
}

const visible = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((it) => it.checkVisibility()).length);
const rows = (page) => visible(page, "#register-table tbody tr");

async function filters(page) {
  const all = await rows(page);
  await page.fill("[name=text]", "INJECTION");
  const found = await rows(page);
  const count = await page.textContent("#register-count");
  await page.fill("[name=text]", "");
  await page.selectOption("[name=level]", { index: 1 });
  const level = await page.inputValue("[name=level]");
  const levels = await page.locator("#register-table tbody tr:visible").evaluateAll((all) => all.map((it) => it.dataset.level));
  await page.click("#filters [type=reset]");
  await page.waitForFunction((n) => document.querySelectorAll("#register-table tbody tr:not([hidden])").length === n, all);
  return { all, found, count, level, levels };
}

async function sorting(page) {
  const order = () => page.locator("#register-table tbody tr").evaluateAll((all) => all.map((it) => Number(it.cells[6].dataset.order)));
  const head = page.locator("#register-table thead th", { hasText: /^Now/ });
  await head.locator("button").click();
  const up = await order();
  const first = await head.getAttribute("aria-sort");
  await head.locator("button").press("Enter");
  return { up, first, down: await order(), then: await head.getAttribute("aria-sort") };
}

async function map(page) {
  const box = () => page.getAttribute("#map-view svg", "viewBox");
  const traced = () => page.evaluate(() => document.querySelectorAll(".traced .on").length);
  const whole = await box();
  const result = { whole };
  await page.click("[data-zoom=in]");
  result.zoomed = await box();
  await page.focus("#map-view");
  await page.keyboard.press("ArrowRight");
  result.moved = await box();
  await page.keyboard.press("0");
  result.fitted = await box();
  const link = page.locator("#map-findings a").first();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement.blur());
  result.untraced = await traced();
  await link.hover();
  result.hovered = await traced();
  await link.click();
  await page.mouse.move(0, 0);
  result.kept = await traced();
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement.blur());
  result.released = await traced();
  await link.focus();
  await page.keyboard.press("ArrowDown");
  result.second = await page.evaluate(() => document.activeElement === document.querySelectorAll("#map-findings a")[1]);
  await page.keyboard.press("Enter");
  result.hash = await page.evaluate(() => Boolean(document.querySelector(location.hash.replace(/[:.@]/g, "\\$&"))));
  await page.locator(".to-map").first().click();
  await page.mouse.move(0, 0);
  result.fromDetail = await traced();
  await page.keyboard.press("Escape");
  const element = await page.locator("#map-findings li").first().getAttribute("data-element");
  await page.locator(`[id="${element}"]`).focus();
  await page.keyboard.press("Enter");
  result.selected = await page.locator("#map-findings li:visible").evaluateAll((all) => [...new Set(all.map((it) => it.dataset.element))]);
  result.element = element;
  await page.keyboard.press("Escape");
  result.unselected = await visible(page, "#map-findings li");
  return result;
}

async function use(file, pdf) {
  const { page, heard, close } = await open(file);
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement.className);
  await page.keyboard.press("Enter");
  const result = { skip, skipped: await page.evaluate(() => document.activeElement.id) };
  result.filters = await filters(page);
  result.sorting = await sorting(page);
  result.map = await map(page);
  result.axe = await violations(page);
  await page.pdf({ path: pdf, format: "A4", printBackground: true });
  result.heard = heard;
  await close();
  const plain = await open(file, { javaScriptEnabled: false });
  result.plain = {
    rows: await plain.page.locator("#register-table tbody tr").count(),
    filters: await plain.page.locator("#filters").isVisible(),
    map: await plain.page.locator("#map-view svg").isVisible(),
    proofs: await plain.page.locator("details.proof summary").first().isVisible(),
  };
  await plain.page.locator("details.proof summary").first().click();
  result.plain.opened = await plain.page.locator("details.proof .tree").first().isVisible();
  await plain.close();
  return result;
}

const [what, ...files] = process.argv.slice(2);
const found = what === "use" ? await use(...files) : {};
const each = { judge, look }[what];
for (const file of each ? files : []) { found[file] = await each(file); }
await browser.close();
console.log(JSON.stringify(found));
