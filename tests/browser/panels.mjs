// Use the panels of a web edition in a Chromium as readers do, and print as JSON what a test wants to know.
// Usage: node panels.mjs CHROMIUM FOLDER_OF_THE_EDITION PAGE SIGLA
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, folder, start, sigla] = process.argv.slice(2);
const SIZES = { narrow: [320, 640], phone: [390, 844], tablet: [820, 1180], desktop: [1400, 900] };
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2", ".ttf": "font/ttf", ".png": "image/png" };
// A strict server: no script of a page itself, nothing from elsewhere.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
  try {
    const content = await readFile(join(folder, path));
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-security-policy": POLICY });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}/read/`;

const browser = await chromium.launch({ executablePath, args: QUIET });
const said = [], elsewhere = [], report = { axe: [] };

async function open(options = {}, address = base + start) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, reducedMotion: "reduce", ...options });
  return { context, page: await visit(context, address) };
}

async function visit(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => { if (!/^(blob:|data:|file:)/.test(request.url()) && !request.url().startsWith(base)) elsewhere.push(request.url()); });
  await page.goto(address);
  return page;
}

const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };
const tool = (page, name) => page.click(`#tools >> text="${name}"`);
const panel = (page) => page.evaluate(() => document.querySelector("dialog[open]")?.id ?? null);
const closed = (page) => page.waitForFunction(() => !document.querySelector("dialog[open]"));
const found = (page) => page.waitForFunction(() => document.querySelector(".status")?.textContent);
const results = (page) => page.evaluate(() => [...document.querySelectorAll(".results li")].map((li) => ({ href: li.querySelector("a").getAttribute("href"), place: li.querySelector(".place").textContent, excerpt: li.querySelector(".excerpt").textContent, marked: [...li.querySelectorAll("mark")].map((mark) => mark.textContent) })));

async function search(page, query) {
  await page.fill("#query", "");
  await page.waitForFunction(() => !document.querySelector(".status").textContent);
  await page.fill("#query", query);
  await found(page);
  return results(page);
}

async function audit(page, name, size, colorScheme) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document.querySelector("dialog[open]") ?? document).then((each) => ({ passes: each.passes.length, violations: each.violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`) })));
  const overflow = await page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll("dialog[open]")].map((each) => each.scrollWidth - each.clientWidth)));
  report.axe.push({ name, size, colorScheme, overflow, ...result });
}

// The search, by keyboard alone.
{
  const { context, page } = await open();
  await press(page, "/");
  await page.waitForSelector("#query:focus");
  report.search = await search(page, "coins");
  report.phrase = await search(page, "“tin box”");
  report.notes = await search(page, "black");
  report.nothing = await search(page, "xylophone");
  report.several = await search(page, "ring basket");
  await search(page, "coins");
  await press(page, "ArrowDown", "ArrowDown", "ArrowUp", "Enter");
  await page.waitForFunction(() => document.querySelector(":target"));
  report.arrived = await page.evaluate(() => ({ hash: location.hash, text: document.querySelector(":target").textContent, open: !!document.querySelector("dialog[open]") }));
  await page.goBack();
  await found(page);
  report.returned = { panel: await panel(page), query: await page.inputValue("#query"), results: (await results(page)).length };
  await press(page, "Escape");
  await closed(page);
  await tool(page, "Search");
  await page.waitForSelector("#query:focus");
  report.entered = await panel(page);
  await press(page, "Escape");
  await closed(page);
  report.focus = await page.evaluate(() => document.activeElement.textContent);
  await context.close();
}

// The readings: side by side, and each witness alone.
{
  const { context, page } = await open();
  await tool(page, "Readings");
  await page.click("#panel-readings .panel-body > button");
  await page.waitForSelector(".version");
  report.versions = [];
  for (;;) {
    report.versions.push(await page.evaluate(() => [...document.querySelectorAll(".version")].map((each) => [each.querySelector("h3").textContent, each.querySelector(".words").textContent])));
    const next = page.locator(".turns button").last();
    if (await next.isDisabled()) break;
    await next.click();
  }
  await page.goBack();
  await closed(page);
  report.afterBack = await page.evaluate(() => location.search + location.hash);
  const words = () => page.evaluate(() => [...document.querySelectorAll("#main h1, #main [data-place]")].map((each) => {
    const copy = each.cloneNode(true);
    copy.querySelectorAll(".said, [role=doc-noteref], [role=doc-pagebreak], .own-link").forEach((other) => other.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }).filter(Boolean));
  report.witnesses = {};
  for (const siglum of sigla.split(",")) {
    await page.goto(`${base}${start}?witness=${siglum}`);
    await page.waitForSelector(".witness");
    report.witnesses[siglum] = await words();
    report.marks = { ...report.marks, [siglum]: await page.evaluate(() => document.querySelectorAll(".variant.substantive, .variant.accidental, .variant.formal").length) };
    report.links = await page.evaluate(() => [...document.querySelectorAll(".turn a")].map((each) => each.getAttribute("href").split("/").pop()));
  }
  await page.focus(".variant[role=button]");
  await press(page, "Enter");
  await page.waitForSelector(".version");
  report.byKey = await panel(page);
  await press(page, "Escape");
  await closed(page);
  report.focusAgain = await page.evaluate(() => document.activeElement.id.slice(0, 4));
  await context.close();
}

// What is kept: how the page looks, and where the reader was.
{
  const { context, page } = await open({ viewport: { width: 390, height: 300 } });
  await tool(page, "Display");
  await page.check("input[value=dark]");
  await page.click(".sizes button:last-child");
  await press(page, "Escape");
  await closed(page);
  await page.evaluate(() => document.querySelector("#main [data-place]:last-of-type").scrollIntoView());
  await page.waitForTimeout(700);
  const other = await visit(context, `${base}index.html`);
  report.kept = await other.evaluate(() => ({ theme: document.documentElement.dataset.theme, size: document.documentElement.style.getPropertyValue("--size"), paper: getComputedStyle(document.documentElement).backgroundColor, offer: document.querySelector(".continue a").textContent, href: document.querySelector(".continue a").getAttribute("href"), at: scrollY }));
  await audit(other, "continue", "phone", "dark");
  await other.click(".continue a");
  await other.waitForFunction(() => document.querySelector(":target"));
  report.continued = await other.evaluate(() => Math.round(document.querySelector(":target").getBoundingClientRect().top) < innerHeight);
  await context.close();
}

// Axe, in each size and color scheme.
for (const [size, [width, height]] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    const { context, page } = await open({ viewport: { width, height }, colorScheme }, `${base}${start}?witness=${sigla.split(",").at(-1)}`);
    await page.waitForSelector(".witness");
    await audit(page, "witness", size, colorScheme);
    await tool(page, "Display");
    await audit(page, "display", size, colorScheme);
    await press(page, "Escape");
    await closed(page);
    await tool(page, "Search");
    await page.waitForSelector("#query:focus");
    await search(page, "the");
    await audit(page, "search", size, colorScheme);
    await press(page, "Escape");
    await closed(page);
    await tool(page, "Readings");
    await page.waitForSelector("#panel-readings .panel-body > button");
    await audit(page, "readings", size, colorScheme);
    await page.click("#panel-readings .panel-body > button");
    await page.waitForSelector(".version");
    await audit(page, "variant", size, colorScheme);
    await context.close();
  }
}
report.said = [...said], report.elsewhere = elsewhere;

// Where storage is refused, where scripts are off, and where the pages are files.
{
  said.length = 0;
  const refusing = await browser.newContext();
  await refusing.addInitScript(() => { for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } }); });
  const page = await visit(refusing, base + start);
  await tool(page, "Display");
  await page.check("input[value=dark]");
  report.refused = { panel: await panel(page), said: [...said] };
  await refusing.close();
  const { context, page: bare } = await open({ javaScriptEnabled: false });
  report.bare = { tools: await bare.isVisible("#tools"), text: (await bare.innerText("#main")).length };
  await context.close();
  said.length = 0;
  const { context: files, page: file } = await open({}, pathToFileURL(join(folder, "read", start)).href);
  await tool(file, "Search");
  report.file = { search: await file.innerText("#panel-search .panel-body") };
  await press(file, "Escape");
  await closed(file);
  await tool(file, "Readings");
  await file.click("#panel-readings .panel-body > button");
  await file.waitForSelector(".version");
  report.file.versions = await file.locator(".version").count();
  report.file.said = [...said];
  await files.close();
}

await browser.close();
server.close();
console.log(JSON.stringify(report));
