"""Sentence vectors: unit length, remembered exactly, long texts cut."""

import numpy as np
import pytest

from components.embeddings import LONGEST, embed, embed_all


def test_a_vector_has_unit_length():
    assert np.linalg.norm(embed("when is my hearing")) == pytest.approx(1, abs=1e-3)


def test_remembered_vectors_equal_fresh_ones(tmp_path):
    texts = ["hola", "kite mwen", "hola"]
    told = []
    first = embed_all(texts, lambda done, total: told.append((done, total)), tmp_path / "cache.sqlite")
    second = embed_all(texts, lambda done, total: told.append("again"), tmp_path / "cache.sqlite")
    assert told == [(2, 2)]
    assert (first == second).all()
    assert (first[1] == embed("kite mwen")).all()


def test_only_the_first_characters_of_a_long_text_count():
    text = "court " * 200
    assert (embed(text) == embed(text[:LONGEST])).all()
