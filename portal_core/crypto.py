"""Sealing and keyed look-up of personal data. Services call it; records only hold the results."""

import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal_core.errors import BadKeys, SealBroken

MIN_SECRET_LENGTH = 32


class Keyring:
    """Seals with the first data key, opens with any; digests with a key drawn from the secret.

    Rotation: put a new key in front of `data_keys`, re-seal every row with `reseal`, drop the old key.
    The secret is not part of it: look-up digests of values we do not keep (linking codes) hang on it.
    """

    def __init__(self, data_keys: Sequence[str], secret_key: str) -> None:
        """Raises BadKeys if there is no data key, one is malformed, or the secret is short."""
        if not data_keys:
            raise BadKeys("data_keys_missing")
        if len(secret_key) < MIN_SECRET_LENGTH:
            raise BadKeys("secret_key_short", min_length=MIN_SECRET_LENGTH)
        try:
            self._fernet = MultiFernet([Fernet(key) for key in data_keys])
        except ValueError as error:
            raise BadKeys("data_key_malformed") from error
        self._digest_key = HKDF(SHA256(), 32, salt=None, info=b"look-up digests").derive(secret_key.encode())

    def seal(self, text: str) -> str:
        """An encrypted, authenticated token (URL-safe ASCII) that only this keyring opens."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, token: str) -> str:
        """The text inside a token. Raises SealBroken if no key fits or the token was changed."""
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken:
            raise SealBroken from None

    def reseal(self, token: str) -> str:
        """The same text under the first key. Raises SealBroken."""
        try:
            return self._fernet.rotate(token).decode("ascii")
        except InvalidToken:
            raise SealBroken from None

    def digest(self, kind: str, value: str) -> str:
        """Keyed look-up hash (HMAC-SHA256, 64 hex digits); the same value differs between kinds."""
        return hmac.new(self._digest_key, f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()


def same_digest(left: str, right: str) -> bool:
    """Whether two digests are equal, compared in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())


def new_data_key() -> str:
    """A fresh random key for `DATA_KEYS`."""
    return Fernet.generate_key().decode("ascii")
