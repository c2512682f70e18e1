"use strict";
const amount = text => { const digits = text.replace(/[,\s]/g, ""); const found = /^-?\d+(\.\d+)?/.exec(digits); return found ? Number(found[0]) : NaN; };
const order = (a, b) => {
  const x = amount(a), y = amount(b);
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  return a === b ? 0 : a === "" ? 1 : b === "" ? -1 : a.localeCompare(b);
};
document.querySelectorAll("main table").forEach((table, index) => {
  const body = table.tBodies[0], heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
  if (!body || body.rows.length < 2) return;
  heads.forEach((head, column) => {
    if (!head.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows].sort((a, b) => order(a.cells[column].textContent.trim(), b.cells[column].textContent.trim()));
      body.append(...(up ? rows : rows.reverse()));
    });
  });
  if (body.rows.length < 9) return;
  const label = document.createElement("label"), field = document.createElement("input");
  label.className = "filter";
  field.type = "search";
  field.id = "filter-" + index;
  label.htmlFor = field.id;
  label.append("Only rows with ", field);
  (table.closest(".scroll") || table).before(label);
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase();
    for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
});
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
