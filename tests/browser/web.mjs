// Open pages of a web edition in a Chromium as readers do, without a script, and print as JSON what a test wants to know.
// Usage: node web.mjs CHROMIUM URL…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...urls] = process.argv.slice(2);
const WIDTHS = [320, 768, 1100, 1600];
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// Where each note stands, and its call; whether it is seen.
const places = () => {
  const box = (element) => { const { top, bottom, left, right } = element.getBoundingClientRect(); return { top, bottom, left, right }; };
  return [...document.querySelectorAll("[role=doc-noteref]")].map((call) => {
    const note = document.querySelector(call.getAttribute("href"));
    return { id: note.id, shown: getComputedStyle(note).display !== "none", call: box(call), note: box(note), text: box(document.querySelector("main")) };
  });
};

// What the keyboard reaches, and whether one sees where one is.
async function keys(page) {
  const reachable = await page.evaluate(() => [...document.querySelectorAll("a[href]")].filter((a) => a.checkVisibility()).length);
  const path = [];
  for (let count = 0; count < reachable + 3; count++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const style = getComputedStyle(at);
      return { href: at.getAttribute("href"), outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), opacity: +style.opacity };
    });
    if (!here) break;
    path.push(here);
  }
  return { reachable, path };
}

// A note is opened by its call, and closed by its mark and by the way back.
async function notes(page) {
  const call = await page.$("[role=doc-noteref]");
  if (!call) return null;
  const id = (await call.getAttribute("href")).slice(1);
  const shown = () => page.evaluate((name) => { const note = document.getElementById(name), b = note.getBoundingClientRect(); return getComputedStyle(note).display !== "none" && b.top >= 0 && b.bottom <= innerHeight + 1; }, id);
  const before = await shown();
  await call.click();
  const opened = await shown();
  await page.goBack();
  const back = await shown();
  await call.click();
  await page.click(`#${id} [role=doc-backlink]`);
  const closed = await shown();
  await page.goto(page.url().split("#")[0] + `#${id}`);
  return { before, opened, back, closed, addressed: await shown() };
}

const browser = await chromium.launch({ executablePath, args: QUIET });
const looks = [];
for (const url of urls) {
  for (const width of WIDTHS) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
      await context.route(/\.js$/, (route) => route.abort());
      const page = await context.newPage();
      const requests = [], said = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => said.push(message.text()));
      await page.goto(url, { waitUntil: "load" });
      const look = { url, width, colorScheme, requests, said, notes: await page.evaluate(places) };
      Object.assign(look, await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - innerWidth,
        font: getComputedStyle(document.querySelector("main")).fontFamily,
        fonts: [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family.replaceAll('"', "")),
        paper: getComputedStyle(document.documentElement).backgroundColor,
        measure: document.querySelector("main").clientWidth / parseFloat(getComputedStyle(document.querySelector("main")).fontSize),
      })));
      await page.evaluate(axe);
      look.axe = await page.evaluate(() => window.axe.run({ preload: false }).then((result) => ({ passes: result.passes.length, violations: result.violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200)).join(" | ")}`) })));
      if (colorScheme === "light") {
        if (width <= 320) look.opening = await notes(page);
        await page.goto(url);
        if (width >= 1100 && width < 1600) look.keys = await keys(page);
        await page.emulateMedia({ media: "print" });
        look.printed = await page.evaluate(places);
      }
      looks.push(look);
      await context.close();
    }
  }
}
await browser.close();
console.log(JSON.stringify(looks));
