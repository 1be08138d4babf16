// The grid of a measure: sums while one types, keys from cell to cell, a block pasted from a sheet.
const CELLS = ".entry-grid input, .entry-grid select";

function hundredths(cell, table) {
  const { point, group, noPart } = table.dataset;
  const text = cell.value.trim();
  const isNoPart = text.toLowerCase() === noPart.toLowerCase() || (!text && "open" in table.dataset);
  if (isNoPart) return undefined; // nothing that the sum could lack
  const bare = text.replace(/[\s'’]/g, "");
  const plain = /^\d+[.,]\d{1,2}$/.test(bare)
    ? bare.replace(",", ".")
    : bare.replaceAll(group, "").replace(point, ".");
  return /^\d{1,15}(\.\d{1,2})?$/.test(plain) ? Math.round(plain * 100) : null;
}

function added(sum, table) {
  const parts = [...sum.htmlFor].map((id) => hundredths(document.getElementById(id), table));
  const there = parts.filter((part) => part !== undefined);
  const known = there.filter((part) => part !== null);
  if (!known.length) return "–";
  const total = known.reduce((one, two) => one + two, 0) / 100;
  const lang = document.documentElement.lang;
  const shown = total.toLocaleString(lang, { minimumFractionDigits: total % 1 ? 2 : 0 });
  return known.length === there.length ? shown : `${shown}*`;
}

function addUp(table) {
  for (const sum of table.querySelectorAll("output")) sum.value = added(sum, table);
}

function beside(cell, down, across) {
  const rows = [...cell.closest("tbody").rows];
  const place = cell.closest("th,td");
  const row = rows.indexOf(place.parentNode);
  for (let at = 1; at <= Math.max(rows.length, place.parentNode.cells.length); at += 1) {
    const found = rows[row + at * down]?.cells[place.cellIndex + at * across];
    const input = found?.querySelector("input,select");
    if (input) return input;
  }
  return null;
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// While a reason is being written the arrows belong to the list; sideways, to the text first.
const isBeingWritten = ({ list, value }) =>
  /\p{L}/u.test(value) && ![...(list?.options ?? [])].some((option) => option.value === value);

function step(event) {
  const { key, target } = event;
  if (key === "Enter") return event.shiftKey ? STEPS.ArrowUp : STEPS.ArrowDown;
  if (!STEPS[key] || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (target.tagName !== "INPUT" || (target.list && isBeingWritten(target))) return null;
  const isAtEdge =
    key === "ArrowLeft" ? target.selectionEnd === 0 : target.selectionStart === target.value.length;
  return key === "ArrowUp" || key === "ArrowDown" || isAtEdge ? STEPS[key] : null;
}

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(CELLS)) return;
  const [down, across] = step(event) ?? [];
  if (down === undefined) return;
  event.preventDefault(); // Enter goes down, as in a sheet; it does not send the form
  const next = beside(event.target, down, across);
  next?.focus();
  next?.select?.();
});

document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain").replace(/\r?\n$/, "") ?? "";
  if (!event.target.matches?.(CELLS) || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const leftOver = [];
  let first = event.target;
  for (const line of text.split(/\r?\n/)) {
    let cell = first;
    for (const value of line.split("\t")) {
      if (cell) {
        cell.value = value.trim();
        cell.dispatchEvent(new Event("input", { bubbles: true }));
      } else if (value.trim()) leftOver.push(value.trim());
      cell &&= beside(cell, 0, 1);
    }
    first &&= beside(first, 1, 0);
  }
  const table = event.target.closest("table");
  const said = table.closest(".scroll").nextElementSibling;
  said.hidden = !leftOver.length;
  said.textContent = leftOver.length ? `${table.dataset.leftOver} ${leftOver.join("; ")}` : "";
});

document.addEventListener("input", (event) => {
  const table = event.target.closest?.(".entry-grid");
  if (table) addUp(table);
});
