// What is sent or pressed before the page is alive is held, then done again once it is; a form goes to the server if
// it never is.
(() => {
  const PATIENCE_MS = 8000;
  const SETTLED_MS = 100;
  let held = null;
  let pressed = null;
  let timer = 0;

  const watch = new MutationObserver(() => {
    document.querySelectorAll("[data-garde]").forEach(claim);
    if (document.querySelector("[data-vivante=true]")) becomeAlive();
  });
  watch.observe(document, { attributeFilter: ["data-vivante"], childList: true, subtree: true });
  addEventListener("submit", hold, true);
  addEventListener("click", press, true);
  addEventListener("keydown", strike);

  // What the server wrote in a field is as if it had been typed: hydration leaves it.
  function claim(field) {
    field.removeAttribute("data-garde");
    const written = field.value;
    field.value = written;
  }

  function hold(event) {
    const form = event.target;
    if (!("attendPage" in form.dataset)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.setAttribute("aria-busy", "true");
    held = { form, index: waiting().indexOf(form), typed: answers(form).map(asTyped) };
    timer ||= setTimeout(toServer, PATIENCE_MS);
  }

  // A button that the server drew (web/slots.py) does nothing by itself.
  function press({ target }) {
    const button = target.closest("[data-rempli] button[type=button]:not([popovertarget])");
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    pressed = { words: button.textContent, rank: buttons(button.textContent).indexOf(button) };
  }

  // A letter pressed before the page hears its keys (ui/keys.js) is left for them; what is written in a field is not.
  function strike(event) {
    globalThis.earlyKey = event.defaultPrevented || event.target.matches?.("input, textarea, select") ? null : event;
  }

  function buttons(words) {
    return [...document.querySelectorAll("button[type=button]")].filter((button) => button.textContent === words);
  }

  function becomeAlive() {
    watch.disconnect();
    clearTimeout(timer);
    setTimeout(toPage, SETTLED_MS);
  }

  function toPage() {
    clearTimeout(timer);
    removeEventListener("submit", hold, true);
    removeEventListener("click", press, true);
    removeEventListener("keydown", strike);
    globalThis.earlyKey = null;
    if (pressed) buttons(pressed.words)[pressed.rank]?.click();
    if (!held) return;
    const form = held.form.isConnected ? held.form : waiting()[held.index];
    held.form.removeAttribute("aria-busy");
    held.typed.forEach((was) => restore(form, was));
    held = null;
    form.requestSubmit();
  }

  function toServer() {
    watch.disconnect();
    HTMLFormElement.prototype.submit.call(held.form);
  }

  function waiting() {
    return [...document.querySelectorAll("form[data-attend-page]")];
  }

  function answers(form) {
    return [...form.elements].filter((field) => field.matches("input:not([type=hidden], [type=file]), select, textarea"));
  }

  function asTyped({ id, name, type, value, checked }) {
    return { id, name, type, value, checked };
  }

  function restore(form, was) {
    const isChoice = was.type === "radio" || was.type === "checkbox";
    const isSame = (field) => field.id === was.id && field.name === was.name && (!isChoice || field.value === was.value);
    const field = answers(form).find(isSame);
    if (!field) return;
    if (isChoice && field.checked !== was.checked) field.click();
    if (isChoice || field.value === was.value) return;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, was.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
})();
