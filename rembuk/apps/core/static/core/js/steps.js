/* A long form, one step at a time: its fieldsets marked data-step. The server still receives one form. */

for (const form of document.querySelectorAll("form[data-steps]")) oneStepAtATime(form);

function oneStepAtATime(form) {
  const steps = [...form.querySelectorAll("[data-step]")];
  if (steps.length < 2) return;
  const last = [...form.children].filter((child) => child.matches(".actions, [data-last]"));
  let current = 0;

  const place = document.createElement("p");
  place.className = "steps";
  place.setAttribute("aria-live", "polite");
  steps[0].before(place);

  const row = document.createElement("div");
  row.className = "actions";
  const next = makeButton(form.dataset.stepsNext, "button button-primary");
  const back = makeButton(form.dataset.stepsBack, "button button-quiet");
  row.append(next, back);
  steps[steps.length - 1].after(row);

  function show(index, focus = true) {
    current = index;
    steps.forEach((step, number) => { step.hidden = number !== index; });
    const isLast = index === steps.length - 1;
    last.forEach((element) => { element.hidden = !isLast; });
    next.hidden = isLast;
    back.hidden = index === 0;
    place.textContent = form.dataset.steps.replace("{n}", index + 1).replace("{total}", steps.length);
    if (!focus) return;
    const legend = steps[index].querySelector("legend");
    legend.tabIndex = -1;
    legend.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  function firstWrong() {
    return [...steps[current].querySelectorAll("input, select, textarea")].find((box) => !box.checkValidity());
  }

  next.addEventListener("click", () => {
    const wrong = firstWrong();
    if (wrong) wrong.reportValidity();
    else show(current + 1);
  });
  back.addEventListener("click", () => show(current - 1));

  // Enter in a text box means "next", not "send", until the last step.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input:not([type=checkbox], [type=radio], [type=file])")) return;
    if (current < steps.length - 1) {
      event.preventDefault();
      next.click();
    }
  });

  // The browser cannot point at a required field it does not show: open its step first.
  form.addEventListener("invalid", (event) => {
    const index = steps.findIndex((step) => step.contains(event.target));
    if (index !== -1 && index !== current && !form.dataset.jumped) {
      form.dataset.jumped = "1";
      show(index);
      setTimeout(() => {
        delete form.dataset.jumped;
        event.target.reportValidity();
      });
    }
  }, true);

  // A link in the summary of errors leads to a field that may be on another step.
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.('a[href^="#"]')?.hash.slice(1);
    const index = target ? steps.findIndex((step) => step.querySelector(`#${CSS.escape(target)}`)) : -1;
    if (index !== -1) show(index, false);
  });

  const wrong = steps.findIndex((step) => step.querySelector('[aria-invalid="true"], .has-error'));
  show(Math.max(wrong, 0), false);
}

function makeButton(words, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = words;
  return button;
}
