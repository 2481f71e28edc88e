// A filter acts as soon as it is chosen: lists and boxes at once, words once one stops typing.
const PAUSE_MS = 350;
const TYPED = new Set(["search", "text", "date"]);
let waiting = 0;

function isTyped(target) {
  return target.tagName === "INPUT" && TYPED.has(target.type);
}

export function narrowSoon(event) {
  if (!isTyped(event.target)) return;
  const form = event.currentTarget;
  clearTimeout(waiting);
  waiting = setTimeout(() => form.isConnected && form.requestSubmit(), PAUSE_MS);
}

export function narrowNow(event) {
  if (isTyped(event.target)) return;
  clearTimeout(waiting);
  event.currentTarget.requestSubmit();
}
