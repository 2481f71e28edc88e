// What is sent or pressed before the page is alive is held, then done again once it is; a form goes to the server if
// it never is.
(() => {
  const PATIENCE_MS = 8000;
  const SETTLED_MS = 100;
  const WRITES = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
  let held = null;
  let pressed = null;
  const struck = [];
  let timer = 0;

  const watch = new MutationObserver(() => {
    document.querySelectorAll("[data-garde]").forEach(claim);
    if (document.querySelector("[data-vivante=true]")) becomeAlive();
  });
  watch.observe(document, { attributeFilter: ["data-vivante"], childList: true, subtree: true });
  addEventListener("submit", hold, true);
  addEventListener("click", press, true);
  addEventListener("keydown", strike, true);

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

  // The letters of a page that has keys (ui/keys.js) wait for it; what is written in a field is not one.
  function strike(event) {
    const isLetter = /^\S$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isLetter || event.target.matches?.(WRITES) || !document.querySelector("[data-touche]")) return;
    event.stopImmediatePropagation();
    struck.push(event.key);
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
    removeEventListener("keydown", strike, true);
    if (pressed) buttons(pressed.words)[pressed.rank]?.click();
    for (const key of struck) {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
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
