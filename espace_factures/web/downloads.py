"""A file that is made while it leaves: its size is not known, and memory never holds it whole."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse


def download(name: str, media_type: str, parts: AsyncIterator[bytes]) -> Response:
    """The answer that hands it over, kept by nobody on the way."""
    return StreamingResponse(
        parts,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'",
        },
    )
