"""A file that leaves for somebody's disk, kept by nobody on the way."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse


def download(name: str, media_type: str, parts: AsyncIterator[bytes]) -> Response:
    """A file made while it leaves: its size is not known, and memory never holds it whole."""
    return StreamingResponse(parts, media_type=media_type, headers=_headers(name))


def whole(name: str, media_type: str, content: str | bytes) -> Response:
    """A file that is made already."""
    return Response(content, media_type=media_type, headers=_headers(name))


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'",
    }
