// The witnesses in the web edition: their readings side by side, and the text as one of them has it.
// The data is in readings/PAGE.js, one file for each page with variants; book/render/web/readings.py describes it.
"use strict";
{
  const { make, say, witnesses, page } = variorum;
  const NOTE = '[role="doc-footnote"]';
  const CONTEXT = 60; // characters on each side of a reading
  const sigla = witnesses.map(([siglum]) => siglum);
  const titles = new Map(witnesses);
  const shown = variorum.shown; // the witness whose text is shown; "" for the edition
  const name = page.replace(/html$/, "js");
  const data = { variants: {}, passages: {}, headings: {} };

  const separator = variorum.labels["list-separator"];
  const list = (some) => some.join(separator);

  variorum.receive = (received) => Object.assign(data, received);
  const ready = variorum.readings.includes(name) ? variorum.load(`readings/${name}`) : Promise.resolve();

  /** Return what a witness is called in links to its text. */
  const named = (siglum) => {
    if (!siglum) return say("as-edited");
    return `${say("as-witness", { siglum })} · ${titles.get(siglum)}`;
  };

  /** Return the reading of a witness at a variant, if it has other words than are printed. */
  const readingOf = (number, siglum) => data.variants[number].readings.find((each) => each.sigla.includes(siglum));

  /** Return the elements that hold the printed words of a variant: several, where italics cut them. */
  const spansOf = (number) => {
    const first = document.getElementById(`var-${number}`);
    return first ? [first, ...document.querySelectorAll(`[id^="var-${number}-"]`)] : [];
  };

  const numbers = () => Object.keys(data.variants).filter((number) => document.getElementById(`var-${number}`));

  // ── The text as one witness has it ────────────────────────────────────────────────────────────

  /** Show the text of a witness, or mark the variants in the edition's text. */
  variorum.showWitness = async () => {
    await ready;
    if (shown) {
      for (const number of numbers()) setReading(number);
      Object.entries(data.headings).forEach(setHeading);
      Object.entries(data.passages).forEach(setPassage);
      hideLostNotes();
      keepWitness();
    }
    numbers().forEach(makeButton);
  };

  const setReading = (number) => {
    const reading = readingOf(number, shown);
    const [first, ...others] = spansOf(number);
    const printed = [first, ...others].map((each) => each.textContent).join("");
    if (!reading) return;
    first.classList.add(reading.kind);
    if (reading.text.trim() !== printed.trim()) {
      first.replaceChildren(reading.text.trim() ? make("ins", {}, ...broken(reading)) : make("span", { class: "said" }, ` ${reading.said} `));
      others.forEach((each) => each.replaceChildren());
    } else if (reading.division !== undefined) {
      first.replaceChildren(...broken(reading));
    }
  };

  /** Return the words of a reading; a sign stands where its witness divides the paragraph. */
  const broken = ({ text, division }) =>
    division === undefined ? [text] : [text.slice(0, division), make("span", { class: "said" }, " ¶ "), text.slice(division)];

  const setHeading = ([id, headings]) => {
    if (!(shown in headings)) return;
    const heading = document.getElementById(id)?.querySelector("h1, h2, h3, h4, h5, h6");
    if (!heading) return;
    const text = headings[shown];
    heading.replaceChildren(...marksIn(heading), text === null ? lacking() : make("ins", {}, text));
  };

  const lacking = () => make("span", { class: "said" }, `[${say("lacks", { siglum: shown })}]`);

  /** Return the marks of printed pages in an element: they stay where the words go. */
  const marksIn = (element) => [...element.querySelectorAll('[role="doc-pagebreak"]')];

  const setPassage = ([place, { lacks = [], moved = {} }]) => {
    const passage = document.querySelector(`[data-place="${CSS.escape(place)}"]`);
    if (!passage) return;
    if (lacks.includes(shown)) {
      const isFirst = !passage.previousElementSibling?.hasAttribute("data-lacking");
      passage.setAttribute("data-lacking", "");
      passage.replaceChildren(...marksIn(passage), ...(isFirst ? [lacking()] : []));
    } else if (shown in moved) {
      const [place, said] = moved[shown];
      passage.prepend(make("span", { class: "said" }, `[${said}] `));
      move(passage, place);
    }
  };

  /** Put a passage and its notes after the one that it follows in the witness, if both are in the same block. */
  const move = (passage, place) => {
    const blocks = withNotes(passage);
    const before = place && document.querySelector(`[data-place="${CSS.escape(place)}"]`);
    if (before?.parentElement === passage.parentElement) withNotes(before).at(-1).after(...blocks);
  };

  const withNotes = (passage) => {
    const blocks = [passage];
    while (blocks.at(-1).nextElementSibling?.matches(NOTE)) blocks.push(blocks.at(-1).nextElementSibling);
    return blocks;
  };

  /** Hide the notes on words that the witness does not have. */
  const hideLostNotes = () => {
    for (const note of document.querySelectorAll(`#main ${NOTE}`)) {
      if (!document.getElementById(note.id.replace("note-", "ref-"))) note.hidden = true;
    }
  };

  /** Let the links of the book stay with the witness. */
  const keepWitness = () => {
    for (const link of document.querySelectorAll("a[href]")) {
      const url = new URL(link.href);
      const isHere = url.pathname === location.pathname;
      if (url.origin !== location.origin || !url.pathname.endsWith(".html") || isHere) continue;
      if (url.pathname.replace(/[^/]*$/, "") !== location.pathname.replace(/[^/]*$/, "")) continue;
      url.searchParams.set("witness", shown);
      link.href = url.href;
    }
  };

  /** Return the address of the place that is being read, in the text of a witness. */
  const address = (siglum) => {
    const id = variorum.paragraph()?.id;
    return `${page}${siglum ? `?witness=${encodeURIComponent(siglum)}` : ""}${id ? `#${id}` : ""}`;
  };

  const makeButton = (number) => {
    const [first, ...others] = spansOf(number);
    first.setAttribute("role", "button");
    first.setAttribute("tabindex", "0");
    first.setAttribute("aria-haspopup", "dialog");
    if (!first.textContent) first.append(make("span", { class: "said" }, "‸"));
    const open = (event) => {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      variorum.open("variant", { number });
    };
    first.addEventListener("keydown", open);
    [first, ...others].forEach((each) => each.addEventListener("click", open));
  };

  // ── The panel of the readings ─────────────────────────────────────────────────────────────────

  variorum.choose = async (body) => {
    await ready;
    const choices = ["", ...sigla].map((siglum) => {
      return make("li", {}, make("a", { href: address(siglum), "aria-current": siglum === shown ? "true" : null }, named(siglum)));
    });
    const count = numbers().length;
    const marks = make("input", { type: "checkbox", change: () => mark(marks.checked) });
    marks.checked = variorum.look().variants;
    const first = make("button", { type: "button", click: () => step(nearest()) }, say("variants-compare"));
    body.replaceChildren(
      make("ul", { class: "choices" }, ...choices),
      make("label", {}, marks, ` ${say("variants-mark")}`),
      make("p", {}, say("variants-here", { count })),
      ...(count ? [first] : []),
    );
  };

  /** Return the first variant on the screen or after it, or else the last one. */
  const nearest = () =>
    numbers().find((number) => spansOf(number)[0].getBoundingClientRect().bottom > 0) ?? numbers().at(-1);

  const mark = (isMarked) => {
    variorum.change({ variants: isMarked });
    if (isMarked && !shown && !document.querySelector(".variant[role=button]")) numbers().forEach(makeButton);
  };

  // ── The readings of a variant side by side ────────────────────────────────────────────────────

  variorum.compare = async (body, { number }) => {
    await ready;
    const own = numbers();
    const index = Math.max(own.indexOf(number), 0);
    const turn = (label, by) => {
      const other = own[index + by];
      return make("button", { type: "button", disabled: other ? null : "", click: () => step(other) }, say(label));
    };
    body.replaceChildren(
      make("p", { class: "turns" }, turn("previous", -1), ` ${index + 1} / ${own.length} `, turn("next", 1)),
      make("div", { class: "versions" }, ...versions(own[index])),
    );
  };

  /** Show a variant in place of what the panel shows. */
  const step = (number) => {
    history.replaceState({ panel: "variant", detail: { number } }, "");
    variorum.show("variant", { number });
  };

  /** Return a column for each reading: who has it, and the words around it. */
  const versions = (number) => {
    const variant = data.variants[number];
    const printed = { sigla: variant.sigla, text: variant.lemma, said: "", isPrinted: true };
    return [printed, ...variant.readings].map((reading) => {
      const [before, after] = around(number, reading.sigla[0] ?? "");
      const words = reading.text.trim();
      return make(
        "section",
        { class: reading.isPrinted ? "version printed" : `version ${reading.kind}` },
        make("h3", {}, list(reading.sigla)),
        ...(reading.isPrinted ? [make("p", { class: "said" }, say("printed"))] : []),
        make("p", { class: "words" }, `${before} `, words ? make("mark", {}, words) : make("span", { class: "said" }, reading.said || "‸"), ` ${after}`),
        ...(words && reading.said ? [make("p", { class: "said" }, reading.said)] : []),
        ...(reading.isPrinted && variant.reason ? [make("p", {}, variant.reason)] : []),
        make("ul", {}, ...reading.sigla.map((siglum) => make("li", {}, make("a", { href: address(siglum) }, named(siglum))))),
      );
    });
  };

  /** Return what a witness has before and after a variant in its paragraph. */
  const around = (number, siglum) => {
    const span = document.getElementById(`var-${number}`);
    const passage = span.closest("[data-place]") ?? span.parentElement;
    const sides = ["", ""];
    let side = 0;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) sides[side] += node.data;
      else if (node.id === `var-${number}`) side = 1;
      else if (/^var-\d+$/.test(node.id) && data.variants[node.id.slice(4)]) sides[side] += wordsAt(node.id.slice(4), node, siglum);
      else if (!node.matches('[id^="var-"], [role="doc-noteref"], [role="doc-pagebreak"], [role="doc-footnote"], .own-link, .said, .label, rt')) node.childNodes.forEach(walk);
    };
    passage.childNodes.forEach(walk);
    return [cut(sides[0], -1), cut(sides[1], 1)];
  };

  const wordsAt = (number, span, siglum) => readingOf(number, siglum)?.text ?? data.variants[number].lemma;

  /** Return the end or the beginning of a text, up to a whole word. */
  const cut = (text, direction) => {
    const plain = text.replace(/\s+/gu, " ").trim();
    if (plain.length <= CONTEXT) return plain;
    if (direction > 0) return `${plain.slice(0, CONTEXT).replace(/ \S*$/u, "")} …`;
    return `… ${plain.slice(-CONTEXT).replace(/^\S* /u, "")}`;
  };
}
