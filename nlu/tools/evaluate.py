"""Measure understanding on texts not learned from: cross-validation, or the trained model on held-out files.

Both use the same classes as Rasa's pipeline, without Rasa around them, and write reports/.
"""

import argparse
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import numpy as np

from components.intents import IntentModel
from components.languages import LanguageModel
from components.short_texts import without_greeting
from tools import experiments, pictures, tables
from tools.crossval import Judged, cross_validate, vectors_of
from tools.data import NLU, Example, read_examples
from tools.status import MODEL

REPORTS = NLU / "reports"


def load_model(archive: Path = MODEL) -> tuple[IntentModel, LanguageModel]:
    """The two models inside Rasa's archive."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        for member in tar.getmembers():
            name = Path(member.name).name
            if name in ("intents.npz", "language.npz"):
                member.name = name
                tar.extract(member, folder, filter="data")
        return IntentModel.load(Path(folder)), LanguageModel.load(Path(folder))


def judge_with_model(examples: list[Example]) -> Judged:
    """Judge examples by the trained model."""
    intents, languages = load_model()
    recognised = [languages.recognise(example.text) for example in examples]
    texts = [without_greeting(example.text) for example in examples]
    return Judged(
        examples,
        intents.model.classes,
        intents.decide(texts, vectors_of(texts)),
        [code for code, _ in recognised],
        np.array([confidence for _, confidence in recognised]),
    )


def _write(name: str, title: str, sections: list[str]) -> None:
    REPORTS.mkdir(exist_ok=True)
    path = REPORTS / name
    path.write_text(f"# {title}\n\n" + "\n\n".join(sections) + "\n", encoding="utf-8")
    print(f"Written: {path.relative_to(NLU.parent)}")


def held_out(folder: Path) -> None:
    """Report on examples that the model was not trained on."""
    judged = judge_with_model(read_examples(folder))
    print(tables.summary(judged))
    _write("held-out.md", "Held-out examples", [*tables.all_tables(judged), tables.mistakes(judged)])


def cross_validation(folds: int, quick: bool) -> None:
    """Cross-validate; without `quick` also compare alternatives, noise and training sizes."""
    started = time.monotonic()
    examples = read_examples()
    judged = cross_validate(examples, folds)
    print(tables.summary(judged), flush=True)
    sections = tables.all_tables(judged)
    REPORTS.mkdir(exist_ok=True)
    pictures.calibration(judged, REPORTS / "calibration.png")
    if not quick:
        bench = experiments.Bench.prepare(examples, folds)
        sections += [experiments.alternatives(bench), experiments.robustness(bench)]
        sizes = experiments.learning_curve(bench)
        pictures.learning(sizes, REPORTS / "learning.png")
        sections.append(tables.learning(sizes))
    _write("cross-validation.md", "Cross-validation", sections)
    print(f"{time.monotonic() - started:.0f} s")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--held-out", type=Path, metavar="DIR", help="judge DIR/<code>.yml by the trained model"
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument(
        "--quick", action="store_true", help="leave out alternatives, noise and training sizes"
    )
    arguments = parser.parse_args()
    if arguments.held_out:
        held_out(arguments.held_out)
    else:
        cross_validation(arguments.folds, arguments.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
