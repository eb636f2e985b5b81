"""Training data by language: `data/<code>/*.yml`, each example tagged with its folder's code."""

from pathlib import Path

from rasa.shared.importers import utils
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.languages import LANGUAGES

TAG = "example_language"


class LanguageFolderImporter(RasaFileImporter):
    """Rasa's file importer, which by itself forgets where an example was read."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        sent_by_bot: list[str] | None = None,
    ) -> None:
        """Take Rasa's arguments and, from config.yml, the intents that no person's text can have."""
        super().__init__(config_file, domain_path, training_data_paths)
        self._sent_by_bot = sent_by_bot or []

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All examples, those under a language folder tagged with its code.

        An intent sent by the bot gets its command as examples, untagged and so not learned: Rasa warns of
        intents with fewer than two.
        """
        commands = [
            Message({TEXT: command, INTENT: intent})
            for intent in self._sent_by_bot
            for command in (f"/{intent}", f"/{intent}{{}}")
        ]
        read = (_tagged(path, language) for path in self._nlu_files)
        return TrainingData(commands).merge(*read)


def _tagged(path: str, language: str | None) -> TrainingData:
    data = utils.training_data_from_paths([path], language)
    folder = Path(path).parent.name
    if folder in LANGUAGES:
        for example in data.training_examples:
            example.set(TAG, folder)
    return data
