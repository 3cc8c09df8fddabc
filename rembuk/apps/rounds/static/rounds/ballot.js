/* The money left, or how much is chosen, while choosing. The page says the same after each step without this. */
const form = document.querySelector("form[data-ballot]");

if (form) {
  const cards = [...form.querySelectorAll(".ballot-card")];
  const format = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "id");
  const words = (template, text) => template.replace("{n}", text);
  const number = (card) => {
    const box = card.querySelector("input");
    if (box.type === "text") return Number.parseInt(box.value, 10) || 0;
    return box.checked ? 1 : 0;
  };

  const money = () => {
    const bar = form.querySelector(".ceiling");
    const budget = Number(form.dataset.budget);
    const used = cards.reduce((sum, card) => sum + (number(card) ? Number(card.dataset.cost) : 0), 0);
    const over = used > budget;
    bar.classList.toggle("ceiling-over", over);
    bar.querySelector("b").textContent = words(over ? form.dataset.over : form.dataset.left, `Rp${format.format(Math.abs(budget - used))}`);
    bar.querySelector(".bar-fill").setAttribute("width", Math.min(100, Math.floor((used * 100) / budget)));
    bar.querySelector(".meta").textContent = words(form.dataset.used, `Rp${format.format(used)}`);
  };

  const count = () => {
    const line = form.querySelector("[data-ballot-count]");
    const points = form.dataset.ballot === "points";
    const chosen = cards.filter(number).length;
    const given = points ? cards.reduce((sum, card) => sum + number(card), 0) : chosen;
    const most = Number(points ? form.dataset.points : form.dataset.most);
    line.hidden = false;
    line.classList.toggle("is-over", most > 0 && given > most);
    line.textContent = words(points ? form.dataset.shared : form.dataset.chosen, most ? `${given}/${most}` : `${given}`);
  };

  const show = form.dataset.ballot === "knapsack" ? money : count;
  form.addEventListener("input", show);
  show();
}
