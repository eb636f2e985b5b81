"""Train the model if anything it depends on has changed; `--force` trains anyway."""

import argparse
import os
import subprocess
import sys
import time

from components.embeddings import embed_all
from components.placeholders import neutral
from tools.data import read_examples
from tools.status import FINGERPRINT, MODEL, NLU, fingerprint, status

_FITTING = 90  # seconds on two quiet cores, for the time left shown to people


def _progress(started: float):
    last_shown = 0.0

    def show(done: int, total: int) -> None:
        nonlocal last_shown
        now = time.monotonic()
        if now - last_shown < 2 and done < total:
            return
        last_shown = now
        left = (now - started) / done * (total - done) + _FITTING
        print(f"Embedding {done} of {total}, about {round(left)} s left", flush=True)

    return show


def _fit() -> int:
    """Let Rasa train on the vectors that are now in the cache; returns its exit code."""
    arguments = (
        "train --domain domain --data data --config config.yml --out models --fixed-model-name current"
    )
    command = [sys.executable, "launch.py", *arguments.split()]
    return subprocess.run(command, cwd=NLU, env=os.environ | {"RASA_MAX_CACHE_SIZE": "0"}).returncode


def train() -> int:
    """Embed what is new, fit, and note what the model was made from; returns an exit code."""
    started = time.monotonic()
    made_from = fingerprint()
    embed_all([neutral(example.text) for example in read_examples()], _progress(started))
    print(f"Fitting, about {_FITTING} s left", flush=True)
    code = _fit()
    if code == 0:
        FINGERPRINT.write_text(made_from + "\n")
        size = MODEL.stat().st_size / 1e6
        print(f"Trained in {time.monotonic() - started:.0f} s: {MODEL.name}, {size:.1f} MB")
    return code


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    arguments = parser.parse_args()
    if status()["fresh"] and not arguments.force:
        print("The model is up to date.")
        return 0
    return train()


if __name__ == "__main__":
    sys.exit(main())
