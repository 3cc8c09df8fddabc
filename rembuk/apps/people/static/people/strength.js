/* A word about a password while it is typed, and a button that shows it. The server judges; this only helps. */

function strength(text) {
  // Different characters count more than kinds of characters: three own words are better than "Abc123!!".
  const different = new Set(text.toLowerCase()).size;
  if (text.length < 10 || different < 6) return 0;
  return text.length >= 16 && different >= 9 ? 2 : 1;
}

function watch(box) {
  const words = box.dataset.strength.split("|");
  if (words.length !== 3) return;
  const line = document.createElement("p");
  line.className = "counter";
  line.setAttribute("aria-live", "polite");
  box.after(line);
  box.addEventListener("input", () => {
    line.textContent = box.value ? words[strength(box.value)] : "";
  });
}

function peek(box) {
  const [show, hide] = box.dataset.peek.split("|");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = show;
  button.setAttribute("aria-controls", box.id);
  button.addEventListener("click", () => {
    const hidden = box.type === "password";
    box.type = hidden ? "text" : "password";
    button.textContent = hidden ? hide : show;
  });
  box.form.addEventListener("submit", () => { box.type = "password"; });
  box.closest(".field").append(button);
}

for (const box of document.querySelectorAll("input[data-strength]")) watch(box);
for (const box of document.querySelectorAll("input[data-peek]")) peek(box);
