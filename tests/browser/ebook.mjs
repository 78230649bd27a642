// Keep the preview of an e-book open while a test changes what it shows; for each line on stdin, and at first, print as JSON what is seen.
// Usage: node ebook.mjs CHROMIUM URL
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const [executablePath, url] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ viewport: { width: 900, height: 700 } })).newPage();
const said = [];
page.on("console", (message) => said.push(message.text()));
page.on("pageerror", (error) => said.push(String(error)));

async function look() {
  await page.waitForTimeout(700);
  const frame = page.frames()[1];
  const inside = await frame.evaluate(() => ({ text: document.body.innerText.trim().slice(0, 40), at: Math.round(scrollY), color: getComputedStyle(document.body).color }));
  const { chapter, status } = await page.evaluate(() => ({ chapter: document.getElementById("chapters").value, status: document.getElementById("status").textContent }));
  console.log(JSON.stringify({ chapter, status, said, ...inside }));
}

await page.goto(url);
await page.waitForSelector("#chapters option", { state: "attached" });
await look();
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "scroll") await page.frames()[1].evaluate(() => scrollTo(0, 300));
  else if (line) await page.selectOption("#chapters", line);
  await look();
}
await browser.close();
