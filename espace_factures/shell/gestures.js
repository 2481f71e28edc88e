// A button says what it does while the server does it, and is not pressed twice; the line lost, it is free again.
import { createElement, useEffect, useState } from "react";

const SHOWN_AFTER_MS = 150;
const TWICE_WITHIN_MS = 500;
const LEAVES_WITHIN_MS = 10_000;
const WAIT = "Un instant…";
const DOING = [
  ["Envoi…", /^(r?envoyer|corriger et renvoyer)/],
  ["Enregistrement…", /^(enregistrer|garder|choisir|changer|corriger|donner|renommer|rester)/],
  ["Connexion…", /^se connecter/],
  ["Inscription…", /^s['’]inscrire/],
  ["Recherche…", /^(re)?chercher/],
  ["Vérification…", /^(vérifier|suivant)/],
  ["Validation…", /^(valider|accepter)/],
  ["Confirmation…", /^confirmer/],
  ["Ajout…", /^ajouter/],
  ["Retrait…", /^(retirer|quitter)/],
  ["Suppression…", /^(supprimer|abandonner)/],
  ["Préparation…", /^(préparer|télécharger)/],
];

let pressed = null;
let last = 0;
let say = () => {};
const under = new Map();
const sent = new Set();
const lost = new Set();

// What the framework's script tells (transports.py): what a press asks of the server, that it left, that it is done.
export const gestures = {
  asked(events) {
    for (const event of pressed ? events : []) {
      if (event.name.startsWith("_")) continue;
      last += 1;
      event.geste = last;
      take(pressed, last);
    }
    return events;
  },
  left({ geste }) {
    if (geste) sent.add(geste);
  },
  done(geste) {
    sent.delete(geste);
    const button = under.get(geste);
    under.delete(geste);
    if (button && !isBusy(button)) free(button);
  },
  // Of what left and was not answered nobody knows whether it was done; what waits here leaves with the next line.
  cut() {
    const unknown = [...sent];
    unknown.forEach(gestures.done);
    if (unknown.length) lost.forEach((hear) => hear());
  },
  hearLost(hear) {
    lost.add(hear);
    return () => lost.delete(hear);
  },
};

export function Gestures() {
  const [words, setWords] = useState("");
  useEffect(() => {
    say = setWords;
    const given = new AbortController();
    const hear = (name, listener, capture = true) => addEventListener(name, listener, { capture, signal: given.signal });
    hear("click", press);
    hear("submit", press);
    hear("submit", leave, false);
    hear("pageshow", ({ persisted }) => persisted && [...under.keys()].forEach(gestures.done));
    return () => given.abort();
  }, []);
  return createElement("span", { className: "sr-only", role: "status" }, words);
}

function press(event) {
  const button = pressedIn(event);
  if (!button) return;
  const isAgain = event.detail > 1 && performance.now() - Number(button.dataset.presse ?? -Infinity) < TWICE_WITHIN_MS;
  if (isAgain || isBusy(button)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  pressed = button;
  setTimeout(() => {
    pressed = null;
  });
}

// A search is not a gesture: what is asked last counts.
function pressedIn({ type, target, submitter }) {
  if (type === "click") return target.closest?.("button:not([popovertarget])");
  if (target.method !== "post") return null;
  return submitter ?? [...target.elements].find(({ type: kind }) => kind === "submit") ?? target;
}

function isBusy(button) {
  return [...under.values()].some((other) => other === button || isOfOneForm(other, button));
}

function isOfOneForm(one, other) {
  return one.type === "submit" && other.type === "submit" && one.form !== null && one.form === other.form;
}

// A form that the browser posts by itself: the page that answers takes this one's place.
function leave(event) {
  const button = event.defaultPrevented ? null : pressedIn(event);
  if (!button) return;
  last += 1;
  take(button, last);
  setTimeout(gestures.done, LEAVES_WITHIN_MS, last);
}

function take(button, geste) {
  under.set(geste, button);
  if ("parti" in button.dataset) return;
  Object.assign(button.dataset, { parti: "", presse: performance.now() });
  button.setAttribute("aria-disabled", "true");
  setTimeout(() => under.has(geste) && show(button), SHOWN_AFTER_MS);
}

function show(button) {
  const said = button.textContent.trim().toLowerCase();
  const words = DOING.find(([, verb]) => verb.test(said))?.[0] ?? WAIT;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.dit = words;
  button.setAttribute("aria-busy", "true");
  if (!button.hasAttribute("aria-label")) button.setAttribute("aria-label", words);
  say(words);
}

function free(button) {
  const { dit } = button.dataset;
  if (dit && button.getAttribute("aria-label") === dit) button.removeAttribute("aria-label");
  for (const name of ["data-parti", "data-dit", "aria-busy", "aria-disabled"]) button.removeAttribute(name);
  button.style.minWidth = "";
  say("");
}
