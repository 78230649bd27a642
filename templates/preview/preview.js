// Shows the draft of an edition page by page or, of the e-book, chapter by chapter, and what changes in it, as the server tells. Only what changed is fetched.
"use strict";

const status = document.getElementById("status");
const error = document.getElementById("error");
const list = document.getElementById("pages");
const site = document.getElementById("site");
const ebook = document.getElementById("ebook");
const chapters = document.getElementById("chapters");
const slug = location.pathname.split("/")[2];
let published = null;
let draft = null;
let shown = null;

function item() {
  const found = document.createElement("li");
  found.append(document.createElement("img"), document.createElement("span"));
  list.append(found);
  return found;
}

// The former picture stays until the new one is there: nothing flickers, and no place is lost.
function show(place, number, look, label, [width, height], isNew) {
  const [picture, words] = place.children;
  words.textContent = label;
  if (place.dataset.look === look) return;
  place.dataset.look = look;
  const fresh = new Image();
  fresh.width = Math.round(width);
  fresh.height = Math.round(height);
  fresh.alt = `Page ${label}`;
  fresh.src = `page/${number}-${look}.png`;
  const swap = () => place.dataset.look === look && place.firstChild.replaceWith(fresh);
  if (isNew || !picture.naturalWidth) { fresh.loading = "lazy"; swap(); } else { fresh.decode().then(swap, swap); }
}

function pages(told) {
  const isFirst = draft === null;
  if (draft === told.pdf) return;
  draft = told.pdf;
  while (list.children.length > told.looks.length) list.lastChild.remove();
  const changed = [];
  told.looks.forEach((look, index) => {
    const place = list.children[index] ?? item();
    const before = place.dataset.look;
    show(place, index + 1, look, told.labels[index], told.sizes[index], before === undefined);
    const differs = !isFirst && before !== look;
    place.classList.toggle("changed", differs);
    if (differs) changed.push(index);
  });
  const named = changed.slice(0, 8).map((index) => told.labels[index]).join(", ") + (changed.length > 8 ? " …" : "");
  status.textContent = `${told.looks.length} pages` + (isFirst ? "" : changed.length ? `; changed: ${named}` : "; no page changed");
  if (changed.length && document.getElementById("follow").checked) list.children[changed[0]].scrollIntoView({ block: "start" });
}

function reload(frame) {
  const at = frame.contentWindow.scrollY;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, at), { once: true });
  frame.contentWindow.location.reload();
}

function open(path) {
  chapters.value = path;
  ebook.src = `/.preview/${slug}/ebook/${path}`;
}

// A link within the e-book may lead to another chapter.
function opened() {
  return decodeURI(ebook.contentWindow.location.pathname).split(`/.preview/${slug}/ebook/`)[1];
}

function showChapters(told) {
  const before = shown;
  shown = new Map(told.map(({ path, digest }) => [path, digest]));
  const path = before ? opened() ?? chapters.value : told[0].path;
  chapters.replaceChildren(...told.map(({ path, title }) => new Option(title, path)));
  const changed = before ? told.filter(({ path, digest }) => before.get(path) !== digest) : [];
  status.textContent = `${told.length} chapters` + (before ? (changed.length ? `; changed: ${changed.map(({ title }) => title).join(", ")}` : "; no chapter changed") : "");
  const isHere = changed.some((each) => each.path === path);
  if (!before || !shown.has(path)) open(told[0].path);
  else if (isHere) { chapters.value = path; reload(ebook); }
  else if (changed.length && document.getElementById("follow").checked) open(changed[0].path);
  else chapters.value = path;
}

if (ebook) {
  chapters.addEventListener("change", () => open(chapters.value));
  ebook.addEventListener("load", () => { if (shown?.has(opened())) chapters.value = opened(); });
}

const events = new EventSource(`/.preview/${slug}/events`);
events.onmessage = ({ data }) => {
  const told = JSON.parse(data);
  error.hidden = !told.error;
  error.textContent = told.error;
  if (list && told.looks) pages(told);
  else if (ebook && told.chapters) showChapters(told.chapters);
  else if (list || ebook) status.textContent = "no draft yet";
  if (site) {
    if (published !== null && published !== told.published) reload(site);
    status.textContent = told.published ? (published !== null && published !== told.published ? "published anew" : "as it is published") : "not published yet";
    published = told.published;
  }
};
events.onerror = () => { status.textContent = "the server is gone; waiting for it"; };
