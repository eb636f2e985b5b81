"""The models beside the one in use: stock Rasa on our data, and our own pipeline on the same lines.

Both models, and stock Rasa's environment (with TensorFlow, 2.5 GB), are made by `python -m bench --stock`.
"""

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import stock_project
from bench.utterances import ROOT, sample, training, write
from bot.rasa_project import NLU, PYTHON

WORK = ROOT / "var" / "bench"
LINES = WORK / "lines"
STOCK = WORK / "stock"
STOCK_MODEL = STOCK / "models" / "stock.tar.gz"
OURS_MODEL = WORK / "ours" / "sample.tar.gz"
RECORD = WORK / "trained.json"
STOCK_RASA = stock_project.SOURCE / ".venv" / "bin" / "rasa"
STOCK_ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
MISSING = "(b) stock Rasa is left out. To set it up (2.5 GB, half an hour): uv run python -m bench --stock"


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of CPU."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Trained:
    """What both models were trained on, and how long that took; `epochs` are stock Rasa's."""

    lines: int
    per_group: int
    epochs: int
    stock: Took
    ours: Took

    @classmethod
    def read(cls) -> "Trained":
        """Of the models at hand."""
        kept = json.loads(RECORD.read_text())
        return cls(**{**kept, "stock": Took(**kept["stock"]), "ours": Took(**kept["ours"])})

    def __str__(self) -> str:
        each = f"{self.per_group} of each intent and language" if self.per_group else "all there are"
        return f"{self.lines} lines ({each}); stock Rasa with {self.epochs} epochs of DIET"


def is_ready() -> bool:
    """Whether stock Rasa's environment and both models are there."""
    return STOCK_RASA.exists() and RECORD.exists()


def set_up(*, per_group: int, epochs: int) -> Trained:
    """Make the environment as locked and train both. `per_group`: lines an intent and language, 0 for all."""
    subprocess.run(["uv", "sync", "--frozen", "--quiet"], cwd=stock_project.SOURCE, check=True)
    lines = sample(training(), per_group) if per_group else training()
    shutil.rmtree(WORK, ignore_errors=True)
    write(lines, LINES)
    stock_project.write(STOCK, LINES, sorted({line.intent for line in lines}), epochs)
    stock = _timed([str(STOCK_RASA), "train", "--fixed-model-name", "stock"], STOCK, STOCK_ENVIRONMENT)
    ours = train_ours(OURS_MODEL, LINES)
    done = Trained(len(lines), per_group, epochs, stock, ours)
    RECORD.write_text(json.dumps(asdict(done)))
    return done


def train_ours(model: Path, *folders: Path) -> Took:
    """Train our pipeline on the examples under `folders` (by default all there are) and write `model`."""
    data = ["data"] if not folders else [str(folder) for folder in (*folders, NLU / "data" / "rules")]
    command = [
        str(PYTHON),
        "launch.py",
        "train",
        "--domain",
        "domain",
        "--config",
        "config.yml",
        "--data",
        *data,
    ]
    command += ["--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")]
    return _timed(command, NLU, {"RASA_MAX_CACHE_SIZE": "0"})


def stock_command(port: int) -> list[str]:
    """Plain `rasa run`; `--enable-api` only adds `/model/parse`, which the comparison of accuracy asks."""
    arguments = ["run", "--enable-api", "--port", str(port), "--interface", "127.0.0.1"]
    return [str(STOCK_RASA), *arguments, "--model", str(STOCK_MODEL), "--credentials", "credentials.yml"]


def _timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Took:
    """Run to the end, the output kept in `train.log` in the work folder."""
    WORK.mkdir(parents=True, exist_ok=True)
    started, before = time.monotonic(), _children_cpu()
    with (WORK / "train.log").open("ab") as log:
        subprocess.run(
            command, cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=log, check=True
        )
    return Took(time.monotonic() - started, _children_cpu() - before)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
