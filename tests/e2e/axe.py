"""What axe finds on the screen as it is, by the rules of WCAG 2.2 AA."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    """Each in a line."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(rules) => axe.run(rules).then((found) => found.violations)", RULES)
    return [
        f"{one['id']} {one['nodes'][0]['target']} {one['nodes'][0].get('failureSummary', '')[:200]}" for one in found
    ]
