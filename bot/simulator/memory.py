"""What the simulated network keeps: who sent STOP to the carrier, and the pictures of simulated phones."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings

MEDIA_ID = re.compile("[0-9a-f]{20}")


@dataclass(frozen=True)
class StoredMedia:
    content: bytes
    content_type: str


class Memory:
    """Small files in `DATA_DIR/simulator`, because the phone and the carrier live in different processes."""

    def __init__(self, settings: Settings) -> None:
        self._root = settings.data_dir / "simulator"
        self._secret = settings.secret_key.encode()

    def block(self, number: str) -> None:
        """No text reaches this number from now on."""
        marker = self._marker(number)
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.touch()

    def unblock(self, number: str) -> None:
        """Texts reach this number again."""
        self._marker(number).unlink(missing_ok=True)

    def is_blocked(self, number: str) -> bool:
        """Whether the carrier stops texts to this number."""
        return self._marker(number).exists()

    def keep(self, media: StoredMedia) -> str:
        """Store a picture or file; its id, which cannot be guessed."""
        media_id = secrets.token_hex(10)
        folder = self._root / "media"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{media_id}.type").write_text(media.content_type)
        (folder / media_id).write_bytes(media.content)
        return media_id

    def media(self, media_id: str) -> StoredMedia | None:
        """A stored picture or file, or None."""
        path = self._root / "media" / media_id
        if not MEDIA_ID.fullmatch(media_id) or not path.is_file():
            return None
        return StoredMedia(path.read_bytes(), path.with_suffix(".type").read_text())

    def _marker(self, number: str) -> Path:
        """A file named by a keyed hash: no phone number in a file name."""
        name = hmac.new(self._secret, f"blocked\0{number}".encode(), hashlib.sha256).hexdigest()
        return self._root / "blocked" / name
