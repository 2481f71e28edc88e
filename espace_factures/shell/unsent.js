// What is typed and not sent when a session ends by itself comes back to its person, on the same page of the same tab.
import { useEffect } from "react";

const SHELF = "non-envoye";
const LIVES_MS = 12 * 60 * 60 * 1000;
const REFUSED_WITHIN_MS = 10_000;
const SETTLED_MS = 2_000;
const NEVER = "[type=hidden], [type=password], [type=file], [autocomplete=one-time-code]";
const FIELDS = "input, select, textarea";

let typed = { page: "", who: "", fields: new Map() };

export function Unsent({ who, door, secrets }) {
  useEffect(() => {
    if (location.pathname.startsWith(door)) return shelve();
    const page = location.pathname + location.search;
    // Of a session that has just ended the page knows nobody any more, a moment before it leads to « Connexion ».
    if (!who) return undefined;
    if (typed.page !== page || typed.who !== who) typed = { page, who, fields: new Map() };
    return watch(page, who, secrets.split(" "));
  }, [who, door, secrets]);
  return null;
}

function watch(page, who, secrets) {
  const note = ({ target }) => mayStay(target, secrets) && typed.fields.set(place(target), answer(target));
  const send = ({ target }) => fieldsOf(target).forEach((field) => mark(typed.fields.get(place(field))));
  const events = [["input", note], ["change", note], ["submit", send]];
  events.forEach(([name, hear]) => addEventListener(name, hear, true));
  const stop = giveBack(page, who);
  return () => {
    events.forEach(([name, hear]) => removeEventListener(name, hear, true));
    stop();
  };
}

// The page has just led to « Connexion »: what was sent, and taken, is not kept; what the ended session refused is.
function shelve() {
  const isWaiting = ({ sentAt }) => !sentAt || Date.now() - sentAt < REFUSED_WITHIN_MS;
  const fields = [...typed.fields].filter(([, was]) => isWaiting(was));
  if (fields.length) sessionStorage.setItem(SHELF, JSON.stringify({ ...typed, fields, at: Date.now() }));
  typed = { page: "", who: "", fields: new Map() };
}

// A field may come late, or anew while the page reads its data: each is filled until the page has settled.
function giveBack(page, who) {
  const shelf = JSON.parse(sessionStorage.getItem(SHELF) ?? "null");
  if (!shelf || shelf.page !== page) return () => {};
  sessionStorage.removeItem(SHELF);
  if (shelf.who !== who || Date.now() - shelf.at > LIVES_MS) return () => {};
  const waiting = new Map(shelf.fields);
  const fill = () => {
    for (const field of document.querySelectorAll(FIELDS)) {
      const where = place(field);
      if (!waiting.has(where) || field.dataset.rendu) continue;
      field.dataset.rendu = "";
      setTimeout(() => waiting.delete(where), SETTLED_MS);
      restore(field, waiting.get(where));
    }
  };
  const observer = new MutationObserver(fill);
  observer.observe(document, { childList: true, subtree: true });
  fill();
  return () => observer.disconnect();
}

function restore(field, was) {
  field.closest("details")?.setAttribute("open", "");
  if (was.checked !== undefined) {
    if (field.checked !== was.checked) field.click();
    return;
  }
  if (field.value === was.value) return;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, was.value);
  field.dispatchEvent(new Event(field.matches("select") ? "change" : "input", { bubbles: true }));
}

function mayStay(field, secrets) {
  const isField = field instanceof Element && field.matches(FIELDS) && !field.matches(NEVER);
  return isField && !secrets.some((secret) => field.name.endsWith(secret));
}

function place(field) {
  return [field.form?.id, field.id, field.name, isChoice(field) ? field.value : ""].join("|");
}

function answer(field) {
  return isChoice(field) ? { checked: field.checked } : { value: field.value };
}

function isChoice(field) {
  return field.matches("[type=radio], [type=checkbox]");
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.matches(FIELDS));
}

function mark(was) {
  if (was) was.sentAt = Date.now();
}
