"""How Reflex builds and serves the application."""

import os
from typing import Any

os.environ.setdefault("REFLEX_TELEMETRY_ENABLED", "false")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("REFLEX_HTTP_CLIENT_BIND_ADDRESS", "0.0.0.0")  # noqa: S104

import reflex as rx

from espace_factures.look import Look

PORT = int(os.environ.get("PORT", "3000"))

# Only the parts in use, and no theme but ours: 10.8 kB of brotli instead of 15.0.
DAISYUI: Any = {
    "name": "daisyui@5.8.1",
    "import": {"name": "default as daisyui", "from": "daisyui"},
    "call": "daisyui",
    "args": {
        "themes": False,
        "logs": False,
        "include": ["button", "input", "select", "textarea", "checkbox", "radio", "properties"],
    },
}

TAILWIND: Any = rx.plugins.TailwindV4Plugin({"plugins": [DAISYUI]})

# The state of a page holds its cookie: in memory, or in a private Redis past one process; on disk only while
# developing, with the demonstration's accounts, so that what is typed outlives a restart of the application.
STATES = rx.constants.StateManagerMode.MEMORY
SESSION_SECONDS = 12 * 3600
if os.environ.get("REDIS_URL"):
    STATES = rx.constants.StateManagerMode.REDIS
elif os.environ.get("PAGES_ORIGIN"):
    STATES = rx.constants.StateManagerMode.DISK

config = rx.Config(
    app_name="espace_factures",
    frontend_port=PORT,
    backend_port=PORT,
    # Stock Reflex lets any site read any answer with the person's cookies; in development the pages' server must.
    cors_allowed_origins=[origin for origin in [os.environ.get("PAGES_ORIGIN", "")] if origin],
    telemetry_enabled=False,
    state_manager_mode=STATES,
    redis_url=os.environ.get("REDIS_URL") or None,
    # There a page is kept as long as its session; in memory its tab is swept once it is closed (web/closed_tabs.py).
    redis_token_expiration=SESSION_SECONDS if os.environ.get("REDIS_URL") else rx.constants.Expiration.TOKEN,
    show_built_with_reflex=False,
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[TAILWIND, Look()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
