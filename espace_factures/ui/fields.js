// What a field answers to the hand at once.

export function toggleSecret(identifier) {
  const input = document.getElementById(identifier);
  const isHidden = input.type === "password";
  input.type = isHidden ? "text" : "password";
  input.parentElement.toggleAttribute("data-shown", isHidden);
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

// What nobody sees takes no room in a field, and the spaces around a text neither.
function cleaned(text) {
  return text.normalize("NFC").replace(/[\s\p{Z}]+/gu, " ").replace(UNSEEN, "").trim();
}

export function pasteClean(event) {
  const text = event.clipboardData.getData("text/plain");
  const clean = cleaned(text);
  if (clean === text) return;
  event.preventDefault();
  document.execCommand("insertText", false, clean);
}

// The code alone stays of what was pasted around it; nothing is chosen between two.
export function keepCode(event) {
  const input = event.target;
  const length = Number(input.dataset.length);
  const wide = (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0);
  const text = cleaned(input.value).replace(/[０-９]/g, wide);
  const groups = new Set(text.split(/[^0-9A-Za-z]+/).filter((word) => /^[0-9]+$/.test(word) && word.length === length));
  const code = groups.size === 1 ? [...groups][0] : text.replace(/[^0-9]/g, "").slice(0, length);
  if (code !== input.value) input.value = code;
}

// The zone says the names that it received, and lights up under a file held over it.
export function nameFiles(event) {
  const names = Array.from(event.target.files, (file) => file.name);
  event.target.parentElement.querySelector(".ef-drop-names").textContent = names.join(", ");
}

export function lightUp(event) {
  event.target.parentElement.setAttribute("data-over", "");
}

export function lightDown(event) {
  event.target.parentElement.removeAttribute("data-over");
}
