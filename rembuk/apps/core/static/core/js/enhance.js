/* Small comforts on every page; each works on what it finds, and nothing breaks without it.
   Larger ones are fetched only where the page asks for them with a data- attribute. */

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function forget(event) {
  // A page restored by the back button must be able to send again.
  for (const form of all("form[data-sent]")) form.removeAttribute("data-sent");
  if (event.persisted) for (const button of all("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

function guardDoubleSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  form.setAttribute("data-sent", "");
  event.submitter?.setAttribute("aria-disabled", "true");
  // On a weak signal the answer may never come: after half a minute one may try again, the server knows a retry.
  setTimeout(() => {
    form.removeAttribute("data-sent");
    event.submitter?.removeAttribute("aria-disabled");
  }, 30000);
}

function counter(box) {
  const line = document.createElement("p");
  line.className = "counter";
  box.after(line);
  const wanted = Number(box.minLength) > 0 ? box.minLength : 0;
  const show = () => {
    const typed = box.value.trim().length;
    const missing = wanted - typed;
    line.textContent = missing > 0
      ? box.dataset.counterMore.replace("{n}", missing)
      : box.dataset.counter.replace("{n}", typed);
  };
  box.addEventListener("input", show);
  show();
}

function copyButton(button) {
  if (!navigator.clipboard) return;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = words; }, 3000);
  });
}

function passingBar(bar) {
  // It stays while somebody is on it: a keyboard needs longer than a thumb.
  const leave = () => {
    if (bar.matches(":hover, :focus-within")) setTimeout(leave, 1000);
    else bar.remove();
  };
  setTimeout(leave, Number(bar.dataset.undo) * 1000);
}

function printButton(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

function locateButton(button) {
  if (!navigator.geolocation) return;
  const [latitude, longitude] = button.dataset.locate.split(" ").map((id) => document.getElementById(id));
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    const done = () => button.removeAttribute("aria-busy");
    navigator.geolocation.getCurrentPosition((found) => {
      latitude.value = found.coords.latitude.toFixed(6);
      longitude.value = found.coords.longitude.toFixed(6);
      for (const box of [latitude, longitude]) box.dispatchEvent(new Event("input", { bubbles: true }));
      button.textContent = button.dataset.locateDone || button.textContent;
      done();
    }, () => {
      button.insertAdjacentText("afterend", ` ${button.dataset.locateFailed || ""}`);
      button.hidden = true;
      done();
    }, { timeout: 15000, maximumAge: 60000 });
  });
}

const COMFORTS = [
  ["textarea[data-counter]", counter],
  ["button[data-copy]", copyButton],
  ["[data-undo]", passingBar],
  ["button[data-print]", printButton],
  ["button[data-locate]", locateButton],
  ["[data-focus]", (element) => element.focus()],
];

const ISLANDS = [
  ["[data-keys], form[data-undo]", () => import("./keys.js")],
  ["form[data-steps]", () => import("./steps.js")],
  ["form[data-draft], [data-draft-clear]", () => import("./draft.js")],
  ["input[data-photos]", () => import("./photos.js")],
  ["[data-select-bar]", () => import("./select.js")],
];

function enhance(root) {
  for (const [selector, comfort] of COMFORTS) {
    const found = all(selector, root);
    if (root !== document && root.matches(selector)) found.push(root);
    for (const element of found) {
      if (element.dataset.enhanced) continue;
      element.dataset.enhanced = "1";
      comfort(element);
    }
  }
}

enhance(document);
for (const [selector, load] of ISLANDS) if (document.querySelector(selector)) load();
document.addEventListener("submit", guardDoubleSubmit);
window.addEventListener("pageshow", forget);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
