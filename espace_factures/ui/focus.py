"""After a change of page inside the portal, the focus goes to its title, and readers announce it."""

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
