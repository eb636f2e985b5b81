"""Privacy: secrets leave the text for the vault; what goes on holds placeholders and references only."""

from bot.rasa import Command
from bot.secrets_in_text import Secret, find_secrets
from bot.turn import Turn
from bot.vault import Vault

FEW_WORDS = 3


def privacy(turn: Turn) -> None:
    """Replace secrets by `<kind:ref>`. A text that is little else than secrets needs no understanding."""
    if turn.commands:
        return
    text, secrets = find_secrets(turn.text)
    if not secrets:
        return
    vault = Vault(turn.services.sessions, turn.services.keyring, turn.services.clock)
    refs = vault.put(turn.conversation.id, [(secret.kind, secret.value) for secret in secrets])
    turn.entities = {secret.kind: ref for secret, ref in zip(secrets, refs, strict=True)}
    turn.text = _with_placeholders(text, secrets, refs)
    if _words_around(text, secrets) <= FEW_WORDS:
        turn.commands.append(Command("inform", turn.entities))


def _with_placeholders(text: str, secrets: list[Secret], refs: list[str]) -> str:
    parts, at = [], 0
    for secret, ref in zip(secrets, refs, strict=True):
        parts += [text[at : secret.start], f"<{secret.kind}:{ref}>"]
        at = secret.end
    return "".join([*parts, text[at:]])


def _words_around(text: str, secrets: list[Secret]) -> float:
    """How many words stand beside the secrets; Chinese has no blanks, there two characters are a word."""
    for secret in reversed(secrets):
        text = text[: secret.start] + " " + text[secret.end :]
    words = [word for word in text.split() if any(character.isalpha() for character in word)]
    return sum(max(1.0, sum("\u4e00" <= character <= "\u9fff" for character in word) / 2) for word in words)
