"""The Rasa components put what the modules compute into the places that `/model/parse` answers from."""

import numpy as np
from rasa.shared.nlu.training_data.message import Message

from components.graph import (
    IntentRecogniser,
    LanguageRecogniser,
    PlaceholderReader,
    SentenceFeaturizer,
    _vectors,
)
from components.importer import LanguageFolderImporter


class _Model:
    classes = [f"intent_{index}" for index in range(12)]

    @property
    def model(self):
        return self

    def decide(self, texts, vectors):
        return np.array([[0.04] * 11 + [0.56]] * len(texts))

    def recognise(self, text):
        return "ht", 0.9


def test_placeholders_become_entities_in_the_answer():
    message = Message({"text": "<a_number:77> mwen"})
    PlaceholderReader().process([message])
    assert message.as_dict(only_output_properties=True)["entities"] == [
        {"entity": "a_number", "value": "77", "start": 0, "end": 13, "extractor": "PlaceholderReader"}
    ]


def test_the_language_is_in_the_answer():
    message = Message({"text": "kite m konnen"})
    LanguageRecogniser(None, None, _Model()).process([message])
    assert message.as_dict(only_output_properties=True)["language"] == {"code": "ht", "confidence": 0.9}


def test_intent_and_the_ten_best_are_in_the_answer():
    message = Message({"text": "kite m konnen"})
    SentenceFeaturizer("featurizer", SentenceFeaturizer.get_default_config()).process([message])
    IntentRecogniser(None, None, _Model()).process([message])
    answer = message.as_dict(only_output_properties=True)
    assert answer["intent"] == {"name": "intent_11", "confidence": 0.56}
    assert len(answer["intent_ranking"]) == 10


def test_the_featurizer_gives_one_vector_a_message():
    messages = [Message({"text": "hola"}), Message({"text": ""})]
    SentenceFeaturizer("featurizer", SentenceFeaturizer.get_default_config()).process(messages)
    assert _vectors(messages).shape == (2, 384)


def test_examples_are_tagged_by_folder_and_commands_are_not(tmp_path):
    folder = tmp_path / "ht"
    folder.mkdir()
    (folder / "a.yml").write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - bonjou\n')
    importer = LanguageFolderImporter(None, None, [str(tmp_path)], sent_by_bot=["inform"])
    examples = importer.get_nlu_data().training_examples
    assert {e.get("text"): e.get("example_language") for e in examples} == {
        "bonjou": "ht",
        "/inform": None,
        "/inform{}": None,
    }
