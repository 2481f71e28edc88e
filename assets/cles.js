// Passkeys: asks the server what to sign unless the page says it, the browser for a key, and submits the answer with the
// form it stands in: by itself, or to the page when the page said what to sign.
(() => {
  const UNABLE = "Ce navigateur n’a pas pu utiliser de clé d’accès. Réessayez, ou continuez autrement.";

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const { cle: address, optionsCle: asked } = form.dataset;
    if (!(address || asked) || form.elements.cle.value) return;
    event.preventDefault();
    event.stopPropagation();
    const place = form.querySelector("[role=alert]");
    place.hidden = true;
    try {
      const options = asked ? JSON.parse(asked) : await whatToSign(address);
      const key = "cleNouvelle" in form.dataset
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.cle.value = JSON.stringify(key);
      if (asked) form.requestSubmit();
      else form.submit();
    } catch {
      place.textContent = UNABLE;
      place.hidden = false;
    }
  }, { capture: true });

  async function whatToSign(address) {
    const answer = await fetch(address, { method: "POST", credentials: "include" });
    const options = await answer.json();
    if (!answer.ok) throw new Error(options.phrase);
    return options;
  }
})();
