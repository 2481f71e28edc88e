// Passkeys: asks the server what to sign, the browser for a key, and posts the answer with the form it stands in.
(() => {
  const UNABLE = "Ce navigateur n’a pas pu utiliser de clé d’accès. Réessayez, ou continuez autrement.";

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.cle || form.elements.cle.value) return;
    event.preventDefault();
    const place = form.querySelector("[role=alert]");
    place.hidden = true;
    try {
      const answer = await fetch(form.dataset.cle, { method: "POST", credentials: "include" });
      const options = await answer.json();
      if (!answer.ok) throw new Error(options.phrase);
      const key = "cleNouvelle" in form.dataset
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.cle.value = JSON.stringify(key);
      form.submit();
    } catch {
      place.textContent = UNABLE;
      place.hidden = false;
    }
  });
})();
