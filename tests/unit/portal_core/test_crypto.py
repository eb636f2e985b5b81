"""The keyring seals, opens, rotates and digests; bad settings are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_core.crypto import Keyring, new_data_key, same_digest
from portal_core.errors import BadKeys, SealBroken

SECRET = "s" * 48
OLD, NEW = new_data_key(), new_data_key()


@given(st.text())
def test_what_is_sealed_opens_again_and_does_not_show(text: str) -> None:
    keyring = Keyring((OLD,), SECRET)
    token = keyring.seal(text)
    assert keyring.open(token) == text
    assert len(text) < 4 or text not in token


def test_after_rotation_old_tokens_open_until_the_old_key_is_dropped() -> None:
    token = Keyring((OLD,), SECRET).seal("text")
    both = Keyring((NEW, OLD), SECRET)
    fresh = both.reseal(token)
    assert both.open(token) == both.open(fresh) == "text"
    only_new = Keyring((NEW,), SECRET)
    assert only_new.open(fresh) == "text"
    with pytest.raises(SealBroken):
        only_new.open(token)
    with pytest.raises(SealBroken):
        only_new.reseal(token)


def test_a_changed_token_does_not_open() -> None:
    keyring = Keyring((OLD,), SECRET)
    token = keyring.seal("text")
    with pytest.raises(SealBroken):
        keyring.open(token[:-6] + "AAAAA=")


def test_digests_depend_on_kind_value_and_secret_but_not_on_data_keys() -> None:
    keyring = Keyring((OLD,), SECRET)
    digest = keyring.digest("a_number", "012345678")
    assert digest == Keyring((NEW,), SECRET).digest("a_number", "012345678")
    others = {
        keyring.digest("a_number", "012345679"),
        keyring.digest("linking_code", "012345678"),
        Keyring((OLD,), "t" * 48).digest("a_number", "012345678"),
    }
    assert digest not in others
    assert len(others) == 3
    assert same_digest(digest, digest)
    assert not same_digest(digest, others.pop())


@pytest.mark.parametrize(
    ("keys", "secret", "code"),
    [
        ((), SECRET, "data_keys_missing"),
        (("short",), SECRET, "data_key_malformed"),
        ((OLD,), "short", "secret_key_short"),
        ((OLD,), "", "secret_key_short"),
    ],
)
def test_bad_settings_are_refused(keys: tuple[str, ...], secret: str, code: str) -> None:
    with pytest.raises(BadKeys) as caught:
        Keyring(keys, secret)
    assert caught.value.code == code


def test_a_keyring_does_not_print_its_keys() -> None:
    shown = f"{Keyring((OLD,), SECRET)!r} {vars(Keyring((OLD,), SECRET))}"
    assert OLD not in shown
    assert SECRET not in shown
