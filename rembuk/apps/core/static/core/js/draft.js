/* Saved on this device as one types: forms marked data-draft="KEY". Sent nowhere; forgotten when the receipt shows.
   Never kept: passwords, files, and hidden fields, except those marked data-draft-keep (the id that makes a retry safe). */

const PREFIX = "rembuk-draft:";

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) || "null");
  } catch {
    return null;
  }
}

function boxes(form) {
  return [...form.elements].filter((box) => box.name
    && !["file", "password", "submit", "button", "fieldset"].includes(box.type)
    && (box.type !== "hidden" || "draftKeep" in box.dataset));
}

function read(form) {
  const values = {};
  for (const box of boxes(form)) {
    if (["checkbox", "radio"].includes(box.type) ? !box.checked : !box.value) continue;
    (values[box.name] ||= []).push(box.value);
  }
  return values;
}

function fill(form, values) {
  for (const box of boxes(form)) {
    const kept = values[box.name];
    if (!kept) continue;
    if (["checkbox", "radio"].includes(box.type)) box.checked = kept.includes(box.value);
    else if (!box.value || box.type === "hidden") [box.value] = kept;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

for (const element of document.querySelectorAll("[data-draft-clear]")) {
  try {
    localStorage.removeItem(PREFIX + element.dataset.draftClear);
  } catch { /* a browser that keeps nothing has nothing to forget */ }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  const say = () => {
    if (!note) return;
    note.textContent = note.dataset.draftNote;
    note.hidden = false;
  };
  // A form that came back with errors holds what was typed last; it is newer than what is kept.
  const kept = form.querySelector('[aria-invalid="true"], .has-error') ? null : stored(key);
  if (kept) {
    fill(form, kept);
    say();
  }
  let timer = 0;
  const save = () => {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(read(form)));
      say();
    } catch { /* full or forbidden: the form itself still holds everything */ }
  };
  form.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(timer);
    timer = setTimeout(save, 600);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    save();
  });
}
