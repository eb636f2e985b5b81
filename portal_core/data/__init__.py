"""Facts kept as data, each with its source; these functions are the only way they are read."""

import csv
import tomllib
from importlib import resources
from typing import Any


def read_text(name: str) -> str:
    """The text of a file of this folder."""
    return resources.files(__name__).joinpath(name).read_text("utf-8")


def read_toml(name: str) -> dict[str, Any]:
    """The content of a TOML file of this folder."""
    return tomllib.loads(read_text(name))


def read_tsv(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file of this folder, keyed by its header line."""
    return list(csv.DictReader(read_text(name).splitlines(), delimiter="\t"))
