/* Lists marked data-keys: j and k walk the rows, enter opens one, x chooses it, u takes the latest decision back,
   / searches, ? shows the keys. With data-preview="ID" the row one is on is shown in that pane by htmx, where
   the screen has room for it: then enter goes into the pane, and Esc comes back. Where the last task is decided there
   is no list any more, but still a decision to take back. */

const main = document.querySelector("[data-keys]") ?? document.body;
const pane = main.dataset.preview ? document.getElementById(main.dataset.preview) : null;
const wide = window.matchMedia("(min-width: 64rem) and (scripting: enabled)");
let panes = false; // htmx is there
let entering = false; // into the pane, once it is filled
let wish = 0;

const rowsOf = (list) => [...list.querySelectorAll(list.tagName === "TABLE" ? "tbody > tr" : ":scope > li")];
const link = (row) => row?.querySelector("[data-open]") || row?.querySelector("a[href], button");
const current = (list) => rowsOf(list).findIndex((row) => row.classList.contains("is-current"));

function mark(list, place) {
  for (const row of rowsOf(list)) row.classList.toggle("is-current", row === rowsOf(list)[place]);
}

function show(row, pause = 150) {
  if (!panes || !wide.matches || !row) return;
  clearTimeout(wish); // whoever walks past a row does not want to read it
  wish = setTimeout(() => link(row).dispatchEvent(new Event("show")), pause);
}

function listAt(target) {
  return (pane?.contains(target) && pane.querySelector("[data-keys]")) || main;
}

function go(list, step) {
  const rows = rowsOf(list);
  if (!rows.length) return;
  const place = Math.min(Math.max(current(list) + step, 0), rows.length - 1);
  mark(list, place);
  if (list === main) show(rows[place]);
  rows[place].scrollIntoView({ block: "nearest" });
  link(rows[place])?.focus({ preventScroll: true });
}

function back() {
  if (document.querySelector("[data-key-help]:popover-open")) return; // Esc closes the sheet, and that is enough
  if (pane?.contains(document.activeElement)) link(rowsOf(main)[current(main)])?.focus();
}

const ACTS = {
  j: (list) => go(list, 1),
  k: (list) => go(list, -1),
  x: () => rowsOf(main)[current(main)]?.querySelector("[data-select]")?.click(),
  u: () => [...document.querySelectorAll("form[data-undo] button")].pop()?.click(),
  "/": () => document.querySelector("main input[type=search]")?.focus(),
  "?": () => document.querySelector("[data-key-help]")?.togglePopover?.(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return back();
  if (event.key === "Enter" && event.target === document.body) return link(rowsOf(main)[current(main)])?.click();
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act(listAt(event.target));
});

main.addEventListener("focusin", (event) => {
  const place = rowsOf(main).findIndex((row) => row.contains(event.target));
  if (place === -1 || place === current(main)) return;
  mark(main, place);
  show(rowsOf(main)[place]);
});

main.addEventListener("click", (event) => {
  const row = event.target.closest("a")?.closest("li, tr");
  if (!panes || !wide.matches || !row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  entering = true;
  show(row, 0);
});

/* As high as the window leaves room for: the decision at its foot is in sight, wherever the page stands. */
function fit() {
  const top = Math.max(pane.getBoundingClientRect().top, 16);
  pane.style.maxBlockSize = `${Math.max(window.innerHeight - top - 16, 320)}px`;
}

async function begin() {
  if (!wide.matches) return wide.addEventListener("change", begin, { once: true });
  if (document.readyState !== "complete") await new Promise((done) => { addEventListener("load", done); });
  try {
    await import("./live.js");
  } catch {
    return; // without it each row opens as a page of its own
  }
  panes = true;
  pane.addEventListener("htmx:load", () => {
    fit();
    pane.scrollTop = 0;
    if (entering) pane.querySelector("[data-pane-title]")?.focus();
    entering = false;
  });
  pane.addEventListener("click", (event) => { entering ||= Boolean(event.target.closest("[hx-get]")); });
  for (const moved of ["scroll", "resize"]) addEventListener(moved, fit, { passive: true });
  const asked = rowsOf(main).findIndex((row) => `#${row.id}` === location.hash);
  mark(main, Math.max(asked, 0));
  show(rowsOf(main)[Math.max(asked, 0)], 0);
}

main.dataset.keys = "heard"; // from here on no key is lost
if (pane) begin();
