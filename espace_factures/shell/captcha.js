// « Je ne suis pas un robot »: behind a plain checkbox, ALTCHA's proof of work, or reCAPTCHA's own question.
import { createElement, Fragment, useEffect, useRef, useState } from "react";

// ALTCHA's build for a strict policy: no style, no worker inside; its widget stays unseen and works off the main thread.
const ALTCHA = () => Promise.all([import("altcha/external"), import("altcha/workers/pbkdf2?worker")]);
const WORDS = {
  idle: "",
  working: "Vérification en cours…",
  done: "Vérification faite.",
  failed: "La vérification n’a pas abouti. Vérifiez votre connexion, puis cochez de nouveau la case.",
};
const SETTLED_MS = 50;

// A form sent while the work is under way waits for it, then leaves by itself.
export function ProofOfWork({ challenge, label, described }) {
  const box = useRef(null);
  const widget = useRef(null);
  const held = useRef(null);
  const phase = useRef("idle");
  const [ready, setReady] = useState(false);
  const [shown, setShown] = useState("idle");

  const become = (next) => {
    phase.current = next;
    setShown(next);
  };
  const fail = () => {
    held.current = null;
    if (box.current) box.current.checked = false;
    become("failed");
  };
  const begin = () => {
    if (!box.current.checked) {
      widget.current?.reset();
      return become("idle");
    }
    become("working");
    // Asked twice at once it gives both answers up.
    if (widget.current?.verify && widget.current.getState() !== "verifying") widget.current.verify();
  };

  useEffect(() => {
    ALTCHA()
      .then(([, worker]) => {
        globalThis.$altcha.algorithms.set("PBKDF2/SHA-256", () => new worker.default());
        setReady(true);
      })
      .catch(fail);
    const form = box.current.form;
    const sent = (event) => {
      if (!box.current.checked || phase.current === "done") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.current = { submitter: event.submitter };
    };
    form?.addEventListener("submit", sent, true);
    return () => form?.removeEventListener("submit", sent, true);
  }, []);

  useEffect(() => {
    const proof = widget.current;
    if (!ready || !proof) return;
    const changed = ({ detail }) => {
      if (detail.state === "verified") {
        become("done");
        if (held.current) {
          const { submitter } = held.current;
          held.current = null;
          setTimeout(() => box.current.form.requestSubmit(submitter), SETTLED_MS);
        }
      } else if (detail.state === "expired" && box.current.checked) begin();
      else if (detail.state === "error") fail();
    };
    proof.addEventListener("statechange", changed);
    const started = setTimeout(() => {
      if (box.current.checked) begin();
    }, 0);
    return () => {
      clearTimeout(started);
      proof.removeEventListener("statechange", changed);
    };
  }, [ready]);

  const checkbox = {
    type: "checkbox",
    id: "captcha",
    className: "checkbox",
    ref: box,
    onChange: begin,
    "data-testid": "captcha",
    "aria-required": "true",
    "aria-describedby": described,
  };
  const star = createElement("span", { className: "ef-field-star", "aria-hidden": "true" }, " *");
  const proof = {
    ref: widget,
    challenge,
    name: "captcha",
    display: "invisible",
    language: "fr",
    configuration: '{"humanInteractionSignature":false,"minDuration":0}',
  };
  return createElement(
    Fragment,
    {},
    createElement(
      "label",
      { className: "ef-choice", htmlFor: "captcha" },
      createElement("input", checkbox),
      createElement("span", {}, label, star),
    ),
    createElement("span", { role: "status", className: "ef-field-hint ef-robot-status" }, WORDS[shown]),
    ready && createElement("altcha-widget", proof),
  );
}

export function Recaptcha({ site }) {
  const place = useRef(null);
  const [answer, setAnswer] = useState("");
  useEffect(() => {
    const forget = () => setAnswer("");
    const draw = () =>
      globalThis.grecaptcha.ready(() => {
        if (!place.current || place.current.firstChild) return;
        globalThis.grecaptcha.render(place.current, { sitekey: site, callback: setAnswer, "expired-callback": forget });
      });
    if (globalThis.grecaptcha) return draw();
    const script = document.createElement("script");
    script.src = "https://www.google.com/recaptcha/api.js?hl=fr&render=explicit";
    script.onload = draw;
    document.head.append(script);
  }, [site]);
  return createElement(
    Fragment,
    {},
    createElement("div", { ref: place, id: "captcha" }),
    createElement("input", { type: "hidden", name: "captcha", value: answer, readOnly: true }),
  );
}
