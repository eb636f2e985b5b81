"""Rendering: what goes out on each channel, what waits for MORE, and how choices are shown."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.capabilities import SMS, WEB, WHATSAPP
from bot.channels.segments import segments
from bot.words.catalog import Catalog, MissingTextError
from bot.words.facts import Number, Text
from bot.words.languages import LOCALES
from bot.words.render import Choice, Option, Renderer, Reply

PO = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
SENTENCE = "This is one plain sentence of a long answer. "
TEXTS = {
    "short": "Yes.",
    "named": "Hello, {name}.",
    "small": "Your hearing is on Monday.",
    "small#more": "It is in person.",
    "medium": SENTENCE * 5,
    "medium#more": "The detail. " + SENTENCE * 5,
    "long": SENTENCE * 20,
    "long#more": "The end.",
    "more_hint": "Reply MORE for more.",
    "choice_yes": "Yes",
    "choice_no": "No",
}


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    folder = tmp_path_factory.mktemp("locales")
    (folder / "en" / "LC_MESSAGES").mkdir(parents=True)
    body = "".join(f'\nmsgctxt "{key}"\nmsgid "{text.strip()}"\nmsgstr ""\n' for key, text in TEXTS.items())
    (folder / "en" / "LC_MESSAGES" / "messages.po").write_text(PO + body, "utf-8")
    shutil.copy(LOCALES / "constants.toml", folder)
    return Renderer(Catalog(folder, strict=True))


YES_NO = (Choice("choice_yes", "/affirm"), Choice("choice_no", "/deny"))


def test_a_small_detail_comes_along_at_once(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("small")], "en", SMS)

    assert rendered.texts == ("Your hearing is on Monday.\n\nIt is in person.",)
    assert rendered.rest is None


def test_on_sms_a_longer_detail_waits_for_more(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("medium")], "en", SMS)

    assert rendered.texts == (f"{TEXTS['medium'].strip()}\nReply MORE for more.",)
    assert rendered.rest == TEXTS["medium#more"].strip()


def test_a_language_may_have_a_further_detail_of_its_own(tmp_path: Path) -> None:
    shutil.copy(LOCALES / "constants.toml", tmp_path)
    texts = {
        "en": {"key": ("All of it.", "")},
        "ru": {"key": ("All of it.", "Все."), "key#more": ("(more)", "Еще.")},
    }
    for code, entries in texts.items():
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
        body = "".join(f'\nmsgctxt "{k}"\nmsgid "{a}"\nmsgstr "{b}"\n' for k, (a, b) in entries.items())
        (tmp_path / code / "LC_MESSAGES" / "messages.po").write_text(PO + body, "utf-8")
    own = Renderer(Catalog(tmp_path, strict=True))

    assert own.render([Reply("key")], "en", WEB).texts == ("All of it.",)
    assert own.render([Reply("key")], "ru", WEB).texts == ("Все.\n\nЕще.",)


@pytest.mark.parametrize("channel", [WEB, WHATSAPP])
def test_elsewhere_the_detail_comes_at_once(renderer: Renderer, channel: object) -> None:
    rendered = renderer.render([Reply("medium")], "en", channel)  # type: ignore[arg-type]

    assert rendered.rest is None
    assert rendered.texts == (f"{TEXTS['medium'].strip()}\n\n{TEXTS['medium#more'].strip()}",)


def test_a_long_answer_is_cut_at_a_sentence_and_nothing_is_lost(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("long")], "en", SMS)

    said = rendered.texts[0].removesuffix("\nReply MORE for more.")
    assert segments(rendered.texts[0]) <= 4
    assert said.endswith("answer.")
    assert rendered.rest is not None
    whole = said + rendered.rest
    assert "".join(whole.split()) == "".join((TEXTS["long"] + TEXTS["long#more"]).split())


def test_more_goes_on_where_it_stopped_until_all_is_said(renderer: Renderer) -> None:
    first = renderer.render([Reply("long"), Reply("long"), Reply("long")], "en", SMS)
    said, rest = [first.texts[0]], first.rest
    while rest:
        following = renderer.more(rest, "en", SMS)
        assert segments(following.texts[0]) <= 4
        said.append(following.texts[0])
        rest = following.rest

    whole = "".join(text.removesuffix("\nReply MORE for more.") for text in said)
    assert "".join(whole.split()) == "".join((TEXTS["long"] * 3 + TEXTS["long#more"] * 3).split())


def test_all_replies_of_a_turn_are_one_sms(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("short"), Reply("named", {"name": Text(value="Ana")})], "en", SMS)

    assert rendered.texts == ("Yes.\nHello, Ana.",)


def test_on_the_web_each_reply_is_a_message(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("short"), Reply("named", {"name": Text(value="Ana Maria")})], "en", WEB)

    assert rendered.texts == ("Yes.", "Hello, Ana Maria.")


@pytest.mark.parametrize("channel", [SMS, WHATSAPP])
def test_without_buttons_choices_are_numbered_lines(renderer: Renderer, channel: object) -> None:
    rendered = renderer.render([Reply("short", choices=YES_NO)], "en", channel)  # type: ignore[arg-type]

    assert rendered.texts == ("Yes.\n1 Yes\n2 No",)
    assert rendered.options == (Option(1, "Yes", "/affirm"), Option(2, "No", "/deny"))


def test_with_buttons_choices_are_not_in_the_text(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("short", choices=YES_NO)], "en", WEB)

    assert rendered.texts == ("Yes.",)
    assert [option.payload for option in rendered.options] == ["/affirm", "/deny"]


def test_choices_stay_with_a_text_that_is_cut(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("long", choices=YES_NO)], "en", SMS)

    assert rendered.texts[0].endswith("Reply MORE for more.\n1 Yes\n2 No")
    assert segments(rendered.texts[0]) <= 4


def test_whatsapp_messages_stay_within_its_length(renderer: Renderer) -> None:
    rendered = renderer.render([Reply("long"), Reply("long")], "en", WHATSAPP)

    assert len(rendered.texts) == 2
    assert all(len(text) <= 1600 for text in rendered.texts)


def test_an_unknown_key_is_an_error(renderer: Renderer) -> None:
    with pytest.raises(MissingTextError):
        renderer.render([Reply("nonsense")], "en", SMS)


def test_a_reply_survives_json() -> None:
    reply = Reply(
        "named", {"name": Text(value="Ana")}, (Choice("choice_yes", "/affirm", {"n": Number(value=1)}),)
    )

    assert Reply.load(reply.dump()) == reply
    assert Reply.load({"key": "short"}) == Reply("short")


@given(
    st.lists(
        st.sampled_from([key for key in TEXTS if "#" not in key and key != "named"]), min_size=1, max_size=4
    )
)
def test_no_turn_costs_more_than_four_segments(renderer: Renderer, keys: list[str]) -> None:
    rendered = renderer.render([Reply(key) for key in keys], "en", SMS)

    assert len(rendered.texts) == 1
    assert segments(rendered.texts[0]) <= 4
