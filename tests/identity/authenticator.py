"""A device that makes passkeys and signs with them, as WebAuthn says; it lies about its origin when told."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(content: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass(slots=True)
class Authenticator:
    """One key, for one site."""

    origin: str = "http://localhost:3000"
    party: str = "localhost"
    counter: int = 1
    verifies: bool = True
    identifier: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: str) -> str:
        """The credential for registration options."""
        client = self._client("webauthn.create", json.loads(options)["challenge"])
        attested = b"\0" * 16 + len(self.identifier).to_bytes(2, "big") + self.identifier + cbor2.dumps(self._public())
        data = self._data(ATTESTED) + attested
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential({"attestationObject": b64(statement), "clientDataJSON": b64(client)})

    def sign(self, options: str) -> str:
        """The answer to authentication options."""
        self.counter += 1
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        data = self._data(0)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {"authenticatorData": b64(data), "clientDataJSON": b64(client), "signature": b64(signed)}
        return self._credential(answer)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.party.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _public(self) -> dict[int, Any]:
        numbers = self.key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}

    def _credential(self, response: dict[str, str]) -> str:
        name = b64(self.identifier)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
