// The script of the web edition: how the page looks, where the reader was, and the panels.
// The page is whole without it. `variorum`, written before this line, has the labels and the witnesses.
"use strict";

// ── What all parts use ──────────────────────────────────────────────────────────────────────────

/** Return a label, with values in place of its {fields}. */
variorum.say = (name, values = {}) =>
  variorum.labels[name].replace(/\{(\w+)\}/g, (field, key) => (key in values ? values[key] : field));

/** Return a new element. Attributes that are functions are listeners; null ones are left out. */
variorum.make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

/** Load a further script of the web edition, once; the promise fails if it is not there. */
variorum.load = (file) => {
  variorum.loaded ??= {};
  return (variorum.loaded[file] ??= new Promise((resolve, reject) => {
    const script = variorum.make("script", { src: file, load: resolve, error: reject });
    document.head.append(script);
  }));
};

/** A part of the browser's storage. It may be refused, or hold anything: then nothing is kept. */
variorum.keep = (area, key) => ({
  read() {
    try {
      return JSON.parse(window[area].getItem(key)) ?? {};
    } catch {
      return {};
    }
  },
  write(value) {
    try {
      window[area].setItem(key, JSON.stringify(value));
    } catch {} // a reader who refuses storage reads all the same
  },
});

/** The name of this page's file. */
variorum.page = location.pathname.split("/").pop() || "index.html";

// The witness whose text is shown, and its title; both are empty for the edition's text.
{
  const asked = new URLSearchParams(location.search).get("witness");
  [variorum.shown, variorum.name] = variorum.witnesses.find(([siglum]) => siglum === asked) ?? ["", ""];
  document.documentElement.toggleAttribute("data-waiting", variorum.shown !== ""); // its words are to come
}

// ── How the page looks ──────────────────────────────────────────────────────────────────────────

{
  const SIZES = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];
  const THEMES = ["system", "light", "dark"];
  const kept = variorum.keep("localStorage", "variorum-look"); // of all books of a site
  const root = document.documentElement;

  const look = () => {
    const { theme, size, variants } = kept.read();
    return {
      theme: THEMES.includes(theme) ? theme : "system",
      size: SIZES.includes(size) ? size : 1,
      variants: variants === true,
    };
  };

  const apply = () => {
    const { theme, size, variants } = look();
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.style.setProperty("--size", size);
    root.toggleAttribute("data-variants", variants);
  };

  const change = (part) => {
    kept.write({ ...look(), ...part });
    apply();
  };

  const step = (by) => {
    const index = SIZES.indexOf(look().size) + by;
    if (SIZES[index]) change({ size: SIZES[index] });
  };

  /** Return the settings of the panel “Display”. */
  const settings = () => {
    const { make, say } = variorum;
    const output = make("output", {}, percent());
    const resize = (by) => () => {
      step(by);
      output.value = percent();
    };
    return [
      make("fieldset", {}, make("legend", {}, say("theme")), ...THEMES.map(choice)),
      make(
        "div",
        { role: "group", class: "sizes", "aria-label": say("size") },
        make("span", {}, say("size")),
        make("button", { type: "button", "aria-label": say("smaller"), click: resize(-1) }, "−"),
        output,
        make("button", { type: "button", "aria-label": say("larger"), click: resize(1) }, "+"),
      ),
    ];
  };

  const percent = () => `${Math.round(look().size * 100)} %`;

  const choice = (theme) => {
    const { make, say } = variorum;
    const input = make("input", { type: "radio", name: "theme", value: theme, change: () => change({ theme }) });
    input.checked = look().theme === theme;
    return make("label", {}, input, ` ${say(`theme-${theme}`)}`);
  };

  Object.assign(variorum, { look, change, settings });
  root.toggleAttribute("data-script", true); // there will be tools: they have their room at once
  apply(); // before the page is painted
}

// ── Panels ──────────────────────────────────────────────────────────────────────────────────────

// A panel is a dialog and an entry in the history: the back button closes it, forward opens it again.
{
  const open = (name, detail = {}) => {
    history.pushState({ panel: name, detail }, "");
    show(name, detail);
  };

  const close = () => {
    if (history.state?.panel) history.back();
    else document.querySelector("dialog[open]")?.close();
  };

  const show = (name, detail) => {
    document.querySelector("dialog[open]")?.close();
    const dialog = document.getElementById(`panel-${name}`) ?? build(name);
    variorum.panels[name].fill(dialog.querySelector(".panel-body"), detail);
    dialog.showModal();
    dialog.querySelector("[autofocus]")?.focus();
  };

  const build = (name) => {
    const { make, say, panels } = variorum;
    const title = `panel-${name}-title`;
    const dialog = make(
      "dialog",
      { id: `panel-${name}`, class: "panel", "aria-labelledby": title },
      make("h2", { id: title }, panels[name].title),
      make("button", { type: "button", class: "close", "aria-label": say("close"), click: close }, "×"),
      make("div", { class: "panel-body" }),
    );
    const leave = (event) => {
      event.preventDefault();
      close();
    };
    dialog.addEventListener("cancel", leave); // a gesture of the device
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) leave(event); // a field would only be emptied
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) close(); // outside the panel
    });
    document.body.append(dialog);
    return dialog;
  };

  addEventListener("popstate", ({ state }) => {
    if (state?.panel in variorum.panels) show(state.panel, state.detail);
    else document.querySelector("dialog[open]")?.close();
  });

  Object.assign(variorum, { panels: {}, open, close, show });
}

// ── Where the reader was ────────────────────────────────────────────────────────────────────────

{
  const kept = variorum.keep("localStorage", `variorum-place-${variorum.slug}`);
  const session = variorum.keep("sessionStorage", `variorum-visit-${variorum.slug}`);
  const LINE = 0.25; // of the window: the line that is being read

  /** Return the paragraph at the line that is being read, the last one that begins above it. */
  const paragraph = () => {
    const paragraphs = [...document.querySelectorAll('#main [id^="t-"]')].filter((each) => !each.closest('[role="doc-footnote"]'));
    let [low, high] = [0, paragraphs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paragraphs[middle].getBoundingClientRect().top <= innerHeight * LINE) low = middle + 1;
      else high = middle;
    }
    return paragraphs[Math.max(low - 1, 0)];
  };

  const pageBefore = (element) => {
    const marks = [...document.querySelectorAll('#main [role="doc-pagebreak"]')];
    const before = marks.filter((each) => !(element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING));
    return before.at(-1)?.id.slice(1) ?? "";
  };

  const save = () => {
    const at = paragraph();
    if (!at) return;
    const title = document.querySelector("#main h1, #main h2")?.innerText.replace(/\s+/g, " ").trim() || document.title;
    kept.write({ page: variorum.page, id: at.id, title, printed: pageBefore(at) });
  };

  const offer = ({ page, id, title, printed }) => {
    const { make, say } = variorum;
    const place = printed ? `${title}, ${say("page", { page: printed })}` : title;
    const text = say("continue", { place });
    const bar = make(
      "aside",
      { class: "continue", "aria-label": text },
      make("a", { href: `${page}#${id}` }, text),
      make("button", { type: "button", "aria-label": say("close"), click: () => bar.remove() }, "×"),
    );
    document.getElementById("main").before(bar);
  };

  variorum.paragraph = paragraph;
  variorum.follow = () => {
    const isStart = variorum.page === "index.html";
    const isNew = !session.read().began;
    const place = kept.read();
    if (typeof place.page === "string" && /^[\w-]+\.html$/.test(place.page) && typeof place.id === "string") {
      const isElsewhere = place.page !== variorum.page || place.id !== paragraph()?.id;
      if (isStart || (isNew && !location.hash && isElsewhere)) offer(place);
    }
    session.write({ began: true });
    if (isStart) return;
    let timer = 0;
    addEventListener("scroll", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 400);
    }, { passive: true });
  };
}

// ── The tools ───────────────────────────────────────────────────────────────────────────────────

document.addEventListener("DOMContentLoaded", () => {
  const { make, say, open, panels, load } = variorum;
  const tools = document.getElementById("tools");
  const waiting = (file, start) => (body, detail) => {
    body.setAttribute("aria-busy", "true");
    load(file)
      .then(() => start(body, detail))
      .catch(() => body.replaceChildren(make("p", { role: "alert" }, say("failed"))))
      .finally(() => body.removeAttribute("aria-busy"));
  };
  panels.search = { title: say("search"), fill: waiting("read-search.js", (...given) => variorum.search(...given)) };
  panels.display = { title: say("display"), fill: (body) => body.replaceChildren(...variorum.settings()) };
  if (variorum.witnesses.length > 1) {
    panels.readings = { title: say("readings"), fill: waiting("read-witnesses.js", (...given) => variorum.choose(...given)) };
    panels.variant = { title: say("variant"), fill: waiting("read-witnesses.js", (...given) => variorum.compare(...given)) };
  }
  for (const name of ["search", "readings", "display"].filter((each) => each in panels)) {
    const keys = name === "search" ? "/" : null;
    const press = () => open(name);
    tools.append(make("button", { type: "button", "aria-haspopup": "dialog", "aria-keyshortcuts": keys, click: press }, say(name)));
  }
  tools.hidden = false;

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !isTyping && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      open("search");
    } else if (event.key === "Escape") {
      const back = document.querySelector("[role=doc-footnote]:target a[role=doc-backlink]");
      if (!back || document.querySelector("dialog[open]")) return;
      location.replace(back.href); // closes the note
      document.querySelector(back.hash)?.focus();
    }
  });

  variorum.follow();
  const { shown, name } = variorum;
  const bar = make("p", { class: "witness", role: "status" });
  if (shown) {
    const back = make("a", { href: variorum.page + location.hash }, say("witness-back"));
    bar.append(`${say("witness-shown", { siglum: `${shown} (${name})` })} `, back);
    document.getElementById("main").before(bar);
  }
  if (shown || variorum.look().variants) {
    const fail = () => bar.replaceChildren(say("failed")); // and the text is the edition's
    const ready = () => document.documentElement.removeAttribute("data-waiting");
    load("read-witnesses.js").then(() => variorum.showWitness()).catch(fail).finally(ready);
  }
  if (history.state?.panel in panels) variorum.show(history.state.panel, history.state.detail);
});
