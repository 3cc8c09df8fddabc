/* Before sending: what was typed, each line leading back to its box. Without a script all boxes are on one page. */

const place = document.querySelector("[data-summary]");
const form = place.closest("form");
const list = place.querySelector("dl");
const LEFT_OUT = ["hidden", "checkbox", "radio", "file", "submit", "button", "password"];
const LONGEST = 140;

function named(box) {
  const label = form.querySelector(`label[for="${CSS.escape(box.id)}"]`)?.cloneNode(true);
  label?.querySelectorAll(".optional, .official").forEach((part) => part.remove());
  return label?.textContent.trim() || "";
}

function written(box) {
  const text = box.tagName === "SELECT" ? box.selectedOptions[0]?.textContent ?? "" : box.value;
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function row(name, text, id) {
  const line = document.createElement("div");
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  const link = document.createElement("a");
  link.href = `#${id}`;
  link.textContent = name;
  term.append(link);
  value.textContent = text;
  line.append(term, value);
  return line;
}

function show() {
  const boxes = [...form.elements].filter((box) => box.id && box.value && !LEFT_OUT.includes(box.type) && !place.contains(box));
  const photos = [...form.elements].filter((box) => box.type === "file" && box.files.length);
  list.replaceChildren(
    ...boxes.map((box) => row(named(box), written(box), box.id)),
    ...photos.map((box) => row(named(box), [...box.files].map((file) => file.name).join(", "), box.id)),
  );
  place.hidden = list.childElementCount === 0;
}

form.addEventListener("input", show);
show();
