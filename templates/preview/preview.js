// Shows the draft of an edition page by page, and what changes in it, as the server tells. Only pages that changed are fetched.
"use strict";

const status = document.getElementById("status");
const error = document.getElementById("error");
const list = document.getElementById("pages");
const site = document.getElementById("site");
let published = null;
let draft = null;

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

function reload() {
  const at = site.contentWindow.scrollY;
  site.addEventListener("load", () => site.contentWindow.scrollTo(0, at), { once: true });
  site.contentWindow.location.reload();
}

const events = new EventSource(`/.preview/${location.pathname.split("/")[2]}/events`);
events.onmessage = ({ data }) => {
  const told = JSON.parse(data);
  error.hidden = !told.error;
  error.textContent = told.error;
  if (list && told.looks) pages(told);
  else if (list) status.textContent = "no draft yet";
  if (site) {
    if (published !== null && published !== told.published) reload();
    status.textContent = told.published ? (published !== null && published !== told.published ? "published anew" : "as it is published") : "not published yet";
    published = told.published;
  }
};
events.onerror = () => { status.textContent = "the server is gone; waiting for it"; };
