// A button that may be pressed again after a while, and counts the seconds until then.
import { createElement, useEffect, useState } from "react";

const TICK_MS = 250;

export function Countdown({ seconds, label, onClick }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    const tick = setInterval(() => {
      const now = Math.max(Math.ceil((end - Date.now()) / 1000), 0);
      setLeft(now);
      if (!now) clearInterval(tick);
    }, TICK_MS);
    return () => clearInterval(tick);
  }, [seconds]);
  const waiting = createElement(
    "span",
    { "aria-hidden": "true", className: "ef-figures" },
    ` (dans\u00a0${left}\u00a0s)`,
  );
  return createElement(
    "button",
    { type: "button", className: "btn ef-btn-quiet", disabled: left > 0, onClick },
    createElement("span", {}, label, left > 0 && waiting),
  );
}
