// Each key presses what bears it and is seen; « ? » lists those of the moment. None while one types, none with Ctrl or Alt.
import { createElement, useEffect, useRef, useState } from "react";

const PATIENCE_MS = 700;
const WRITES = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

let awaited = "";

function isSeen(element) {
  return element.checkVisibility() && !element.disabled && element.getAttribute("aria-disabled") !== "true";
}

function bearing(key) {
  const found = document.querySelectorAll(`[data-touche="${CSS.escape(key)}"]`);
  return [...found].find(isSeen);
}

function press(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
    if (element.tagName === "SELECT") element.showPicker?.();
  } else element.click();
}

function lines() {
  return [...document.querySelectorAll("[data-ligne]")].filter(isSeen);
}

function move(step) {
  const every = lines();
  const row = document.activeElement?.closest("tr, li");
  const here = every.findIndex((line) => line === document.activeElement || row?.contains(line));
  const next = every[here < 0 ? (step > 0 ? 0 : every.length - 1) : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
}

function tick() {
  const box = document.activeElement?.closest("tr")?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function answered(key) {
  if (key === "j" && lines().length) return move(1);
  if (key === "k" && lines().length) return move(-1);
  if (key === "x" && lines().length) return tick();
  const button = bearing(key);
  if (button) press(button);
  // On one item a letter decides: what comes next is another item, which was not read.
  else if (lines().length) expect(key);
  return Boolean(button);
}

// A key pressed just before its button comes (a row is being ticked) is not lost.
function expect(key) {
  const until = performance.now() + PATIENCE_MS;
  awaited = key;
  const look = () => {
    if (awaited !== key || performance.now() > until) return;
    const button = bearing(key);
    if (button) press(button);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function isTyping(event) {
  const writes = event.target.closest?.(WRITES);
  if (event.key === "Escape" && writes) {
    writes.blur();
    return true;
  }
  return Boolean(writes);
}

export function Keys({ fixed }) {
  const dialog = useRef(null);
  const [known, setKnown] = useState([]);
  useEffect(() => {
    const hear = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.repeat && !"jk".includes(event.key)) return;
      if (document.querySelector("dialog[open]") || isTyping(event)) return;
      awaited = "";
      if (event.key === "?") {
        const seen = [...document.querySelectorAll("[data-touche]")].filter(isSeen);
        setKnown(seen.map(({ dataset }) => [dataset.touche === "Escape" ? "Échap" : dataset.touche, dataset.geste]));
        dialog.current.showModal();
      } else if (!answered(event.key)) return;
      event.preventDefault();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
  const line = ([key, words]) =>
    createElement("li", { key: key + words }, createElement("kbd", null, key), createElement("span", null, words));
  const close = createElement(
    "button",
    { type: "button", className: "btn ef-btn-quiet", onClick: () => dialog.current.close() },
    "Fermer",
  );
  return createElement(
    "dialog",
    { ref: dialog, className: "ef-dialog", "aria-labelledby": "touches-titre" },
    createElement("h2", { id: "touches-titre", className: "ef-dialog-title" }, "Les touches de cette page"),
    createElement("ul", { className: "ef-keys" }, [...known, ...fixed].map(line)),
    createElement("div", { className: "ef-dialog-actions" }, close),
  );
}
