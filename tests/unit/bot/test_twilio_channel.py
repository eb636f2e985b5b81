"""Signatures, reading a webhook's form, and TwiML."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from bot.channels.twilio import NotAPhone, read_inbound, signed_by_twilio, twiml
from bot.records import ChannelName

TOKEN = "12345"
FIELDS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "Digits": "1234",
    "From": "+14158675310",
    "To": "+18005551212",
}
FORM = MultiDict(FIELDS)
GOOD = {
    "token": TOKEN,
    "base_url": "https://example.com",
    "raw_path": "/myapp.php?foo=1&bar=2",
    "form": FORM,
    "signature": "L/OH5YylLD5NRKLltdqwSvS0BnU=",
}


def test_twilios_own_vector_is_accepted() -> None:
    assert signed_by_twilio(**GOOD)


@pytest.mark.parametrize(
    "change",
    [
        {"signature": None},
        {"signature": ""},
        {"signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="},
        {"token": ""},
        {"token": "54321"},
        {"raw_path": "/myapp.php?foo=1"},
        {"raw_path": "/other?foo=1&bar=2"},
        {"base_url": "https://evil.example"},
        {"form": MultiDict({**FIELDS, "Digits": "1235"})},
        {"form": MultiDict({**FIELDS, "Extra": "x"})},
    ],
    ids=str,
)
def test_anything_changed_is_refused(change: dict[str, object]) -> None:
    assert not signed_by_twilio(**{**GOOD, **change})


def test_a_whole_url_in_the_request_line_is_read_as_its_path() -> None:
    assert signed_by_twilio(**{**GOOD, "raw_path": "https://example.com/myapp.php?foo=1&bar=2"})


def test_whatsapp_and_sms_of_one_number_are_one_address() -> None:
    sms = read_inbound({"MessageSid": "SM1", "From": "+12025550101", "Body": "x"})
    chat = read_inbound({"MessageSid": "SM2", "From": "whatsapp:+12025550101", "Body": "x"})

    assert sms.address == chat.address
    assert (sms.channel, chat.channel) == (ChannelName.SMS, ChannelName.WHATSAPP)


@pytest.mark.parametrize("sender", ["24273", "COURT", "", "+1", "whatsapp:"])
def test_machines_and_nonsense_are_no_phones(sender: str) -> None:
    with pytest.raises(NotAPhone):
        read_inbound({"MessageSid": "SM1", "From": sender})


def test_media_come_in_order_and_a_lying_count_is_bounded() -> None:
    form = {
        "MessageSid": "MM1",
        "From": "+12025550101",
        "NumMedia": "900",
        "MediaUrl0": "u0",
        "MediaUrl1": "u1",
    }

    assert [item.url for item in read_inbound(form).media] == ["u0", "u1"]


def test_a_pressed_button_is_its_label() -> None:
    form = {"MessageSid": "SM1", "From": "whatsapp:+12025550101", "Body": "", "ButtonText": "Sí"}

    assert read_inbound(form).body == "Sí"


def test_no_text_is_an_empty_response() -> None:
    assert list(ElementTree.fromstring(twiml([]))) == []


@given(st.lists(st.text(max_size=200), max_size=14))
def test_twiml_is_always_well_formed_and_never_more_than_ten(texts: list[str]) -> None:
    root = ElementTree.fromstring(twiml([(text, "https://example.com/s") for text in texts]))

    assert len(root) == min(len(texts), 10)
