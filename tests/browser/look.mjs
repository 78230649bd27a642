// Open pages in a Chromium as readers do, and print as JSON what a test wants to know.
// Usage: node look.mjs CHROMIUM FOLDER_FOR_PICTURES URL…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, folder, ...urls] = process.argv.slice(2);
const SIZES = { narrow: [320, 640], phone: [360, 740], tablet: [820, 1180], desktop: [1280, 900] };
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// What is reached with the key Tab alone, in order, each with the outline that shows where one is.
async function tabbed(page) {
  const found = [];
  for (let count = 0; count < 300; count++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { tag: at.localName, href: at.getAttribute("href"), outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), seen };
    });
    if (!here) return found;
    found.push(here);
  }
  return found;
}

async function keys(page) {
  const reachable = await page.evaluate(() => document.querySelectorAll("a[href], summary, [tabindex='0']").length);
  const closed = await page.evaluate(() => document.querySelectorAll("details:not([open]) > :not(summary) :is(a[href], [tabindex='0'])").length);
  const path = await tabbed(page);
  await page.goto(page.url().split("#")[0]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const skipped = await page.evaluate(() => document.activeElement?.localName);
  const opened = await page.evaluate(() => { const s = document.querySelector("summary"); s?.focus(); return !!s; });
  if (opened) await page.keyboard.press("Enter");
  return { expected: reachable - closed, path, skipped, opened: await page.evaluate(() => document.querySelector("details")?.open ?? null) };
}

const browser = await chromium.launch({ executablePath, args: QUIET });
const looks = [];
for (const [number, url] of urls.entries()) {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      const requests = [], said = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      await page.goto(url, { waitUntil: "load" });
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `${folder}/${number}-${size}-${colorScheme}.png`, fullPage: true });
      const look = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - innerWidth,
        fonts: [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family.replaceAll('"', "")),
        paper: getComputedStyle(document.documentElement).backgroundColor,
        landmarks: ["header", "nav", "main", "footer"].filter((name) => document.querySelectorAll(`body > ${name}`).length === 1),
        unseen: ["h1", ".cover", ".actions .button"].filter((name) => document.querySelector(name)?.getBoundingClientRect().bottom > innerHeight),
        pictures: [...document.images].every((image) => image.complete && image.naturalWidth > 0),
      }));
      if (size === "phone" && colorScheme === "light") look.keys = await keys(page);
      await page.evaluate(axe);
      look.axe = await page.evaluate(() => window.axe.run().then((result) => ({ passes: result.passes.length, violations: result.violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`) })));
      if (size === "phone" && colorScheme === "light") {
        await page.emulateMedia({ media: "print" });
        look.printed = await page.evaluate(() => [...document.querySelectorAll("nav, .actions")].filter((e) => getComputedStyle(e).display !== "none").length);
      }
      looks.push({ url, size, colorScheme, requests, said, ...look });
      await context.close();
    }
  }
}
await browser.close();
console.log(JSON.stringify(looks));
