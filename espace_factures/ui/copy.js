// « Copier »: a text goes to the clipboard, and the button says for a moment that it did.
import { createElement, Fragment, useEffect, useState } from "react";

const SAID_MS = 3000;

export function CopyButton({ text, what, children }) {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setTimes(0), SAID_MS);
    return () => clearTimeout(timer);
  }, [times]);
  const copy = () => navigator.clipboard?.writeText(text).then(() => setTimes(times + 1));
  const said = times ? "Copié" : "Copier";
  const name = times ? said : `${said} ${what}`;
  const button = { type: "button", className: "btn ef-btn-quiet", "aria-label": name, onClick: copy };
  return createElement(
    Fragment,
    null,
    createElement("button", button, children, said),
    createElement("span", { role: "status", className: "sr-only" }, times ? said : ""),
  );
}
