// A value that was read has a frame on the page: the field one is in lights its own, « relire sur le document » brings
// it to the eye, and a click in a frame goes to its field.
import { createElement, useEffect, useRef } from "react";

function frames(box, name) {
  return [...box.querySelectorAll("[data-cadre]")].filter(({ dataset }) => dataset.cadre === name);
}

function show(box, name) {
  for (const frame of box.querySelectorAll("[data-ici]")) delete frame.dataset.ici;
  for (const frame of frames(box, name)) frame.dataset.ici = "";
}

// Only the document moves under its own window: the page stays where one types.
function bring(box, frame) {
  const [seen, wanted] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (wanted.top < seen.top || wanted.bottom > seen.bottom)
    box.scrollTop += wanted.top - seen.top - (seen.height - wanted.height) / 2;
}

export function Framed({ label, children }) {
  const box = useRef(null);
  useEffect(() => {
    const enter = ({ target }) => {
      const [name, viewer] = [target.name ?? "", box.current];
      if (!name || viewer.contains(target)) return;
      show(viewer, name);
      const [first] = frames(viewer, name);
      if (first) bring(viewer, first);
    };
    const reread = ({ target }) => {
      const name = target.closest("[data-relire]")?.dataset.relire;
      if (!name) return;
      const viewer = box.current;
      show(viewer, name);
      const [first] = frames(viewer, name);
      viewer.focus({ preventScroll: true });
      viewer.scrollIntoView({ block: "nearest" });
      if (first) bring(viewer, first);
    };
    document.addEventListener("focusin", enter);
    document.addEventListener("click", reread);
    return () => {
      document.removeEventListener("focusin", enter);
      document.removeEventListener("click", reread);
    };
  }, []);
  const go = ({ target }) => {
    const name = target.closest("[data-cadre]")?.dataset.cadre;
    if (name) document.querySelector(`form [name="${CSS.escape(name)}"]:not([type=hidden])`)?.focus();
  };
  return createElement(
    "div",
    { ref: box, className: "ef-viewer", tabIndex: 0, role: "group", "aria-label": label, onClick: go },
    children,
  );
}
