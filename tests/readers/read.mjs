// Open an e-book in a reading system in Chromium, do what a reader does, and print what was seen.
//
// Standard input is a JSON object: `npm` (the folder with node_modules), `here` (this folder), `book`, `system` ("foliate" or
// "epubjs"), `chromium`, `profile` (an empty folder), `pictures` (a folder), `chapters` (addresses), `looks` (those that are
// looked at in the dark and in large type), `notes` (pairs of addresses,
// of a call and its note) and `pages` (places in the page-list), `width` (of the
// screen, in pixels). Standard output is one too: see `test_readers.py`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const { chromium } = createRequire(join(asked.npm, "package.json"))("playwright-core");
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".epub": "application/epub+zip" };
const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];
const DARK = "html, body { background: #111 !important; color: #e8e8e8 !important; }";
const LARGE = "html { font-size: 200% !important; }";
const HOME = "http://reader.invalid/";

const seen = { errors: [], outside: [], texts: {}, notes: [], pages: [], blank: [] };
const context = await chromium.launchPersistentContext(asked.profile, {
  executablePath: asked.chromium,
  headless: true,
  args: FLAGS,
  viewport: { width: asked.width, height: 720 },
});
const page = await context.newPage();
try {
  page.on("pageerror", (error) => seen.errors.push(error.stack));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  await page.route("**/*", serve);
  await page.goto(`${HOME}${asked.system}.html`);
  await page.waitForFunction(() => window.ready);
  await page.evaluate(library);
  seen.book = await page.evaluate(() => window.system.open("/book.epub"));
  await picture("opened");
  await readChapters();
  await followNotes();
  await turnToPages();
    seen.plain = await survey("plain");
  await look("dark", DARK);
  await look("large", LARGE);
} finally {
  await context.close();
}
console.log(JSON.stringify(seen));

// The only site there is: the reading system's files and the book. What else is asked for is written down and refused.
async function serve(route) {
  const { origin, pathname } = new URL(route.request().url());
  if (`${origin}/` !== HOME) {
    if (!["blob:", "data:"].includes(new URL(route.request().url()).protocol)) seen.outside.push(route.request().url());
    return route.abort();
  }
  const path = normalize(decodeURIComponent(pathname));
  const file = path === "/book.epub" ? asked.book : path.startsWith("/npm/") ? join(asked.npm, "node_modules", path.slice(5)) : join(asked.here, path);
  try {
    return await route.fulfill({ body: readFileSync(file), contentType: KINDS[extname(file)] ?? "application/octet-stream" });
  } catch {
    return route.fulfill({ status: 404 });
  }
}

// What is looked up in the documents that the reading system shows.
function library() {
  const box = (node) => {
    const inner = node.getBoundingClientRect();
    const outer = node.ownerDocument.defaultView.frameElement.getBoundingClientRect();
    return { left: inner.left + outer.left, top: inner.top + outer.top, right: inner.right + outer.left, bottom: inner.bottom + outer.top };
  };
  window.find = (id) => window.system.frames().map((doc) => doc.getElementById(id)).find(Boolean);
  // Whether an element, or the place where an empty one stands, is on the screen.
  window.onScreen = (id) => {
    const node = window.find(id);
    if (!node) return false;
    const { left, top, right, bottom } = box(node);
    return right >= -1 && left <= innerWidth + 1 && bottom >= -1 && top <= innerHeight + 1;
  };
  // Longer than the reading systems' own delays, of a quarter of a second.
  window.settled = async () => {
    await Promise.all(window.system.frames().map((doc) => doc.fonts.ready));
    await new Promise((done) => setTimeout(done, 350));
  };
  // Whether any letter is on the screen.
  window.written = () =>
    window.system.frames().some((doc) => {
      const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
      const outer = doc.defaultView.frameElement.getBoundingClientRect();
      while (walker.nextNode()) {
        const range = doc.createRange();
        range.selectNodeContents(walker.currentNode);
        const at = [...range.getClientRects()].some(
          (part) => part.width && part.right + outer.left > 0 && part.left + outer.left < innerWidth && part.top + outer.top < innerHeight,
        );
        if (at) return true;
      }
      return false;
    });
  window.words = () => window.system.frames().map((doc) => doc.body.textContent).join("");
  // The colours of a letter and of the ground it stands on, of each kind of element; how large it is; whether it is cut off.
  window.survey = () => {
    const found = {};
    for (const doc of window.system.frames()) {
      const view = doc.defaultView;
      const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || node.closest("svg, [hidden]")) continue;
        const style = view.getComputedStyle(node);
        const grounds = [];
        for (let one = node; one; one = one.parentElement) grounds.push(view.getComputedStyle(one).backgroundColor);
        const name = `${node.localName}.${node.className}`;
        found[name] ??= { colour: style.color, ground: grounds.find((ground) => ground !== "rgba(0, 0, 0, 0)") ?? "", size: parseFloat(style.fontSize), font: style.fontFamily, wide: 0 };
        const parts = [...node.getClientRects()].map((part) => part.width);
        found[name].wide = Math.max(found[name].wide, ...parts);
      }
    }
    return found;
  };
}

async function goTo(href) {
  await page.evaluate((to) => window.system.goTo(to), href);
  await page.evaluate(() => window.settled());
}

async function picture(name) {
  await page.screenshot({ path: join(asked.pictures, `${asked.system}-${name}.png`) });
}

async function readChapters() {
  for (const href of asked.chapters) {
    await goTo(href);
    seen.texts[href] = await page.evaluate(() => window.words());
  }
}

// Tap the call, look at what comes, and go back by the note's own link.
async function followNotes() {
  for (const [call, note] of asked.notes) {
    const [from, to] = [call.split("#")[1], note.split("#")[1]];
    await goTo(call);
    const found = { call: await page.evaluate((id) => window.onScreen(id), from) };
    found.popup = await page.evaluate((id) => window.system.popup(window.find(id)), from);
    await page.evaluate(() => window.settled());
    if (seen.notes.length === 0) await picture("note");
    await page.evaluate(() => window.system.close());
    if (found.popup === null) found.arrived = await page.evaluate((id) => window.onScreen(id), to);
    else await goTo(note);
    found.note = await page.evaluate((id) => window.onScreen(id), to);
    await page.evaluate((id) => window.find(id).querySelector("a").click(), to);
    seen.notes.push({ ...found, back: await comes(from) });
  }
}

async function comes(id) {
  for (let tries = 0; tries < 30; tries += 1) {
    await page.evaluate(() => window.settled());
    if (await page.evaluate((name) => window.onScreen(name), id)) return true;
  }
  return false;
}

async function turnToPages() {
  for (const index of asked.pages) {
    const [label, href] = seen.book.pages[index];
    await goTo(href);
    const shown = await page.evaluate(
      (pages) => pages.filter(([, to]) => window.onScreen(to.split("#")[1])).map(([name]) => name),
      seen.book.pages.slice(index, index + 9),
    );
    seen.pages.push({ label, shown, ...(await page.evaluate(() => window.system.place())) });
    if (index === asked.pages.at(-1)) await picture("page");
  }
}

async function look(name, css) {
  await page.evaluate((style) => window.system.style(style), css);
  seen[name] = await survey(name);
  await goTo(asked.notes[0]?.[1] ?? asked.chapters.at(-1));
  await picture(`${name}-notes`);
  await goTo(asked.chapters[asked.chapters.length >> 1]);
  await picture(name);
}

// Look at chapters of several kinds, as each has kinds of elements of its own.
async function survey(name) {
  const found = {};
  for (const href of asked.looks) {
    await goTo(href);
    if (!(await page.evaluate(() => window.written()))) seen.blank.push(`${href} ${name}`);
    Object.assign(found, await page.evaluate(() => window.survey()));
  }
  return found;
}
