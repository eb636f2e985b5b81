"""How a stage ends the journey of a message."""

from bot.words.render import Reply


class Speak(Exception):
    """Raised by a stage to answer with these replies and stop."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        super().__init__()


class Silent(Exception):
    """Raised by a stage to stop without a word."""
