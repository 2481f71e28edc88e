// Where the focus goes by itself: to the title of a new page, to what a page has just said.
import { useEffect } from "react";
import { useLocation } from "react-router";

// The first page of a visit keeps the browser's own focus: only later paths move it.
let lastPath = "";

export function FocusOnTitle() {
  const { pathname } = useLocation();
  useEffect(() => {
    if (lastPath && lastPath !== pathname) document.getElementById("titre")?.focus({ preventScroll: true });
    lastPath = pathname;
  }, [pathname]);
  return null;
}

export function TakeFocus({ target, times }) {
  useEffect(() => focusOn(target), [target, times]);
  return null;
}

export function focusOn(identifier) {
  document.getElementById(identifier)?.focus();
}

// A link to a field moves the focus into it, or into its first choice: a plain fragment only scrolls.
export function goToField(event) {
  const field = document.getElementById(event.currentTarget.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const control = field.matches("fieldset") ? field.querySelector("input") : field;
  control.focus();
  control.scrollIntoView({ block: "center" });
}
