"""What several processes remember together, asked only whether it answers: the framework keeps the pages there."""

from redis.asyncio import Redis


class Valkey:
    """The server of REDIS_URL."""

    def __init__(self, url: str, seconds: float) -> None:
        self.url, self.seconds = url, seconds

    async def greet(self) -> None:
        """One ping, on a connection of its own: what the pages use may be the very thing that is stuck."""
        client = Redis.from_url(self.url, socket_timeout=self.seconds, socket_connect_timeout=self.seconds)
        try:
            await client.execute_command("PING")
        finally:
            await client.aclose()
