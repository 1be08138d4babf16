// What only those need who work here, or sign in. Pages work without it.
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import "./drafts.mjs";
import "./grids.mjs";
import "./joining.mjs";

const components = [
  ["govuk-character-count", CharacterCount],
  ["govuk-error-summary", ErrorSummary],
  ["govuk-password-input", PasswordInput],
];

function enhance(root) {
  for (const [name, Component] of components) {
    for (const element of root.querySelectorAll(`[data-module="${name}"]`)) {
      if (!element.hasAttribute(`data-${name}-init`)) new Component(element);
    }
  }
}

enhance(document);
// Fragments that htmx brings are enhanced like the page they came to.
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));

// In a grid the arrows lead from cell to cell, and the tab key past it; Enter opens.
for (const grid of document.querySelectorAll("[data-grid]")) {
  const rows = [...grid.tBodies[0].rows];
  const linkAt = (row, column) => rows[row]?.cells[column]?.querySelector("a.cell");
  const links = [...grid.querySelectorAll("a.cell")];
  for (const link of grid.querySelectorAll("td a")) link.tabIndex = link === links[0] ? 0 : -1;
  grid.addEventListener("focusin", (event) => {
    const cell = event.target.closest("a.cell");
    if (!cell) return;
    for (const link of grid.querySelectorAll("td a[tabindex='0']")) link.tabIndex = -1;
    for (const link of cell.parentElement.querySelectorAll("a")) link.tabIndex = 0;
  });
  const steps = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    Home: [0, -Infinity], End: [0, Infinity],
  };
  grid.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const place = event.target.closest("td");
    if (!step || !place || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = place.parentElement.cells.length - 1;
    let row = rows.indexOf(place.parentElement) + step[0];
    let column = place.cellIndex + step[1];
    // To the end of a line one goes from its far side inwards.
    const way = Number.isFinite(step[1]) ? step : [0, -Math.sign(step[1])];
    column = column === -Infinity ? 0 : column === Infinity ? last : column;
    while (rows[row] && column >= 0 && column <= last && !linkAt(row, column)) {
      row += way[0];
      column += way[1];
    }
    const target = linkAt(row, column);
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
}

// In a list the arrows lead from row to row in the same column; Space chooses, Enter opens.
for (const list of document.querySelectorAll("[data-rows]")) {
  const rows = [...list.tBodies[0].rows];
  list.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const cell = event.target.closest("td, th");
    if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[rows.indexOf(cell.parentElement) + step];
    const target = row?.cells[cell.cellIndex]?.querySelector("a, input:not([type=hidden])");
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
}

// In a list of tasks the arrows lead from one to the next.
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("[data-walk]");
  if (!list || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const links = [...document.querySelectorAll("[data-walk] > li > a:first-child")];
  const at = links.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (at < 0 || !links[to]) return;
  event.preventDefault();
  links[to].focus();
});

// What could not be saved while typing is said, and the page stays as it is: signed out, offline,
// or refused. An answer without the state of saving is some other page.
let unsaved = false;
function notSaved() {
  unsaved = true;
  const sentence = document.querySelector("[data-not-saved]");
  if (sentence) sentence.hidden = false;
}
document.addEventListener("htmx:beforeSwap", (event) => {
  if (/id="(save-state|progress|compare)"/.test(event.detail.xhr.responseText)) return;
  event.detail.shouldSwap = false;
  notSaved();
});
// Without a connection the words stay in the browser, which says so itself.
document.addEventListener("htmx:sendError", (event) => {
  if (event.target.matches?.("form[data-draft]")) unsaved = true;
  else notSaved();
});

// Each page numbers what it sends by its own clock, so that the latest words stand.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.parameters.has("moment")) return;
  event.detail.parameters.set("moment", Date.now());
  unsaved = false;
});
document.addEventListener("input", (event) => {
  if (event.target.closest("[data-autosave]")) unsaved = true;
});
document.addEventListener("submit", (event) => {
  unsaved = false;
  const moment = event.target.querySelector?.("[name=moment]");
  if (moment) moment.value = Date.now();
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// A passkey that failed or was cancelled is said on the page, not only in the console.
document.addEventListener("allauth.error", () => {
  const trouble = document.querySelector(".passkey-trouble");
  if (trouble) trouble.hidden = false;
});
