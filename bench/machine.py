"""Memory and CPU of each part of ours while we measure, and how busy others kept the machine."""

import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

MEGABYTE = 1024 * 1024
MARKS = {
    "launch.py": "rasa",
    "app:internal()": "internal",
    "app:public()": "web",
    "worker": "worker",
}  # a word of the command line, and the part it belongs to

Parts = Mapping[str, Sequence[psutil.Process]]


@dataclass
class Spent:
    """CPU seconds while measuring: ours by part, and those of processes that are none of ours."""

    by_part: dict[str, float] = field(default_factory=dict)
    others: float = 0.0
    wall: float = 0.0

    @property
    def others_cores(self) -> float:
        """How many cores other processes kept busy."""
        return self.others / self.wall if self.wall else 0.0

    def __add__(self, other: "Spent") -> "Spent":
        names = [*self.by_part, *(name for name in other.by_part if name not in self.by_part)]
        by_part = {name: self.by_part.get(name, 0.0) + other.by_part.get(name, 0.0) for name in names}
        return Spent(by_part, self.others + other.others, self.wall + other.wall)


def parts_under(supervisor: psutil.Process) -> dict[str, list[psutil.Process]]:
    """The processes of every part that `assistant run` started; its own under `run`."""
    found = {"run": [supervisor]}
    for child in supervisor.children():
        words = child.cmdline()
        name = next((part for mark, part in MARKS.items() if mark in words), child.name())
        found[name] = [child, *child.children(recursive=True)]
    return found


def family(process: psutil.Process) -> list[psutil.Process]:
    """A process and everything it started."""
    return [process, *process.children(recursive=True)]


def megabytes(processes: Sequence[psutil.Process]) -> float:
    """Resident memory of some processes together; pages they share count in each."""
    return sum(process.memory_info().rss for process in processes) / MEGABYTE


@contextmanager
def measured(parts: Parts) -> Iterator[Spent]:
    """Fill a `Spent` with what the block used; the client's own CPU counts as the part `client`."""
    spent, started = Spent(), time.monotonic()
    before, children, all_before = _cpu(parts), _own_cpu(), _busy()
    yield spent
    spent.wall = time.monotonic() - started
    spent.by_part = {name: seconds - before[name] for name, seconds in _cpu(parts).items()}
    spent.by_part["client"] = _own_cpu() - children
    spent.others = max(0.0, _busy() - all_before - sum(spent.by_part.values()))


def describe() -> str:
    """The machine in one line, with its load now."""
    memory = psutil.virtual_memory().total / MEGABYTE / 1024
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    return (
        f"{psutil.cpu_count()} cores, {memory:.0f} GB, Linux {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}; load now {load}"
        if platform.system() == "Linux"
        else f"{psutil.cpu_count()} cores, {memory:.0f} GB, {platform.platform()}; load now {load}"
    )


def _cpu(parts: Parts) -> dict[str, float]:
    return {name: sum(map(_seconds, processes)) for name, processes in parts.items()}


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _own_cpu() -> float:
    """Of this process and of the clients it has waited for."""
    times = psutil.Process().cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def _busy() -> float:
    times = psutil.cpu_times()
    return times.user + times.nice + times.system
