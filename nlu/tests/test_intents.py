"""The intent model: learns, is deterministic, survives storage, leaves short texts to the table."""

import numpy as np
import pytest

from components import linear
from components.intents import IntentModel

TEXTS = [
    *(f"when is my hearing {word}" for word in ("please", "sir", "today", "friend", "again", "now")),
    *(f"how do i send evidence {word}" for word in ("please", "sir", "today", "friend", "again", "now")),
    *(f"hello good morning {word}" for word in ("please", "sir", "today", "friend", "again", "now")),
]
INTENTS = ["ask_next_hearing"] * 6 + ["submit_document"] * 6 + ["greet"] * 6
VECTORS = np.random.default_rng(1).normal(size=(18, 384)).astype(np.float32)


@pytest.fixture(scope="module")
def model():
    return IntentModel.train_calibrated(TEXTS, VECTORS, INTENTS)


def test_it_learns(model):
    unseen = np.zeros((2, 384), dtype=np.float32)
    chances = model.decide(["when will my hearing be", "can i send my evidence"], unseen)
    assert [model.model.classes[i] for i in chances.argmax(axis=1)] == ["ask_next_hearing", "submit_document"]


def test_probabilities_sum_to_one(model):
    assert model.decide(TEXTS, VECTORS).sum(axis=1) == pytest.approx(np.ones(18))


def test_the_same_data_gives_the_same_model(model):
    again = IntentModel.train_calibrated(TEXTS, VECTORS, INTENTS)
    assert (again.model.weights == model.model.weights).all()
    assert again.sharpness == model.sharpness


def test_saved_and_loaded_is_the_same(model, tmp_path):
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    assert loaded.decide(TEXTS, VECTORS) == pytest.approx(model.decide(TEXTS, VECTORS), abs=1e-3)


def test_the_table_outvotes_the_model_on_short_texts(model):
    chances = model.decide(["hola"], VECTORS[:1])
    assert chances[0, model.model.classes.index("greet")] > 0.98


def test_a_reference_in_a_placeholder_changes_nothing(model):
    one, other = model.decide(["hearing <a_number:1>", "hearing <a_number:xyz>"], VECTORS[[0, 0]])
    assert (one == other).all()


def test_sharpness_makes_confidence_honest():
    scores = np.array([[1.0, 0.0]] * 4)
    truth = np.array([0, 0, 0, 1])
    chances = linear.softmax(linear.sharpness_of(scores, truth) * scores)
    assert chances[0, 0] == pytest.approx(0.75, abs=0.01)
