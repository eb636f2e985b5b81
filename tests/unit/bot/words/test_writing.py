"""Facts in words: dates, times with their zone, numbers and lists in every language."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.facts import (
    Code,
    Date,
    DateTime,
    Days,
    Fact,
    Facts,
    List,
    Money,
    Number,
    Term,
    Text,
    Time,
    Zone,
)
from bot.words.languages import languages
from bot.words.writing import Writer

TEXTS: Mapping[str, str] = {
    "date_and_time": "{date}, {time}",
    "time_in_zone": "{time} ({zone})",
    "zone_of_place": "{place} time",
    "zone_America/Phoenix": "Arizona time",
    "unit_days": "{n} days",
    "paper": "Brief",
}


def writer(code: str) -> Writer:
    def say(key: str, facts: Facts) -> str:
        if key not in TEXTS:
            raise LookupError(key)
        return TEXTS[key].format_map({name: made.slot(fact) for name, fact in facts.items()})

    made = Writer(languages()[code], say)
    return made


def written(code: str, fact: Fact, form: str = "") -> str:
    return writer(code).write(fact, form).replace("\u00a0", " ").replace("\u202f", " ")


DAY = date(2026, 12, 14)


@pytest.mark.parametrize(
    ("code", "long", "short"),
    [
        ("en", "Monday, December 14, 2026", "Mon, Dec 14"),
        ("es", "lunes, 14 de diciembre de 2026", "lun, 14 de dic"),
        ("pt_BR", "segunda-feira, 14 de dezembro de 2026", "seg., 14 de dez."),
        ("ht", "lendi 14 desanm 2026", "lendi 14 desanm"),
        ("zh_Hans", "2026年12月14日星期一", "12月14日周一"),
        ("pa", "ਸੋਮਵਾਰ, 14 ਦਸੰਬਰ 2026", "ਸੋਮ, 14 ਦਸੰ"),
        ("ru", "понедельник, 14 декабря 2026 г.", "пн, 14 дек."),
        ("ar", "الاثنين، 14 ديسمبر 2026", "الاثنين، 14 ديسمبر"),
        ("fr", "lundi 14 décembre 2026", "lun. 14 déc."),
        ("tr", "14 Aralık 2026 Pazartesi", "14 Ara Pzt"),
    ],
)
def test_dates_in_every_language(code: str, long: str, short: str) -> None:
    assert written(code, Date(value=DAY)) == long
    assert written(code, Date(value=DAY), "short") == short


@pytest.mark.parametrize(
    ("code", "morning", "evening"),
    [
        ("en", "9:05 AM", "8:00 PM"),
        ("es", "9:05 a.m.", "8:00 p.m."),
        ("pt_BR", "09:05", "20:00"),
        ("ht", "9:05 AM", "8:00 PM"),
        ("zh_Hans", "09:05", "20:00"),
        ("pa", "9:05 AM", "8:00 PM"),
        ("ru", "09:05", "20:00"),
        ("ar", "9:05 ص", "8:00 م"),
        ("fr", "09:05", "20:00"),
        ("tr", "09:05", "20:00"),
    ],
)
def test_times_in_every_language(code: str, morning: str, evening: str) -> None:
    assert written(code, Time(value=time(9, 5))) == morning
    assert written(code, Time(value=time(20, 0))) == evening


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:30 AM"), (12, "12:30 PM"), (13, "1:30 PM"), (11, "11:30 AM")]
)
def test_noon_and_midnight_with_our_own_day_periods(hour: int, said: str) -> None:
    assert written("ht", Time(value=time(hour, 30))) == said


@pytest.mark.parametrize(
    ("code", "joined"),
    [
        ("en", "a, b, and c"),
        ("es", "a, b y c"),
        ("ht", "a, b ak c"),
        ("zh_Hans", "a、b和c"),
        ("ru", "a, b и c"),
    ],
)
def test_lists_are_joined_as_the_language_joins_them(code: str, joined: str) -> None:
    assert written(code, List(items=(Text(value="a"), Text(value="b"), Text(value="c")))) == joined


def test_a_list_of_one_is_that_one() -> None:
    assert written("ht", List(items=(Text(value="a"),))) == "a"
    assert written("en", List(items=(Text(value="a"),))) == "a"


@pytest.mark.parametrize(
    ("code", "money", "number"),
    [
        ("en", "$1,030", "1,234.5"),
        ("es", "$1,030", "1,234.5"),
        ("pt_BR", "$1.030", "1.234,5"),
        ("ht", "$1,030", "1,234.5"),
    ],
)
def test_numbers_and_dollars(code: str, money: str, number: str) -> None:
    assert written(code, Money(value=Decimal(1030))) == money
    assert written(code, Number(value=1234.5)) == number


def test_cents_are_shown_only_when_there_are_any() -> None:
    assert written("en", Money(value=Decimal("10.50"))) == "$10.50"


HEARING = DateTime(value=datetime(2026, 12, 14, 15, tzinfo=UTC), zone="America/Chicago", place="Chicago")


def test_an_instant_is_shown_on_its_own_clock_with_the_zone_in_words() -> None:
    assert written("en", HEARING) == "Monday, December 14, 2026, 9:00 AM (Chicago time)"
    assert written("en", HEARING, "short") == "Mon, Dec 14, 9:00 AM (Chicago time)"
    assert written("en", HEARING, "date") == "Monday, December 14, 2026"
    assert written("en", HEARING, "time") == "9:00 AM (Chicago time)"
    assert written("en", HEARING, "clock") == "9:00 AM"


def test_a_zone_is_named_by_the_place_or_by_us_or_by_its_city() -> None:
    assert written("en", Zone(zone="America/Phoenix", place="Eloy")) == "Eloy time"
    assert written("en", Zone(zone="America/Phoenix")) == "Arizona time"
    assert written("zh_Hans", Zone(zone="America/Chicago")) == "芝加哥 time"


@given(
    st.integers(1_704_067_200, 1_956_528_000).map(
        lambda second: datetime.fromtimestamp(second, UTC)
    ),  # 2024-2031
    st.sampled_from(
        ["America/New_York", "America/Phoenix", "America/Puerto_Rico", "Pacific/Honolulu", "Pacific/Guam"]
    ),
    st.sampled_from(list(languages())),
)
def test_the_clock_shown_is_the_local_one_across_every_change_of_time(
    instant: datetime, zone: str, code: str
) -> None:
    local = instant.astimezone(ZoneInfo(zone))

    shown = written(code, DateTime(value=instant, zone=zone))

    assert f":{local.minute:02}" in shown
    assert str(local.year) in shown
    assert str(local.day) in shown
    assert any(
        f"{prefix}{hour}:" in shown for hour in (local.hour, local.hour % 12 or 12) for prefix in ("", "0")
    )


@pytest.mark.parametrize("fact", [Date(value=DAY), HEARING, Time(value=time(9))])
def test_an_unknown_form_is_an_error(fact: Fact) -> None:
    with pytest.raises(ValueError, match="no form"):
        writer("en").write(fact, "fancy")


def test_values_hold_together_and_long_words_of_the_court_do_not() -> None:
    assert writer("en").isolated(HEARING) == "Monday, December 14, 2026, 9:00 AM (Chicago time)".replace(
        " ", "\u00a0"
    )
    words = "The translation has no certificate of the translator, and the pages are not numbered."
    assert writer("en").isolated(Text(value=words)) == words


def test_in_arabic_each_value_is_isolated_once_and_codes_run_left_to_right() -> None:
    assert writer("ar").isolated(Code(value="1-877-388-3842")) == "\u20661-877-388-3842\u2069"
    assert writer("ar").isolated(Text(value="Ana")) == "\u2068Ana\u2069"
    whole = writer("ar").isolated(HEARING)
    assert (whole[0], whole[-1]) == ("\u2068", "\u2069")
    assert whole.count("\u2068") + whole.count("\u2066") == 1
    assert writer("ar").isolated(Term(key="paper")) == "Brief"


def test_no_isolates_where_text_runs_left_to_right() -> None:
    assert writer("ru").isolated(Code(value="A***-**5-678")) == "A***-**5-678"


def test_days_are_said_by_the_catalog() -> None:
    assert written("en", Days(value=12)) == "12 days"


FIRST_HALF = ("janvye", "fevriye", "mas", "avril", "me", "jen")
SECOND_HALF = ("jiyè", "out", "septanm", "oktòb", "novanm", "desanm")


@given(st.dates(date(2024, 1, 1), date(2033, 12, 31)))
def test_every_day_has_a_name_in_haitian_creole(day: date) -> None:
    weekday, number, month, year = written("ht", Date(value=day)).split(" ")

    same_weekday = written("ht", Date(value=day - timedelta(days=7))).split(" ")[0]
    assert (weekday, number, year) == (same_weekday, str(day.day), str(day.year))
    assert month in FIRST_HALF + SECOND_HALF
