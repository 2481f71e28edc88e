// A press counts on the button where it began: leaving a field may move the page under the pointer before its release.
import { useEffect } from "react";

const STILL_PX = 8;
let pressed = null;

function began(event) {
  const button = event.target.closest?.("button");
  pressed = button && event.button === 0 ? { button, x: event.clientX, y: event.clientY } : null;
}

function ended(event) {
  const press = pressed;
  pressed = null;
  if (!press?.button.isConnected || press.button.contains(event.target)) return;
  if (Math.hypot(event.clientX - press.x, event.clientY - press.y) <= STILL_PX) press.button.click();
}

export function SteadyPress() {
  useEffect(() => {
    const given = new AbortController();
    document.addEventListener("pointerdown", began, { capture: true, signal: given.signal });
    document.addEventListener("pointerup", ended, { capture: true, signal: given.signal });
    return () => given.abort();
  }, []);
  return null;
}
