"""What happens to texts on phones: typos, lost accents, capitals, a held letter, talk around a question."""

import random
import unicodedata
from collections.abc import Callable

_GREETINGS = {
    "en": "hi good morning, ",
    "es": "hola buenos días, ",
    "pt": "oi bom dia, ",
    "ht": "bonjou, ",
    "zh": "你好，",
    "pa": "sat sri akal ji, ",
    "ru": "здравствуйте, ",
    "ar": "السلام عليكم، ",
    "fr": "bonjour, ",
    "tr": "merhaba, ",
}
_STORIES = {
    "en": "sorry to bother you, I am very nervous and my family is asking me every day. ",
    "es": "disculpe la molestia, estoy muy nervioso y mi familia me pregunta todos los días. ",
    "pt": "desculpa incomodar, estou muito nervosa e minha família me pergunta todo dia. ",
    "ht": "eskize m deranje w, m gen anpil strès epi fanmi m ap mande m chak jou. ",
    "zh": "不好意思打扰了，我很紧张，家里人天天问我。",
    "pa": "maaf karna ji, mainu bahut tension hai te ghar de roz puchde ne. ",
    "ru": "извините за беспокойство, я очень волнуюсь, и родные каждый день спрашивают. ",
    "ar": "عذرا على الإزعاج، أنا قلق جدا وعائلتي تسألني كل يوم. ",
    "fr": "désolé de vous déranger, je suis très inquiet et ma famille me demande tous les jours. ",
    "tr": "rahatsız ediyorum kusura bakmayın, çok endişeliyim ve ailem her gün soruyor. ",
}

Noise = Callable[[str, str, random.Random], str]  # text, language, chance → text


def typos(share: float) -> Noise:
    """Swap, drop, double or replace `share` of the letters."""

    def damage(text: str, language: str, chance: random.Random) -> str:
        letters = list(text)
        alphabet = [letter for letter in letters if letter.isalpha()] or ["a"]
        for place in range(len(letters)):
            if letters[place].isalpha() and chance.random() < share:
                letters[place] = _damaged(letters, place, alphabet, chance)
        return "".join(letters)

    return damage


def _damaged(letters: list[str], place: int, alphabet: list[str], chance: random.Random) -> str:
    kind = chance.choice(("swap", "drop", "double", "replace"))
    if kind == "swap" and place + 1 < len(letters):
        letters[place + 1], swapped = letters[place], letters[place + 1]
        return swapped
    return {"double": letters[place] * 2, "replace": chance.choice(alphabet)}.get(kind, "")


def without_accents(text: str, language: str, chance: random.Random) -> str:
    """As typed on a plain keyboard; Gurmukhi is left whole, its vowel signs are no accents."""
    if language == "pa":
        return text
    decomposed = unicodedata.normalize("NFD", text)
    kept = (character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", "".join(kept)).replace("ı", "i")


def upper(text: str, language: str, chance: random.Random) -> str:
    """Caps lock."""
    return text.upper()


def without_spaces(text: str, language: str, chance: random.Random) -> str:
    """Chinese as it is mostly written; other languages stay."""
    return text.replace(" ", "").replace("，", "") if language == "zh" else text


def stretched(text: str, language: str, chance: random.Random) -> str:
    """One letter held down: "pleeeease"."""
    places = [place for place, letter in enumerate(text) if letter.isalpha()]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + text[place] * 4 + text[place + 1 :]


def greeted(text: str, language: str, chance: random.Random) -> str:
    """A greeting before the question."""
    return _GREETINGS[language] + text


def storied(text: str, language: str, chance: random.Random) -> str:
    """A worried sentence before the question."""
    return _STORIES[language] + text


NOISES: dict[str, Noise] = {
    "typos in 5 % of letters": typos(0.05),
    "typos in 10 % of letters": typos(0.10),
    "typos in 15 % of letters": typos(0.15),
    "accents dropped": without_accents,
    "upper case": upper,
    "no spaces (Chinese)": without_spaces,
    "a stretched letter": stretched,
    "a greeting before": greeted,
    "a story before": storied,
}
