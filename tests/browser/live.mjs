// Keep a preview open while a test changes what it shows; for each line on stdin, and at first, print as JSON what is seen.
// Usage: node live.mjs CHROMIUM URL
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const [executablePath, url] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ viewport: { width: 900, height: 700 }, reducedMotion: "reduce" })).newPage();
let requests = [], said = [];
page.on("request", (request) => requests.push(request.url()));
page.on("console", (message) => said.push(message.text()));
page.on("pageerror", (error) => said.push(String(error)));

async function look() {
  const found = await page.evaluate(() => {
    const items = [...document.querySelectorAll("#pages li")];
    const numbers = (which) => items.flatMap((item, index) => (which(item) ? [index + 1] : []));
    const shown = (item) => { const box = item.getBoundingClientRect(); return item.className && box.bottom > 0 && box.top < innerHeight && item.firstChild.naturalWidth > 0; };
    const error = document.getElementById("error");
    return {
      pages: items.length, changed: numbers((item) => item.className === "changed"), seen: numbers(shown), at: Math.round(scrollY),
      status: document.getElementById("status").textContent, error: error.hidden ? null : error.textContent,
      overflow: document.documentElement.scrollWidth - innerWidth,
    };
  });
  console.log(JSON.stringify({ ...found, requests, said }));
  requests = [], said = [];
}

await page.goto(url);
await page.waitForSelector("#pages li:nth-child(20)");
await page.waitForTimeout(500);
await look();
const waits = [
  () => page.waitForSelector("#pages li.changed"),
  () => page.waitForSelector("#error:not([hidden])"),
  () => page.waitForSelector("#error", { state: "hidden" }),
  async () => { await page.waitForTimeout(1500); },
];
let step = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  await waits[step++]();
  await page.waitForTimeout(700);
  await look();
  if (step === 3) { await page.uncheck("#follow"); await page.evaluate(() => scrollTo(0, 0)); }
}
await browser.close();
