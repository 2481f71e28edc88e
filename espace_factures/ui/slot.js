// What the server wrote in the HTML stays as it is until the page draws the same by itself: nothing chosen is lost.
import { createElement, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

const CHOSEN = "input:not([type=hidden]), select, textarea, details";

export function Slot({ name, children }) {
  const id = `place-${name}`;
  const isHydrating = useSyncExternalStore(
    still,
    () => false,
    () => true,
  );
  const [written] = useState(() => (isHydrating ? writtenIn(id) : null));
  const ref = useRef(null);
  useLayoutEffect(() => {
    const place = ref.current;
    return () => leave(place);
  }, []);
  const inside = written ? { dangerouslySetInnerHTML: written } : { children };
  return createElement("ef-slot", { id, ref, class: "ef-slot", suppressHydrationWarning: true, ...inside });
}

function still() {
  return () => {};
}

function writtenIn(id) {
  const place = typeof document === "undefined" ? null : document.getElementById(id);
  return place && "rempli" in place.dataset ? { __html: place.innerHTML } : null;
}

// What the person typed, opened or stood on is found again in what takes the place.
function leave(place) {
  const around = place.parentElement;
  const changed = [...place.querySelectorAll(CHOSEN)].filter(isChanged).map((field) => remembered(around, field));
  const at = place.contains(document.activeElement) ? remembered(around, document.activeElement) : null;
  for (const field of place.querySelectorAll("input[type=file]")) handOver(field);
  if (!changed.length && !at) return;
  queueMicrotask(() => {
    for (const was of changed) restore(again(around, was), was);
    if (at) again(around, at)?.focus({ preventScroll: true });
  });
}

// The window where files are chosen may be open: it answers to the field that opened it, which has left since.
function handOver(field) {
  const choice = () => {
    const heir = document.getElementById(field.id);
    if (heir) choose(heir, field.files);
  };
  field.addEventListener("change", choice, { once: true });
}

function isChanged(field) {
  if (field.tagName === "DETAILS") return field.open;
  if (field.type === "file") return field.files.length > 0;
  if (field.tagName === "SELECT")
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

function remembered(around, element) {
  const { tagName, value, checked, open, files } = element;
  const rank = alike(around, element).indexOf(element);
  return { tagName, marks: marks(element), rank, value, checked, open, files };
}

function again(around, was) {
  return [...around.querySelectorAll(was.tagName)].filter((other) => marks(other) === was.marks)[was.rank];
}

function alike(around, element) {
  return [...around.querySelectorAll(element.tagName)].filter((other) => marks(other) === marks(element));
}

function marks(element) {
  return ["id", "name", "type", "href"].map((name) => element.getAttribute(name) ?? "").join(" ");
}

function restore(field, was) {
  if (!field) return;
  if (field.tagName === "DETAILS") field.open = was.open;
  else if (field.type === "file") choose(field, was.files);
  else if (field.checked !== was.checked) field.click();
  else if (field.value !== was.value) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, was.value);
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  }
}

function choose(field, files) {
  field.files = files;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}
