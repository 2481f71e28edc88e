"""« Je ne suis pas un robot »: our own proof of work by ALTCHA, reCAPTCHA by settings, or nothing on a laptop."""

import secrets
import time
from typing import Any, Final

import httpx
from altcha import v2

from espace_factures.core.ports import CaptchaUnavailableError, Keys

ALGORITHM: Final = "PBKDF2/SHA-256"
ITERATIONS: Final = 5_000
EASIEST, HARDEST = 100, 400
"""How many keys a browser derives: half a second to two seconds on a phone, off its main thread."""
LIFETIME_SECONDS: Final = 20 * 60
LONGEST_ANSWER: Final = 8_000

GOOGLE: Final = "https://www.google.com/recaptcha/api/siteverify"
TIMEOUT_SECONDS: Final = 5


class Altcha:
    """Challenges that we sign: nobody else is asked, nothing is remembered, and each expires."""

    def __init__(self, keys: Keys, lifetime: int = LIFETIME_SECONDS) -> None:
        self.secrets = [(b"captcha:" + key, b"captcha-key:" + key) for key in keys]
        self.lifetime = lifetime

    def challenge(self, effort: int = 1) -> dict[str, object]:
        """A counter to find; how far it is hidden is signed with it."""
        counter = (EASIEST + secrets.randbelow(HARDEST - EASIEST)) * effort
        expires = int(time.time()) + self.lifetime
        secret, key_secret = self.secrets[0]
        made = v2.create_challenge(
            ALGORITHM,
            ITERATIONS,
            counter=counter,
            expires_at=expires,
            data={"effort": effort},
            hmac_secret=secret,
            hmac_key_secret=key_secret,
        )
        return made.to_dict()

    def solved(self, answer: str, address: str, effort: int = 1) -> str:  # noqa: ARG002 - the address is reCAPTCHA's
        """The signature of the challenge that the answer solves; empty otherwise, or when it was too easy."""
        if not answer or len(answer) > LONGEST_ANSWER:
            return ""
        try:
            payload = v2.Payload.from_base64(answer)
            is_right = any(self._is_solution(payload, *secrets) for secrets in self.secrets)
            is_right = is_right and (payload.challenge.parameters.data or {}).get("effort", 0) >= effort
        except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
            return ""
        return str(payload.challenge.signature) if is_right else ""

    @staticmethod
    def _is_solution(payload: v2.Payload, secret: bytes, key_secret: bytes) -> bool:
        return v2.verify_solution(payload, secret, hmac_key_secret=key_secret).verified


class Recaptcha:
    """Google's, verified by its server; a server that does not answer lets nobody through."""

    def __init__(self, secret: str, url: str = GOOGLE, timeout: float = TIMEOUT_SECONDS) -> None:
        self.secret, self.url, self.timeout = secret, url, timeout

    def challenge(self, effort: int = 1) -> dict[str, object]:  # noqa: ARG002 - Google weighs it
        """Google asks its own questions."""
        return {}

    def solved(self, answer: str, address: str, effort: int = 1) -> str:  # noqa: ARG002 - Google weighs it
        """The answer itself when Google vouches for it; raises CaptchaUnavailableError."""
        if not answer or len(answer) > LONGEST_ANSWER:
            return ""
        form = {"secret": self.secret, "response": answer, "remoteip": address}
        try:
            reply = httpx.post(self.url, data=form, timeout=self.timeout)
            reply.raise_for_status()
            verdict: Any = reply.json()
        except (httpx.HTTPError, ValueError) as error:
            raise CaptchaUnavailableError(type(error).__name__) from error
        return answer if isinstance(verdict, dict) and verdict.get("success") is True else ""


class NoCaptcha:
    """CAPTCHA=off, refused in production: everybody is a person."""

    def challenge(self, effort: int = 1) -> dict[str, object]:  # noqa: ARG002 - nobody is asked
        """Nothing to solve."""
        return {}

    def solved(self, answer: str, address: str, effort: int = 1) -> str:  # noqa: ARG002 - nobody is asked
        """A proof made up for each."""
        return secrets.token_hex()
