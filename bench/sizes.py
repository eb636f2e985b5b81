"""Sizes: training time, start to ready, memory of each process, model file; ours beside stock Rasa."""

from pathlib import Path

import click

from bench import models
from bench.machine import MEGABYTE, describe, family, megabytes
from bench.servers import Server, Stack, rasa_alone, stock
from bench.tables import table
from bot.rasa_project import MODEL


def measure(stack: Stack, folder: Path) -> None:
    """Measure and print; best on a stack that has answered texts before."""
    click.echo(f"\n## Sizes\n\n{describe()}\n")
    _print_processes(stack)
    _print_starts(stack, folder)
    _print_training(folder)


def _print_processes(stack: Stack) -> None:
    click.echo("Resident memory of each process:\n")
    rows = [
        (f"{part} {number}" if len(processes) > 1 else part, f"{megabytes([process]):.0f}")
        for part, processes in stack.parts.items()
        for number, process in enumerate(processes, start=1)
    ]
    whole = megabytes(family(stack.process))
    table(("process", "MB"), [*rows, ("all of ours", f"{whole:.0f}")])


def _print_starts(stack: Stack, folder: Path) -> None:
    rows: list[list[object]] = [["ours, all parts, new data folder", f"{stack.seconds:.1f}", "", ""]]
    with rasa_alone(stack, folder) as alone:
        rows.append(["our Rasa server", *_rasa(alone, MODEL)])
    if models.is_ready():
        with stock(folder) as server:
            rows.append(["stock Rasa server", *_rasa(server, models.STOCK_MODEL)])
    else:
        click.echo(f"{models.MISSING}\n")
    table(("start", "to ready s", "resident MB then", "model file MB"), rows)


def _rasa(server: Server, model: Path) -> list[str]:
    size = model.stat().st_size / MEGABYTE
    return [f"{server.seconds:.1f}", f"{megabytes(family(server.process)):.0f}", f"{size:.1f}"]


def _print_training(folder: Path) -> None:
    whole = models.train_ours(folder / "models" / "whole.tar.gz")
    rows = [["ours, all lines, embeddings cached", f"{whole.wall:.0f}", f"{whole.cpu:.0f}"]]
    if models.is_ready():
        made = models.Trained.read()
        click.echo(f"The last two on {made}.\n")
        rows.append(["ours, the same lines as stock", f"{made.ours.wall:.0f}", f"{made.ours.cpu:.0f}"])
        rows.append(["stock Rasa", f"{made.stock.wall:.0f}", f"{made.stock.cpu:.0f}"])
    table(("training", "seconds", "CPU seconds"), rows)
