"""Where the focus goes by itself: to the title of a new page, to what a page has just said."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportDict, ImportVar

# The first page of a visit keeps the browser's own focus: only later paths move it.
FOLLOW = """
const place = useLocation();
useEffect(() => {
  if (window.__place && window.__place !== place.pathname) {
    document.getElementById("titre")?.focus({preventScroll: true});
  }
  window.__place = place.pathname;
}, [place.pathname]);
"""


class FocusOnTitle(rx.Fragment):
    """Draws nothing; moves the focus to the h1 when the path changes."""

    def add_imports(self) -> ImportDict:
        """Ask for the two hooks."""
        return {"react": [ImportVar(tag="useEffect")], "react-router": [ImportVar(tag="useLocation")]}

    def add_hooks(self) -> list[str | rx.Var]:
        """Follow the path."""
        return [FOLLOW]


TAKE = """
function TakeFocus({target, times}) {
  useEffect(() => { document.getElementById(target)?.focus(); }, [target, times]);
  return null;
}
"""


class TakeFocus(rx.Component):
    """Draws nothing; gives the focus to an element when it appears, and each time `times` changes."""

    tag = "TakeFocus"

    target: rx.Var[str]
    times: rx.Var[Any]

    def add_imports(self) -> ImportDict:
        """Ask for the hook."""
        return {"react": [ImportVar(tag="useEffect")]}

    def add_custom_code(self) -> list[str]:
        """Its own JavaScript."""
        return [TAKE]
