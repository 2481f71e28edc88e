"""A button that may be pressed again after a while, and counts the seconds until then."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportDict, ImportVar

CODE = """
function Countdown({seconds, label, onClick}) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    const tick = setInterval(() => {
      const now = Math.max(Math.ceil((end - Date.now()) / 1000), 0);
      setLeft(now);
      if (!now) clearInterval(tick);
    }, 250);
    return () => clearInterval(tick);
  }, [seconds]);
  return jsx("button", {type: "button", className: "btn ef-btn-quiet", disabled: left > 0, onClick},
    jsx("span", {}, label,
      left > 0 && jsx("span", {"aria-hidden": "true", className: "ef-figures"}, ` (dans\u00a0${left}\u00a0s)`)));
}
"""


class Countdown(rx.Component):
    """The button itself; its name stays the same while it waits."""

    tag = "Countdown"

    seconds: rx.Var[int]
    label: rx.Var[str]

    def add_imports(self) -> ImportDict:
        """Ask for React's hooks."""
        return {"react": [ImportVar(tag="useEffect"), ImportVar(tag="useState")]}

    def add_custom_code(self) -> list[str]:
        """Its own JavaScript."""
        return [CODE]


def after(seconds: Any, label: str, on_click: Any) -> rx.Component:
    """« Renvoyer le code (dans 27 s) »."""
    return Countdown.create(seconds=seconds, label=label, on_click=on_click)
