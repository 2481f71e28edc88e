// What is typed in a form that says its place (data-mots) is saved as it is typed, and comes back in the same form.
import { useEffect, useRef } from "react";
import { gestures } from "$/utils/scripts/shell/gestures";

const PAUSE_MS = 400;
const LONGEST_WAIT_MS = 1_000;
const NEVER = "[type=hidden], [type=password], [type=file], [type=checkbox], [type=radio], [autocomplete=one-time-code]";
const FIELDS = `:is(input, select, textarea)[name]:not(${NEVER})`;
const FORMS = "form[data-mots]";

// By place, what this page saw typed and whether it was sent since: a form that comes anew after a cut finds it whole.
const memory = new Map();
let asked = "";

export function UnderWay({ isSomebody, found, stamp, secrets, onLook, onKeep }) {
  const ask = useRef(null);
  ask.current = { onLook, onKeep };
  useEffect(() => (isSomebody ? watch(ask, secrets.split(" ")) : undefined), [isSomebody, secrets]);
  // What a state still holds of an earlier page is not an answer.
  useEffect(() => {
    if (stamp && stamp === asked) putBack((place) => found[place]);
  }, [found, stamp]);
  return null;
}

function watch(ask, secrets) {
  const known = new WeakMap();
  const waiting = new Map();
  const mayStay = (field) => field.matches(FIELDS) && !secrets.some((secret) => field.name.endsWith(secret));

  const look = () => {
    const isNew = (form) => form.dataset.mots && known.get(form) !== form.dataset.mots;
    const fresh = [...document.querySelectorAll(FORMS)].filter(isNew);
    fresh.forEach((form) => known.set(form, form.dataset.mots));
    if (!fresh.length) return;
    fresh.forEach(remind);
    asked = `${Date.now()} ${Math.random()}`;
    ask.current.onLook(fresh.map((form) => form.dataset.mots).join(" "), asked);
  };
  // A form that was sent and comes anew was taken.
  const remind = (form) => {
    const was = memory.get(form.dataset.mots);
    if (was?.isSent) memory.delete(form.dataset.mots);
    else if (was && putBack((place) => (place === form.dataset.mots ? was.typed : undefined))) save(form);
  };
  const typedIn = (form) => {
    const fields = [...form.elements].filter((field) => mayStay(field) && field.value);
    return Object.fromEntries(fields.map((field) => [field.name, field.value]));
  };
  const save = (form) => {
    drop(form);
    ask.current.onKeep(form.dataset.mots, typedIn(form));
  };
  const drop = (form) => {
    clearTimeout(waiting.get(form)?.timer);
    waiting.delete(form);
  };
  const note = ({ target, isTrusted }) => {
    const form = isTrusted && target.form?.matches(FORMS) && mayStay(target) ? target.form : null;
    if (!form) return;
    target.dataset.ecrit = "";
    memory.set(form.dataset.mots, { typed: typedIn(form), isSent: false });
    const since = waiting.get(form)?.since ?? Date.now();
    drop(form);
    const pause = Math.min(PAUSE_MS, Math.max(since + LONGEST_WAIT_MS - Date.now(), 0));
    waiting.set(form, { since, timer: setTimeout(save, pause, form) });
  };
  // What is sent is forgotten by what takes it.
  const send = ({ target }) => {
    drop(target);
    const was = memory.get(target.dataset.mots);
    if (was) was.isSent = true;
  };
  const forgive = gestures.hearLost(() => memory.forEach((was) => (was.isSent = false)));
  const events = [["input", note], ["change", note], ["submit", send]];
  events.forEach(([name, hear]) => addEventListener(name, hear, true));
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ["data-mots"] });
  look();
  return () => {
    events.forEach(([name, hear]) => removeEventListener(name, hear, true));
    observer.disconnect();
    forgive();
    [...waiting.keys()].forEach(drop);
  };
}

// Only where nothing is typed: a person who writes already is not interrupted. Whether anything was.
function putBack(of) {
  let isDone = false;
  for (const form of document.querySelectorAll(FORMS)) {
    for (const [name, value] of Object.entries(of(form.dataset.mots) ?? {})) {
      const field = form.elements[name];
      if (!field?.matches?.(FIELDS) || !isFree(field) || field.value === value) continue;
      write(field, value);
      field.closest("details")?.setAttribute("open", "");
      isDone = true;
    }
  }
  return isDone;
}

// As the page drew it: what the server holds already may be typed over, as an empty field is.
function isFree(field) {
  return !("ecrit" in field.dataset) && (field.tagName === "SELECT" || field.value === field.defaultValue);
}

function write(field, value) {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
}
