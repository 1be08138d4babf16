// Words that the server does not have yet stay in this browser: for one person and one form, until
// the server has them, the person signs out, another one signs in, or a week has passed.
const PREFIX = "suivi-draft:";
const WEEK = 7 * 24 * 3600 * 1000;
const AGAIN = 10_000; // so often it is tried again while there is no connection

const person = document.body.dataset.person;
const form = document.querySelector("form[data-draft]");

function store(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null; // a browser that keeps nothing, or has no room left
  }
}

const keys = (kept) => Object.keys(kept).filter((key) => key.startsWith(PREFIX));

function read(key) {
  return store((kept) => JSON.parse(kept.getItem(key)));
}

function forget(key) {
  store((kept) => kept.removeItem(key));
}

function forgetAll() {
  store((kept) => keys(kept).forEach((key) => kept.removeItem(key)));
}

// What was handed in and taken, what is old, and what is another person's does not stay.
function tidy() {
  const taken = document.querySelector(".govuk-notification-banner--success") && document.referrer;
  for (const key of store((kept) => keys(kept)) ?? []) {
    const draft = read(key);
    const isOthers = !key.startsWith(`${PREFIX}${person}:`);
    const isOld = !draft || Date.now() - draft.at > WEEK;
    const isTaken = draft?.sent && taken && new URL(taken).pathname === draft.path;
    if (isOthers || isOld || (isTaken && !form)) forget(key);
  }
}

function controls() {
  return [...form.elements].filter(
    (each) => each.name && !["hidden", "submit", "button", "checkbox", "file"].includes(each.type),
  );
}

function typed() {
  const fields = {};
  for (const each of controls()) {
    if (each.type !== "radio") fields[each.name] = each.value;
    else if (each.checked) fields[each.name] = each.value;
    else fields[each.name] ??= "";
  }
  return fields;
}

const base = () => form.querySelector("[name=base]");
const same = (one, two) => [...new Set([...Object.keys(one), ...Object.keys(two)])].every(
  (name) => (one[name] ?? "").replaceAll("\r\n", "\n") === (two[name] ?? "").replaceAll("\r\n", "\n"),
);

function labelOf(name) {
  const control = controls().find((each) => each.name === name);
  const legend = control?.type === "radio" && control.closest("fieldset")?.querySelector("legend");
  return (legend || control?.labels?.[0])?.textContent.trim() ?? name;
}

function fill(fields) {
  for (const each of controls()) {
    if (!(each.name in fields)) continue;
    if (each.type === "radio") each.checked = each.value === fields[each.name];
    else each.value = fields[each.name];
    const folded = each.closest("details");
    if (folded && fields[each.name]) folded.open = true;
  }
}

function offer(key, draft, now) {
  const shown = document.getElementById("kept-words").content.cloneNode(true).firstElementChild;
  const list = shown.querySelector("[data-fields]");
  const { lang } = document.documentElement;
  const when = new Date(draft.at).toLocaleString(lang === "en" ? "en-GB" : lang, {
    dateStyle: "long", timeStyle: "short",
  });
  shown.querySelector("[data-when]").textContent = when;
  shown.querySelector("[data-older]").hidden = draft.base === base().value;
  for (const [name, text] of Object.entries(draft.fields)) {
    if (text === (now[name] ?? "") || !(name in now)) continue;
    list.append(
      Object.assign(document.createElement("dt"), { textContent: labelOf(name) }),
      Object.assign(document.createElement("dd"), { textContent: text.slice(0, 400) || "–" }),
    );
  }
  const close = () => {
    shown.remove();
    (form.querySelector("[name=account]") ?? form).focus();
  };
  shown.querySelector("[data-put-back]").addEventListener("click", () => {
    fill(draft.fields);
    base().value = draft.base; // the server compares with what was saved since
    form.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  });
  shown.querySelector("[data-discard]").addEventListener("click", () => {
    forget(key);
    close();
  });
  form.before(shown);
}

function keep(form, key) {
  let sending = null;
  let retry = null;
  const state = (name) => form.querySelector(`[data-${name}]`);
  const say = (name) => {
    for (const each of ["offline", "not-saved", "saving", "saved"]) {
      const sentence = state(each);
      if (sentence) sentence.hidden = each !== name;
    }
  };
  const write = (more = {}) =>
    store((kept) =>
      kept.setItem(
        key,
        JSON.stringify({
          at: Date.now(), base: base().value, path: location.pathname, fields: typed(), ...more,
        }),
      ),
    );
  const send = () => form.dispatchEvent(new Event("save-now"));
  const failed = (name) => {
    say(name);
    clearTimeout(retry);
    retry = setTimeout(send, AGAIN);
  };

  form.addEventListener("input", (event) => {
    if (event.target.name === "offered") return;
    write();
    if (navigator.onLine) say("saving");
    else failed("offline");
  });
  form.addEventListener("submit", () => write({ sent: true }));
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === form) sending = typed();
  });
  form.addEventListener("htmx:sendError", () => failed("offline"));
  form.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful, xhr } = event.detail;
    if (elt !== form || !successful || !/id="save-state"/.test(xhr.responseText)) return;
    clearTimeout(retry);
    if (sending && same(sending, typed())) forget(key);
    else write();
  });
  window.addEventListener("online", () => { if (read(key)) send(); });
  window.addEventListener("offline", () => { if (read(key)) say("offline"); });
}

// The usual keys save, and the page stays where it is.
document.addEventListener("keydown", (event) => {
  if (!form || !(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s")
    return;
  event.preventDefault();
  form.dispatchEvent(new Event("save-now"));
});

document.addEventListener("submit", (event) => {
  if (event.target.matches?.("[data-forgets]")) forgetAll();
});

if (person) tidy();
if (person && form) {
  const key = `${PREFIX}${person}:${form.dataset.draft}`;
  const draft = read(key);
  const now = typed();
  if (draft && same(draft.fields, now)) forget(key);
  else if (draft) offer(key, draft, now);
  keep(form, key);
}

// How many words an account has, as they are counted on the server; read out only after a pause.
for (const shown of document.querySelectorAll("[data-counts]")) {
  const area = document.getElementById(shown.dataset.counts);
  const aloud = shown.nextElementSibling;
  let pause = null;
  area?.addEventListener("input", () => {
    const count = area.value.match(/\S*[\p{L}\p{N}_]\S*/gu)?.length ?? 0;
    shown.querySelector("b").textContent = count;
    clearTimeout(pause);
    pause = setTimeout(() => { aloud.textContent = shown.textContent; }, 3000);
  });
}
