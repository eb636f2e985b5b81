"""Secrets in a text become entities and never reach the model."""

from components import placeholders


def test_a_reference_becomes_an_entity_with_its_place():
    found = placeholders.find("mi numero es <a_number:8f3> gracias")
    assert [(p.kind, p.reference) for p in found] == [("a_number", "8f3")]
    assert "mi numero es <a_number:8f3> gracias"[found[0].start : found[0].end] == "<a_number:8f3>"


def test_all_four_kinds_are_read_in_order():
    text = "<linking_code:a> <one_time_code:b> <digits:c> <a_number:d>"
    assert [p.kind for p in placeholders.find(text)] == [
        "linking_code",
        "one_time_code",
        "digits",
        "a_number",
    ]


def test_a_placeholder_without_reference_is_no_entity():
    assert placeholders.find("my number is <a_number>") == []


def test_the_reference_does_not_change_what_the_model_sees():
    one, other = placeholders.neutral("code <digits:1>"), placeholders.neutral("code <digits:zz9>")
    assert one == other == "code number"


def test_other_angle_brackets_stay():
    assert placeholders.neutral("<b>hello</b> <digits:>") == "<b>hello</b> <digits:>"
