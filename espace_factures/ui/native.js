// Small gestures of the browser that need no server.

export function sendForm(identifier) {
  document.getElementById(identifier).requestSubmit();
}

export function openDialog(identifier) {
  document.getElementById(identifier).showModal();
}

export function closeDialog(identifier) {
  document.getElementById(identifier).close();
}

// A click inside a panel may follow a link of the portal, which loads no page: it closes the panel.
export function closeOnLink(event) {
  if (event.target.closest("a")) event.currentTarget.hidePopover();
}

// The focus that leaves a panel for the page closes it, for it would hide what has the focus; its own button opens it.
export function closeOnLeave({ currentTarget: panel, relatedTarget: next }) {
  if (!next || panel.contains(next) || next.getAttribute("popovertarget") === panel.id) return;
  panel.hidePopover();
}
