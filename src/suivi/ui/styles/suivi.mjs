// What every page brings, the public ones as well. Pages work without it; it makes them kinder.
// No inline script, no eval.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

// On a narrow screen the menu closes with Escape, and the focus stays on its button.
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// What is folded away is printed too, by browsers that cannot be told so by style.
const unfolded = [];
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open], .menu, .glance *)")) {
    folded.open = true;
    unfolded.push(folded);
  }
});
window.addEventListener("afterprint", () => {
  for (const folded of unfolded.splice(0)) folded.open = false;
});
