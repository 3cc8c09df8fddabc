/* Choosing many rows: how many are chosen, and all at once. The boxes and buttons are an ordinary form. */

const bar = document.querySelector("[data-select-bar]");
const count = bar.querySelector("[data-select-count]");
const every = bar.querySelector("[data-select-all]");
const chosen = () => [...document.querySelectorAll("[data-select]")];

function show() {
  const boxes = chosen();
  const checked = boxes.filter((box) => box.checked).length;
  count.textContent = checked ? bar.dataset.selectBar.replace("{n}", checked) : "";
  bar.classList.toggle("has-chosen", checked > 0);
  every.checked = boxes.length > 0 && checked === boxes.length;
  every.indeterminate = checked > 0 && checked < boxes.length;
}

every.closest("[hidden]").hidden = false;
every.addEventListener("change", () => {
  for (const box of chosen()) box.checked = every.checked;
  show();
});
document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-select]")) show();
});
show();
