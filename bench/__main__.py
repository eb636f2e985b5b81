"""`make bench`: starts the real parts on free ports with a folder of their own, measures, prints tables."""

import signal
import subprocess
import sys
from datetime import UTC, datetime

import click

from bench import models, reading, replies, segments, sizes
from bench.machine import describe
from bench.servers import NotStarted, data_folder, ours
from bot.logs import set_up_logs
from bot.rasa_project import NLU, PYTHON

PARTS = ("reply", "parts", "nlu", "segments")


@click.command()
@click.option("--only", multiple=True, type=click.Choice(PARTS), help="Measure only this; may be repeated.")
@click.option("--share", default=1.0, show_default=True, help="Share of the usual number of messages.")
@click.option("--cross-validate", is_flag=True, help="Also compare alternatives and noise (make nlu-test).")
@click.option("--stock", is_flag=True, help="Set up and train stock Rasa, to measure beside from then on.")
@click.option("--lines", default=20, show_default=True, help="Lines an intent and language for it; 0: all.")
@click.option("--epochs", default=20, show_default=True, help="Epochs for it; Rasa's default is 100.")
def main(
    only: tuple[str, ...], share: float, cross_validate: bool, stock: bool, lines: int, epochs: int
) -> None:
    """Measure reply time, sizes, understanding and segments."""
    set_up_logs()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # leaving the blocks stops every part
    if stock:
        click.echo("Setting up and training stock Rasa …")
        click.echo(f"Trained on {models.set_up(per_group=lines, epochs=epochs)}.")
        return
    wanted = only or PARTS
    click.echo(f"# Measured {datetime.now(UTC):%d %B %Y %H:%M} UTC\n\n{describe()}")
    try:
        _with_the_parts_running(wanted, share)
    except NotStarted as error:
        sys.exit(f"A server did not start. Its last words:\n{error}")
    if cross_validate:
        subprocess.run([PYTHON, "-m", "tools.evaluate"], cwd=NLU, check=True)
    if "segments" in wanted:
        click.echo("\n## SMS segments\n\n```")
        segments.main(args=[], standalone_mode=False)
        click.echo("```")


def _with_the_parts_running(wanted: tuple[str, ...], share: float) -> None:
    if set(wanted) <= {"segments"}:
        return
    click.echo("Starting every part; trains the model first if its data changed …", err=True)
    with data_folder() as folder, ours(folder) as stack:
        if "reply" in wanted:
            replies.measure(stack, folder, share=share)
        if "parts" in wanted:
            sizes.measure(stack, folder)
        if "nlu" in wanted:
            reading.measure(stack, folder)


if __name__ == "__main__":
    main()
