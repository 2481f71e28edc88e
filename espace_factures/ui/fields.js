// What a field answers to the hand at once.

export function toggleSecret(identifier) {
  const input = document.getElementById(identifier);
  const isHidden = input.type === "password";
  input.type = isHidden ? "text" : "password";
  input.parentElement.toggleAttribute("data-shown", isHidden);
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
