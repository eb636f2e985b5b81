"""Table of SMS segments by language and message, with the longest realistic facts, and what that costs.

    uv run python -m bench.segments [--language es] [--price 0.0083] [--all]

The price is dollars per outbound segment (carrier fees included); it is a setting, not a constant of nature.
"""

import tomllib
from dataclasses import dataclass
from statistics import mean, median

import click

from bot.channels.capabilities import SMS
from bot.channels.segments import for_sms, is_gsm, segments
from bot.words.catalog import Catalog, po_file
from bot.words.facts import Facts, load_facts
from bot.words.languages import LOCALES, SOURCE, Language, languages
from bot.words.render import MORE, Renderer, Reply

# Building blocks and labels stand inside other messages and are not sent by themselves.
NOT_MESSAGES = (
    "choice_", "clock_reason_", "date_and_time", "deadline_basis_", "document_kind_", "english_for_now",
    "hearing_kind_", "intent_", "judge_unknown", "language_en", "language_es", "language_pt", "language_ht",
    "language_zh", "language_pa", "language_ru", "language_ar", "language_fr", "language_tr", "medium_",
    "more_hint", "proceeding_", "stage_", "time_in_zone", "unit_", "zone_",
)  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """One message: all its segments, those sent at once, its units per character set, its first text."""

    key: str
    total: int
    at_once: int
    gsm: bool
    text: str


def samples() -> dict[str, object]:
    return tomllib.loads((LOCALES / "samples.toml").read_text("utf-8"))


def longest_facts() -> Facts:
    """The longest realistic value of every fact (locales/samples.toml)."""
    return load_facts(samples())


def messages(catalog: Catalog) -> list[str]:
    """Keys that are sent as messages of their own, without the `#more` twins that come along."""
    keys = sorted(catalog.entries(SOURCE))
    return [key for key in keys if not key.startswith(NOT_MESSAGES) and not key.endswith(MORE)]


def cost(catalog: Catalog, key: str, language: Language, facts: Facts) -> Cost:
    """What one message costs on SMS."""
    rendered = Renderer(catalog).render([Reply(key, facts)], language.code, SMS)
    text = catalog.text(language.code, key, facts)
    whole = for_sms(text, fold_accents=language.fold_accents)
    sent = rendered.texts[0]
    return Cost(key, segments(whole), segments(sent), is_gsm(sent), sent)


def table(catalog: Catalog, language: Language, facts: Facts) -> list[Cost]:
    return [cost(catalog, key, language, facts) for key in messages(catalog)]


def report(language: Language, costs: list[Cost], price: float, *, every: bool) -> None:
    sent = [item.at_once for item in costs]
    worst = max(item.total for item in costs)
    click.echo(
        f"{language.code:8} {len(costs):4} messages  median {median(sent):g}  mean {mean(sent):.2f}  "
        f"longest {worst}  GSM-7 {sum(item.gsm for item in costs) / len(costs):4.0%}  "
        f"${mean(sent) * price:.4f} an answer"
    )
    for item in costs if every else [item for item in costs if item.total > 2]:
        alphabet = "GSM-7" if item.gsm else "UCS-2"
        click.echo(f"    {item.at_once} now, {item.total} in all  {alphabet}  {item.key}")


@click.command()
@click.option("--language", "only", help="Only this language (catalog code).")
@click.option("--price", default=0.0083, show_default=True, help="Dollars per segment.")
@click.option("--all", "every", is_flag=True, help="List every message, not only those over two segments.")
def main(only: str | None, price: float, every: bool) -> None:
    """Print the table of segments."""
    catalog, facts = Catalog(), longest_facts()
    for language in languages().values():
        if po_file(LOCALES, language.code).exists() and only in (None, language.code):
            report(language, table(catalog, language, facts), price, every=every)


if __name__ == "__main__":
    main()
