"""The vault: secrets taken out of texts and the facts of replies, sealed and short-lived, known by reference.

Rasa's tracker holds the references only, so that nothing of a case or a person is ever in it.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.records import Conversation, VaultEntry
from portal_core.clock import Clock
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, new_public_id, read_scope, write_scope

KEPT = timedelta(hours=24)


class Vault:
    """Puts and takes sealed values of one conversation; a reference of another conversation opens nothing."""

    def __init__(self, sessions: SessionFactory, keyring: Keyring, clock: Clock) -> None:
        self._sessions = sessions
        self._keyring = keyring
        self._clock = clock

    def put(self, conversation_id: int, entries: list[tuple[str, str]]) -> list[str]:
        """Keep (kind, value) pairs for 24 hours; their references, in order."""
        if not entries:
            return []
        refs = [new_public_id() for _ in entries]
        with write_scope(self._sessions) as session:
            self._drop_old(session)
            for ref, (kind, value) in zip(refs, entries, strict=True):
                session.add(self._entry(conversation_id, ref, kind, value))
        return refs

    def take(self, conversation_public_id: str, ref: str) -> str | None:
        """The value behind a reference, or None when it is unknown, too old or of somebody else."""
        wanted = (
            sa.select(VaultEntry.value_sealed)
            .join(Conversation, Conversation.id == VaultEntry.conversation_id)
            .where(
                VaultEntry.ref == ref,
                Conversation.public_id == conversation_public_id,
                VaultEntry.expires_at > self._clock(),
            )
        )
        with read_scope(self._sessions) as session:
            sealed = session.scalar(wanted)
        return None if sealed is None else self._keyring.open(sealed)

    def open(self, conversation_public_id: str, ref: str) -> str:
        """The value behind a reference. Raises KeyError when it is gone."""
        value = self.take(conversation_public_id, ref)
        if value is None:
            raise KeyError("vault reference")
        return value

    def drop(self, conversation_id: int, refs: list[str]) -> None:
        """Forget values that have done their work."""
        gone = sa.delete(VaultEntry).where(
            VaultEntry.conversation_id == conversation_id, VaultEntry.ref.in_(refs)
        )
        with write_scope(self._sessions) as session:
            session.execute(gone)

    def _entry(self, conversation_id: int, ref: str, kind: str, value: str) -> VaultEntry:
        return VaultEntry(
            ref=ref,
            conversation_id=conversation_id,
            kind=kind,
            value_sealed=self._keyring.seal(value),
            expires_at=self._clock() + KEPT,
        )

    def _drop_old(self, session: Session) -> None:
        session.execute(sa.delete(VaultEntry).where(VaultEntry.expires_at < self._clock()))
