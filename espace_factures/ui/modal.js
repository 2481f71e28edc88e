// A dialog that the page opens and closes: a browser opens its own only by a gesture of the person.
import { createElement, useEffect, useRef } from "react";

export function Modal({ shown, identifier, onDismiss, children }) {
  const place = useRef(null);
  useEffect(() => {
    const dialog = place.current;
    if (shown && !dialog.open) dialog.showModal();
    if (!shown && dialog.open) dialog.close();
  }, [shown]);
  const leave = (event) => {
    event.preventDefault();
    onDismiss?.();
  };
  const heading = `${identifier}-titre`;
  return createElement(
    "dialog",
    { ref: place, id: identifier, className: "ef-dialog", "aria-labelledby": heading, onCancel: leave },
    children,
  );
}
