"""Tables as Markdown, so that a run can be pasted into the documentation."""

from collections.abc import Iterable, Sequence

import click


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; the first column is text, the others are figures."""
    click.echo("| " + " | ".join(headings) + " |")
    click.echo("| --- |" + " ---: |" * (len(headings) - 1))
    for row in rows:
        click.echo("| " + " | ".join(map(str, row)) + " |")
    click.echo()
