"""What the provider of the tests signs with."""

import base64
import hashlib
from functools import cache

from joserfc.jwk import ECKey, Key, KeyParameters, OKPKey, RSAKey


def at_hash(access_token: str, algorithm: str) -> str:
    """The left half of the access token's digest: OpenID Connect Core 1.0, section 3.1.3.6."""
    digest = {"EdDSA": hashlib.sha512, "RS384": hashlib.sha384}.get(algorithm, hashlib.sha256)(access_token.encode())
    return base64.urlsafe_b64encode(digest.digest()[: digest.digest_size // 2]).rstrip(b"=").decode()


@cache
def a_key(algorithm: str, name: str) -> Key:
    """A private key able to sign so, the same each time it is asked by the same name."""
    parameters: KeyParameters = {"use": "sig", "kid": name}
    if algorithm == "ES256":
        return ECKey.generate_key("P-256", parameters)
    if algorithm == "EdDSA":
        return OKPKey.generate_key("Ed25519", parameters)
    return RSAKey.generate_key(2048, parameters)
