"use strict";
const amount = text => { const found = /^-?\d+(\.\d+)?/.exec(text.replace(/[,\s]/g, "")); return found ? Number(found[0]) : NaN; };
const order = (a, b) => {
  const x = amount(a), y = amount(b);
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  return a === b ? 0 : a === "" ? 1 : b === "" ? -1 : a.localeCompare(b);
};
const make = (tag, name, ...inside) => { const one = document.createElement(tag); if (name) one.className = name; one.append(...inside); return one; };
const heads = table => table.tHead ? [...table.tHead.rows[0].cells] : [];
const said = cell => cell.textContent.trim();

// The contents stand open where there is room beside the text.
const contents = document.querySelector(".toc details");
if (contents) contents.open = matchMedia("(min-width: 62rem)").matches;

// Tables sort by each column; a long one has a field that keeps the rows with some words.
document.querySelectorAll("main table").forEach((table, index) => {
  const body = table.tBodies[0];
  if (!body || body.rows.length < 2) return;
  heads(table).forEach((head, column) => {
    if (!said(head)) return;
    const button = make("button", "", ...head.childNodes);
    button.type = "button";
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads(table).forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows].sort((a, b) => order(said(a.cells[column]), said(b.cells[column])));
      body.append(...(up ? rows : rows.reverse()));
    });
  });
  if (body.rows.length < 9) return;
  const field = make("input"), told = make("output");
  field.type = "search";
  field.id = "filter-" + index;
  const label = make("label", "filter", "Only rows with ", field, " ", told);
  label.htmlFor = field.id;
  (table.closest(".scroll") || table).before(label);
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase();
    for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    told.textContent = wanted ? [...body.rows].filter(row => !row.hidden).length + " of " + body.rows.length : "";
  });
});

// A link such as figures.html#figures:kind=killed&hedge=about chooses rows of a list: a count in the report leads to what it counts.
const choose = () => {
  const found = /^#([a-z]+):(.*)$/.exec(decodeURIComponent(location.hash)), table = found && document.getElementById(found[1]);
  if (!table) return;
  const wanted = location.hash.slice(location.hash.indexOf(":") + 1).split("&").filter(Boolean).map(one => one.split("=").map(decodeURIComponent));
  const columns = wanted.map(([name]) => heads(table).findIndex(head => said(head) === name));
  const fits = (cell, words) => words === "*" ? cell !== "" : cell === words || (words !== "" && cell.split(/\s+/).includes(words));
  let count = 0;
  for (const row of table.tBodies[0].rows) {
    row.hidden = !wanted.every(([, words], n) => columns[n] < 0 || fits(said(row.cells[columns[n]]), words));
    count += !row.hidden;
  }
  const note = document.querySelector(".chosen"), everything = make("a", "", "show all " + table.tBodies[0].rows.length);
  everything.href = "#" + found[1] + ":";
  const told = wanted.map(([name, words]) => name + (words === "*" ? " is said" : words === "" ? " is not said" : " is " + words));
  note.replaceChildren(...(wanted.length ? [count + " where " + told.join(" and ") + " – ", everything] : [count + " in all"]));
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
};

// What is known of the figure that a link led to stands at the foot of the window, whatever part of its document is in sight.
const explain = () => {
  document.querySelector(".drawer")?.remove();
  const key = decodeURIComponent(location.hash.slice(1)), mark = document.getElementById(key);
  const card = key.startsWith("figure-") && document.getElementById("card-" + key.slice(7));
  if (!mark || !card) return;
  const section = mark.closest("section"), list = make("dl"), close = make("button", "", "Close");
  const add = (name, nodes) => nodes.length && list.append(make("div", "", make("dt", "", name), make("dd", "", ...nodes)));
  heads(card.closest("table")).forEach((head, n) => { if (said(card.cells[n])) add(said(head), [...card.cells[n].cloneNode(true).childNodes]); });
  add("Document", [said(section.querySelector("h2"))]);
  section.querySelectorAll(".facts > div").forEach(fact => list.append(fact.cloneNode(true)));
  list.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"));
  close.type = "button";
  const drawer = make("aside", "drawer", close, list);
  drawer.setAttribute("aria-label", "What is known of this figure");
  drawer.tabIndex = 0;
  close.addEventListener("click", () => { drawer.remove(); mark.scrollIntoView({ block: "center" }); });
  document.querySelector("main").append(drawer);
  mark.scrollIntoView({ block: "center" });
};
const arrive = () => { choose(); explain(); };
addEventListener("hashchange", arrive);
arrive();

// Search in the page: marks what it finds, Enter leads from one to the next.
const search = document.querySelector(".search");
if (search && globalThis.Highlight && CSS.highlights) {
  search.hidden = false;
  const field = search.querySelector("input"), told = search.querySelector("output"), main = document.querySelector("main");
  let found = [], at = -1;
  const look = () => {
    found = []; at = -1;
    const wanted = field.value.toLowerCase();
    if (wanted.length > 1) {
      const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.data.toLowerCase();
        for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, i);
          range.setEnd(walker.currentNode, i + wanted.length);
          found.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...found));
    told.textContent = wanted.length > 1 ? found.length + " found" : "";
  };
  field.addEventListener("input", look);
  search.addEventListener("submit", event => {
    event.preventDefault();
    if (!found.length) return;
    at = (at + 1) % found.length;
    const place = found[at].startContainer.parentElement;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView({ block: "center" });
    told.textContent = at + 1 + " of " + found.length;
  });
}
addEventListener("keydown", event => {
  if (event.key === "/" && search && !search.hidden && !event.target.closest("input")) { event.preventDefault(); search.querySelector("input").focus(); }
  if (event.key === "Escape") document.querySelector(".drawer button")?.click();
});
