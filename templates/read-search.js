// The search of the web edition. Pagefind says in which pages the words of a query are, however they are inflected;
// this script finds the paragraphs and notes, in the order of the book, and tells where they are.
"use strict";
{
  const { make, say } = variorum;
  const IN_ORDER = { sort: { order: "asc" } }; // of the book
  const SHOWN = 25; // results at a time
  const BEFORE = 8, AROUND = 30; // words of an excerpt; of letters without spaces, three times as many
  // Letters of scripts that do not put spaces between words (the same as in book/pipeline/search_index.py).
  const UNSPACED = "[\\u3005-\\u3007\\u3021-\\u3029\\u3038-\\u303b\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
    "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}]";
  const LETTER = new RegExp(UNSPACED, "gu");
  // Such letters, and the punctuation among them.
  const CLOSE = `(?:${UNSPACED}|[\\u3000-\\u303f\\uff00-\\uff65“”‘’—…])[\\u0001\\u0002]?`;
  const GAP = new RegExp(`(?<=${CLOSE}) (?=[\\u0001\\u0002]?${CLOSE})`, "gu");
  // Accents and points that readers may leave out, but no vowel signs that are letters.
  const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/gu;
  const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

  let engine; // pagefind, when it is loaded
  let last = 0; // the number of the latest query

  const load = async () => {
    const pagefind = await import("./pagefind/pagefind.js");
    await pagefind.options({ baseUrl: "/", excerptLength: 1 });
    await pagefind.init();
    // One search before the reader's first: a first one takes several times as long as all others.
    const words = parse(document.querySelector("#main p")?.textContent ?? "").flat().slice(0, 1);
    const { results } = await pagefind.search(words[0] ?? null, IN_ORDER);
    const pages = await Promise.all(results.slice(0, 6).map((result) => result.data()));
    for (const page of pages) [...find(page, [words])].map(item);
    return pagefind;
  };

  // ── The query ─────────────────────────────────────────────────────────────────────────────────

  /** Return a word as it is compared: without accents, points and what stands around it, in lower case. */
  const fold = (word) => word.normalize("NFD").replace(ACCENTS, "").normalize("NFC").replace(EDGES, "").toLowerCase();

  /** Return the parts of a query: sequences of folded words. Words in quotation marks are one part. */
  const parse = (query) => {
    const quoted = query.match(/["“„«][^"“”„«»]+["”“»]?|\S+/gu) ?? [];
    return quoted
      .map((part) => part.replace(LETTER, " $& ").split(/\s+/).map(fold).filter(Boolean))
      .filter((words) => words.length);
  };

  /** Whether a word is a form of another: pagefind also finds words that only begin alike. */
  const isForm = (word, wanted) => {
    const [first, second] = [word, wanted].map((each) => each.slice(0, Math.ceil(each.length / 2)));
    if (Math.min(word.length, wanted.length) < 2) return word === wanted || word.startsWith(wanted);
    return (second.length > 1 && word.includes(second)) || (first.length > 1 && wanted.includes(first));
  };

  // ── The results ───────────────────────────────────────────────────────────────────────────────

  /** Yield the paragraphs, notes and headings of a page that have a part of the query. */
  function* find(page, parts) {
    const words = page.content.split(/\s+/u);
    const blocks = page.anchors.filter(({ element, id }) => /^(t-|note-)/.test(id) || /^(section|h[1-6])$/.test(element));
    const marks = page.anchors.filter(({ element, id }) => element === "span" && /^p[\dclxvima-z]+$/i.test(id));
    const hits = matches(words, page.locations, parts);
    let index = 0;
    while (index < hits.length) {
      const block = blocks.findLast(({ location }) => location <= hits[index].at);
      const next = blocks.find(({ location }) => location > hits[index].at);
      const end = next?.location ?? words.length;
      const isNote = block?.id.startsWith("note-"); // its first word is its mark
      const own = [];
      while (index < hits.length && hits[index].at < end) own.push(hits[index++]);
      const mark = marks.findLast(({ location }) => location <= own[0].at);
      yield {
        href: `${page.raw_url.replace(/^\//, "")}${block ? `#${block.id}` : ""}`,
        title: page.meta.title,
        printed: mark?.id.slice(1) ?? "",
        note: isNote ? words[block.location].replace(EDGES, "") : null,
        parts: new Set(own.map(({ part }) => part)).size,
        excerpt: excerpt(words, own, isNote ? block.location + 1 : (block?.location ?? 0), end),
      };
    }
  }

  /** Return the places of the query's parts, in order: `at`, `length` in words, and which `part`. */
  const matches = (words, locations, parts) => {
    const folded = (at) => fold(words[at] ?? "");
    const found = [];
    const places = [...new Set(locations)];
    parts.forEach((part, number) => {
      for (const at of places) {
        const isHere = part.length === 1
          ? isForm(folded(at), part[0])
          : part.every((word, offset) => {
            const here = folded(at + offset);
            return offset === part.length - 1 ? here.startsWith(word) : here === word;
          });
        if (isHere) found.push({ at, length: part.length, part: number });
      }
    });
    return found.sort((one, other) => one.at - other.at);
  };

  /** Return the words around the first match, with all matches marked. */
  const excerpt = (words, hits, start, end) => {
    const factor = words[hits[0].at].match(LETTER) ? 3 : 1;
    const from = Math.max(start, hits[0].at - BEFORE * factor);
    const to = Math.min(end, from + AROUND * factor);
    const marked = new Set(hits.flatMap(({ at, length }) => [...Array(length).keys()].map((offset) => at + offset)));
    const pieces = []; // runs of words that are marked, or are not
    for (let at = from; at < to; at++) {
      const isMarked = marked.has(at);
      if (pieces.at(-1)?.isMarked !== isMarked) pieces.push({ isMarked, text: "" });
      pieces.at(-1).text += `${words[at]} `;
    }
    const text = pieces.map(({ isMarked, text }) => (isMarked ? `\u0001${text.trimEnd()}\u0002 ` : text)).join("").trim();
    return `${from > start ? "… " : ""}${text.replace(GAP, "")}${to < end ? " …" : ""}`;
  };

  /** Return an excerpt as nodes. */
  const markUp = (text) =>
    text.split(/(\u0001[^\u0002]*\u0002)/u).map((piece) =>
      piece.startsWith("\u0001") ? make("mark", {}, piece.slice(1, -1)) : piece);

  const item = ({ href, title, printed, note, excerpt }) => {
    const places = [title];
    if (printed) places.push(say("page", { page: printed }));
    if (note !== null) places.push(say("note", { mark: note }).trim());
    const link = make("a", { href }, make("span", { class: "place" }, places.join(" · ")), make("span", { class: "excerpt" }, ...markUp(excerpt)));
    return make("li", {}, link);
  };

  // ── The panel ─────────────────────────────────────────────────────────────────────────────────

  variorum.search = async (body, { query = "" } = {}) => {
    if (location.protocol === "file:") {
      body.replaceChildren(make("p", {}, say("search-offline")));
      return;
    }
    const input = make("input", { type: "search", id: "query", autocomplete: "off", autofocus: "", "aria-controls": "results", enterkeyhint: "search" });
    const status = make("p", { class: "status", role: "status" });
    const list = make("ol", { id: "results", class: "results" });
    const more = make("button", { type: "button", class: "more", hidden: "" }, say("more"));
    const form = make("form", { role: "search" }, make("label", { for: "query" }, say("search-book")), input);
    body.replaceChildren(form, status, list, more);
    input.value = query;
    input.focus();
    input.select();
    const run = () => answer(input.value, { status, list, more });
    input.addEventListener("input", run);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.focus();
    });
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) history.replaceState({ panel: "search", detail: { query: input.value } }, "");
    });
    body.onkeydown = (event) => moveAmong([input, ...list.querySelectorAll("a")], event);
    try {
      engine ??= await load();
    } catch {
      engine = undefined;
      status.textContent = say("failed");
      return;
    }
    await run();
  };

  /** Let the arrow keys go from the field to the results, and from one to the next. */
  const moveAmong = (stops, event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const index = stops.indexOf(document.activeElement);
    if (!step || index < 0) return;
    event.preventDefault();
    stops[index + step]?.focus();
  };

  /** Show what is found, the first results before all pages are looked at; a newer query stops it. */
  const answer = async (query, { status, list, more }) => {
    const number = ++last;
    const parts = parse(query);
    if (!engine) return;
    if (!parts.length) {
      status.textContent = "";
      list.replaceChildren();
      more.hidden = true;
      return;
    }
    const begun = performance.now();
    const { results } = await engine.search(parts.flat().join(" "), IN_ORDER);
    const whole = [], partial = [];
    let isShown = false;
    for (const result of results) {
      const page = await result.data();
      if (number !== last) return;
      for (const found of find(page, parts)) (found.parts === parts.length ? whole : partial).push(found);
      if (!isShown && whole.length >= SHOWN) {
        isShown = true;
        show(whole, list, more, begun);
      }
    }
    if (number !== last) return;
    const found = whole.length ? whole : partial;
    if (!isShown) show(found, list, more, begun);
    more.hidden = found.length <= list.childElementCount;
    more.onclick = () => {
      const former = list.childElementCount;
      list.append(...found.slice(former, former + SHOWN).map(item));
      more.hidden = found.length <= list.childElementCount;
      list.children[former]?.querySelector("a").focus();
    };
    status.textContent = found.length ? say("found", { count: found.length }) : say("found-none");
  };

  const show = (found, list, more, begun) => {
    list.replaceChildren(...found.slice(0, SHOWN).map(item));
    performance.measure("variorum-search", { start: begun });
  };
}
