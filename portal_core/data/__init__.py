"""Facts kept as data, each with its source; these two functions are the only way they are read."""

import csv
import tomllib
from importlib import resources
from typing import Any


def read_toml(name: str) -> dict[str, Any]:
    """The content of a TOML file of this folder."""
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text("utf-8"))


def read_tsv(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file of this folder, keyed by its header line."""
    text = resources.files(__name__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
