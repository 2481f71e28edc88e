// Sends a chosen or dropped file as soon as it is there, shows how far it is, and hands its identifier to the page.
(() => {
  const MEGABYTE = 1024 * 1024;
  const LOST = "Le fichier n’est pas parti : vérifiez votre connexion, puis choisissez-le de nouveau.";
  const WAIT = "Le fichier est encore en route : attendez qu’il arrive, puis envoyez.";
  const sending = new Set();
  const part = (input, name) => document.getElementById(`${input.id}-${name}`);

  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.envoi || !input.files.length) return;
    // What the server drew cannot tell the page: it chooses the same files again once it is alive (ui/slot.js).
    if (input.closest("[data-rempli]")) return;
    refuse(input, "");
    const received = [];
    sending.add(input);
    const { files, refused } = await unpacked([...input.files]);
    const count = files.length + refused.length;
    for (const [index, file] of files.entries()) {
      const answer = await send(input, file, count > 1 ? `${index + 1} sur ${files.length} : ` : "");
      if (answer.id) received.push(answer.id);
      else refused.push(count > 1 ? `${file.name} : ${answer.phrase}` : answer.phrase);
      refuse(input, refused.join("\n"));
    }
    sending.delete(input);
    part(input, "envoi").hidden = true;
    input.value = "";
    report(input, count, refused);
    if ("liste" in input.dataset) input.parentElement.querySelector(".ef-drop-names").textContent = "";
    if (received.length) tell(part(input, "recu"), received.join(" "));
  });

  // A ZIP is opened here, and its files are sent one by one: the server never opens an archive.
  async function unpacked(chosen) {
    const files = [];
    const refused = [];
    for (const file of chosen) {
      if (!/\.zip$/i.test(file.name)) {
        files.push(file);
        continue;
      }
      const { filesOf } = await import("/zip.js");
      const found = await filesOf(file, largest());
      files.push(...found.files);
      refused.push(...found.refused);
    }
    return { files, refused };
  }

  // Of several files, the page itself says which were refused, and why: it may have to stay for that.
  function report(input, sent, refused) {
    const place = part(input, "refuses");
    if (!place) return;
    if (sent > 1) refuse(input, "");
    if (sent > 1 || place.value) tell(place, [`${sent} ${Date.now()}`, ...refused].join("\n"));
  }

  // A form does not leave before its files: React, which hears the same document, never learns of it.
  document.addEventListener("submit", (event) => {
    const late = [...sending].find((input) => event.target.contains(input));
    if (!late) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    refuse(late, WAIT);
  }, true);

  function send(input, file, prefix) {
    if (file.size > largest()) return Promise.resolve({ phrase: tooLarge(largest()) });
    const box = part(input, "envoi");
    const [words, bar] = [box.querySelector("span"), box.querySelector("progress")];
    box.hidden = false;
    words.textContent = `${prefix}Envoi de ${file.name}…`;
    bar.value = 0;
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", input.dataset.envoi);
      request.withCredentials = true;
      request.responseType = "json";
      request.timeout = 120000;
      request.upload.onprogress = (progress) => {
        bar.value = progress.lengthComputable ? progress.loaded / progress.total : 0;
        if (progress.loaded === progress.total) words.textContent = `${prefix}Lecture de ${file.name}…`;
      };
      request.onload = () => resolve(request.response ?? { phrase: LOST });
      request.onerror = request.ontimeout = () => resolve({ phrase: LOST });
      const form = new FormData();
      form.append("fichier", file);
      request.send(form);
    });
  }

  // The frame of the page says the parameter in force; until it does, the server alone refuses.
  function largest() {
    return Number(document.querySelector("[data-plus-gros]")?.dataset.plusGros) || Infinity;
  }

  function tooLarge(bytes) {
    return `Ce fichier dépasse ${bytes / MEGABYTE}\u00a0Mo\u202f: choisissez un fichier plus léger.`;
  }

  function refuse(input, sentence) {
    const place = part(input, "refus");
    place.textContent = sentence;
    place.hidden = !sentence;
    input.setAttribute("aria-invalid", sentence ? "true" : "false");
  }

  // React listens to the input event, and compares with the value it knows: set it as a person would.
  function tell(field, value) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The page may have come to life, and handed over what was chosen, before this script could hear it.
  for (const input of document.querySelectorAll("input[data-envoi]"))
    if (input.files.length) input.dispatchEvent(new Event("change", { bubbles: true }));
})();
