"""Empty stand-ins for libraries that Rasa imports at start but that this project never uses.

Rasa only subclasses, decorates and annotates with them while it is imported. Whoever really uses one
(DIET without TensorFlow, a Slack connector) gets an error that names it.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any

ABSENT = frozenset({
    "aio_pika", "aiogram", "aiormq", "azure", "boto3", "botocore", "cachecontrol", "colorclass",
    "confluent_kafka", "fbmessenger", "google", "keras", "matplotlib", "prompt_toolkit", "pymongo",
    "questionary", "randomname", "rasa_sdk", "rocketchat_API", "sentry_sdk", "sklearn_crfsuite", "slack_sdk",
    "socketio", "structlog_sentry", "tensorflow", "tensorflow_hub", "tensorflow_text", "terminaltables",
    "twilio", "webexteamssdk",
})  # fmt: skip


class _AbsentType(type):
    """A class whose every attribute is again such a class, so that `tf.keras.layers.Layer` can be a base."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(f"{cls.__name__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if not getattr(cls, "_is_absent", False) or "_is_absent" not in vars(cls):
            return super().__call__(*args, **kwargs)
        if len(args) == 1 and not kwargs and isinstance(args[0], types.FunctionType):
            return args[0]
        if kwargs or not args:
            return lambda function: function
        raise ImportError(f"{cls.__name__} is used, but its library is left out of this environment")

    def __getitem__(cls, item: Any) -> Any:
        return cls


def _absent(name: str) -> type:
    return _AbsentType(name, (), {"_is_absent": True})


class _AbsentModule(types.ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(f"{self.__name__}.{name}")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: the module is empty."""


def install() -> None:
    """Put the stand-ins before everything else on the import path of this process."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
