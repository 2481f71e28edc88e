"""« Je ne suis pas un robot »: a plain checkbox; behind it ALTCHA's proof of work, or reCAPTCHA's own question."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportDict, ImportVar

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.ui.field_frame import problem
from espace_factures.web.me import Me

LABEL = "Je ne suis pas un robot"

# ALTCHA's build for a strict policy: no style, no worker inside; its widget stays unseen and works off the main thread.
# A form sent while the work is under way waits for it, then leaves by itself.
PROOF = """
const ALTCHA = () => Promise.all([import("altcha/external"), import("altcha/workers/pbkdf2?worker")]);
const WORDS = {
  idle: "", working: "Vérification en cours…", done: "Vérification faite.",
  failed: "La vérification n’a pas abouti. Vérifiez votre connexion, puis cochez de nouveau la case.",
};
function ProofOfWork({challenge, label, described}) {
  const box = useRef(null), widget = useRef(null), held = useRef(null), phase = useRef("idle");
  const [ready, setReady] = useState(false), [shown, setShown] = useState("idle");
  const become = (next) => { phase.current = next; setShown(next); };
  const fail = () => { held.current = null; if (box.current) box.current.checked = false; become("failed"); };
  const begin = () => {
    if (!box.current.checked) { widget.current?.reset(); return become("idle"); }
    become("working");
    if (widget.current?.verify) widget.current.verify();
  };
  useEffect(() => {
    ALTCHA().then(([, worker]) => {
      globalThis.$altcha.algorithms.set("PBKDF2/SHA-256", () => new worker.default());
      setReady(true);
    }).catch(fail);
    const form = box.current.form;
    const sent = (event) => {
      if (!box.current.checked || phase.current === "done") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.current = {submitter: event.submitter};
    };
    form?.addEventListener("submit", sent, true);
    return () => form?.removeEventListener("submit", sent, true);
  }, []);
  useEffect(() => {
    const proof = widget.current;
    if (!ready || !proof) return;
    const changed = ({detail}) => {
      if (detail.state === "verified") {
        become("done");
        if (held.current) {
          const {submitter} = held.current;
          held.current = null;
          setTimeout(() => box.current.form.requestSubmit(submitter), 50);
        }
      } else if (detail.state === "expired" && box.current.checked) begin();
      else if (detail.state === "error") fail();
    };
    proof.addEventListener("statechange", changed);
    const started = setTimeout(() => { if (box.current.checked) begin(); }, 0);
    return () => { clearTimeout(started); proof.removeEventListener("statechange", changed); };
  }, [ready]);
  return jsx(Fragment, {},
    jsx("label", {className: "ef-choice", htmlFor: "captcha"},
      jsx("input", {type: "checkbox", id: "captcha", className: "checkbox", ref: box, onChange: begin,
        "data-testid": "captcha", "aria-describedby": described}),
      jsx("span", {}, label)),
    jsx("span", {role: "status", className: "ef-field-hint ef-robot-status"}, WORDS[shown]),
    ready && jsx("altcha-widget", {ref: widget, challenge, name: "captcha", display: "invisible", language: "fr",
      configuration: '{"humanInteractionSignature":false,"minDuration":0}'}));
}
"""

GOOGLE = """
function Recaptcha({site}) {
  const place = useRef(null), [answer, setAnswer] = useState("");
  useEffect(() => {
    const draw = () => globalThis.grecaptcha.ready(() => {
      if (place.current && !place.current.firstChild) {
        globalThis.grecaptcha.render(place.current,
          {sitekey: site, callback: setAnswer, "expired-callback": () => setAnswer("")});
      }
    });
    if (globalThis.grecaptcha) return draw();
    const script = document.createElement("script");
    script.src = "https://www.google.com/recaptcha/api.js?hl=fr&render=explicit";
    script.onload = draw;
    document.head.append(script);
  }, [site]);
  return jsx(Fragment, {},
    jsx("div", {ref: place, id: "captcha"}),
    jsx("input", {type: "hidden", name: "captcha", value: answer, readOnly: true}));
}
"""


class ProofOfWork(rx.Component):
    """ALTCHA behind a checkbox of ours, whose name never changes."""

    tag = "ProofOfWork"
    lib_dependencies: list[str] = ["altcha@3.2.2"]

    challenge: rx.Var[str]
    label: rx.Var[str]
    described: rx.Var[str]

    def add_imports(self) -> ImportDict:
        """Ask for React's hooks."""
        return {"react": [ImportVar(tag=tag) for tag in ("useEffect", "useRef", "useState", "Fragment")]}

    def add_custom_code(self) -> list[str]:
        """Its own JavaScript."""
        return [PROOF]


class Recaptcha(rx.Component):
    """Google's widget, when the settings ask for it."""

    tag = "Recaptcha"

    site: rx.Var[str]

    def add_imports(self) -> ImportDict:
        """Ask for React's hooks."""
        return {"react": [ImportVar(tag=tag) for tag in ("useEffect", "useRef", "useState", "Fragment")]}

    def add_custom_code(self) -> list[str]:
        """Its own JavaScript."""
        return [GOOGLE]


def captcha(error: Any) -> rx.Component:
    """The question, inside the form whose field « captcha » it fills; `error` is what to correct."""
    proof = ProofOfWork.create(challenge=native(routes.CAPTCHA_CHALLENGE), label=LABEL, described="captcha-erreur")
    return rx.cond(
        Me.captcha == "off",
        rx.fragment(),
        rx.el.div(
            *problem("captcha", error),
            rx.cond(Me.captcha == "recaptcha", Recaptcha.create(site=Me.captcha_site), proof),
            class_name="ef-field",
        ),
    )
