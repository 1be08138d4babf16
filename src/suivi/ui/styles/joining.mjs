// Where two wrote the same paragraph: what is chosen above makes the text below at once.
function textOf(piece) {
  const { agreed, mine, theirs } = piece.dataset;
  if (agreed !== undefined) return [agreed];
  const chosen = piece.querySelector("input:checked")?.value;
  const texts = { mine: [mine], theirs: [theirs] }[chosen] ?? [theirs, mine];
  return texts.filter((text) => text !== undefined);
}

function compose(section) {
  const text = [...section.querySelectorAll("[data-piece]")].flatMap(textOf).join("\n");
  for (const control of section.querySelectorAll("[data-result] :is(textarea, input, select)")) {
    if (control.type === "radio") control.checked = control.value === text;
    else control.value = text;
  }
}

for (const section of document.querySelectorAll("section.quarrel")) {
  section.querySelector(".compose").hidden = true; // it happens at once
  section.addEventListener("change", (event) => {
    if (event.target.closest("[data-piece]")) compose(section);
  });
}
