"""The NLU pipeline as Rasa graph components; what they compute is in the modules beside this one."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_RANKING_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import embeddings, placeholders
from components.importer import TAG
from components.intents import IntentModel
from components.languages import LanguageModel
from components.short_texts import without_greeting

_RANKING = 10  # intents listed in an answer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceholderReader(GraphComponent, EntityExtractorMixin):
    """Turns `<a_number:REF>` into the entity a_number with the value REF."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Make the component; there is nothing to load."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message."""
        for message in messages:
            found = [_entity(placeholder) for placeholder in placeholders.find(message.get(TEXT) or "")]
            message.set(
                ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True
            )
        return messages


def _entity(placeholder: placeholders.Placeholder) -> dict[str, Any]:
    return {
        ENTITY_ATTRIBUTE_TYPE: placeholder.kind,
        ENTITY_ATTRIBUTE_VALUE: placeholder.reference,
        ENTITY_ATTRIBUTE_START: placeholder.start,
        ENTITY_ATTRIBUTE_END: placeholder.end,
    }


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Gives each message its multilingual sentence vector."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Make the component; the vectors come with the embedding library."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add vectors to what people say, from the cache where it has them."""
        examples = _tagged(training_data)
        texts = [placeholders.neutral(example.get(TEXT)) for example in examples]
        for example, vector in zip(examples, embeddings.embed_all(texts), strict=True):
            _add_vector(example, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector of each message."""
        for message in messages:
            _add_vector(message, embeddings.remembered(placeholders.neutral(_question(message))))
        return messages


def _question(message: Message) -> str:
    """What the intent is read from: a greeting before a question says nothing about it."""
    return without_greeting(message.get(TEXT) or "")


def _tagged(training_data: TrainingData) -> list[Message]:
    """The examples of what people say: those read from a language folder."""
    return [example for example in training_data.training_examples if example.get(TAG)]


def _add_vector(message: Message, vector: np.ndarray) -> None:
    message.add_features(
        Features(vector[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, SentenceFeaturizer.__name__)
    )


def _vectors(messages: list[Message]) -> np.ndarray:
    return np.stack([message.get_dense_features(TEXT, [])[1].features[0] for message in messages])


class _Trained(GraphComponent):
    """What components with a model in Rasa's storage share; a subclass names the model's class."""

    model_class: Any

    def __init__(self, model_storage: ModelStorage, resource: Resource, model: Any = None) -> None:
        """Keep where to save to, and the model once there is one."""
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Make an untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GraphComponent:
        """Make the component with the model that training stored."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, cls.model_class.load(folder))

    def _store(self) -> Resource:
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageRecogniser(_Trained):
    """Puts `language: {"code", "confidence"}` into the answer."""

    model_class = LanguageModel

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that lie in a language folder."""
        tagged = _tagged(training_data)
        texts = [example.get(TEXT) for example in tagged]
        self._model = LanguageModel.train(texts, [example.get(TAG) for example in tagged])
        return self._store()

    def process(self, messages: list[Message]) -> list[Message]:
        """Recognise the language of each message."""
        for message in messages:
            code, confidence = self._model.recognise(message.get(TEXT) or "")
            message.set("language", {"code": code, "confidence": confidence}, add_to_output=True)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentRecogniser(_Trained, IntentClassifier):
    """Puts intent and intent_ranking into the answer, with calibrated confidences."""

    model_class = IntentModel

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that lie in a language folder; others are commands, not what people say."""
        examples = _tagged(training_data)
        texts = [example.get(TEXT) for example in examples]
        intents = [example.get(INTENT) for example in examples]
        self._model = IntentModel.train_calibrated(texts, _vectors(examples), intents)
        return self._store()

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message."""
        texts = [_question(message) for message in messages]
        for message, chances in zip(messages, self._model.decide(texts, _vectors(messages)), strict=True):
            order = np.argsort(-chances, kind="stable")[:_RANKING]
            names = self._model.model.classes
            ranking = [{"name": names[index], "confidence": float(chances[index])} for index in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages
