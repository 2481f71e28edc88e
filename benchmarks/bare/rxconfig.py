"""The floor: the least Reflex application that shows the same rows."""

import os
from typing import Any

os.environ.setdefault("REFLEX_TELEMETRY_ENABLED", "false")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")

import reflex as rx

PORT = int(os.environ.get("PORT", "3000"))
PLUGINS: list[Any] = []

config = rx.Config(
    app_name="bare",
    frontend_port=PORT,
    backend_port=PORT,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_compression_formats=["brotli", "gzip"],
    plugins=PLUGINS,
    disable_plugins=[rx.plugins.SitemapPlugin],
)
