"""Whole talks in each of the ten languages: asked in it, answered in it, with the right date."""

import re
import unicodedata

import pytest

from bot.records import Conversation
from bot.words.languages import languages
from portal_core.database import read_scope
from tests.journeys.conftest import Stack
from tests.support.phone import Phone
from tests.support.services import CATALOG

pytestmark = pytest.mark.rasa

QUESTIONS = {
    "en": ("hi, when is my hearing please", "what files can i upload", "i want to talk to a person"),
    "es": ("hola cuando es mi corte", "que archivos puedo subir", "quiero hablar con una persona"),
    "pt_BR": ("oi, quando é a minha audiência", "que arquivos posso enviar", "quero falar com uma pessoa"),
    "ht": ("bonjou, kilè odyans mwen an", "ki fichye mwen ka telechaje", "mwen vle pale ak yon moun"),
    "zh_Hans": ("你好 我什么时候开庭", "可以上传什么格式的文件", "我想找人工客服"),
    "pa": ("ਸਤ ਸ੍ਰੀ ਅਕਾਲ ਮੇਰੀ ਸੁਣਵਾਈ ਕਦੋਂ ਹੈ", "ਕਿਹੜੀਆਂ ਫਾਈਲਾਂ ਅਪਲੋਡ ਕਰ ਸਕਦਾ ਹਾਂ", "ਮੈਂ ਕਿਸੇ ਬੰਦੇ ਨਾਲ ਗੱਲ ਕਰਨੀ ਹੈ"),
    "ru": ("здравствуйте когда у меня суд", "какие файлы можно загрузить", "хочу поговорить с человеком"),
    "ar": ("مرحبا متى جلستي القادمة", "ما هي أنواع الملفات المسموح بها", "أريد التحدث مع شخص"),
    "fr": (
        "bonjour c'est quand mon audience",
        "quels fichiers puis-je envoyer",
        "je veux parler à quelqu'un",
    ),
    "tr": ("merhaba duruşmam ne zaman", "hangi dosyaları yükleyebilirim", "bir insanla konuşmak istiyorum"),
}


MORE = {"en": "more", "es": "más", "pt_BR": "mais", "ht": "plis", "zh_Hans": "更多", "pa": "ਹੋਰ"}
MORE |= {"ru": "ещё", "ar": "المزيد", "fr": "suite", "tr": "devam"}


def said(text: str) -> str:
    """Letters only, without accents that an SMS may lose: to compare what was sent with the catalog."""
    plain = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return re.sub(r"\W", "", "".join(plain).casefold())


def start_of(code: str, key: str) -> str:
    """The first words of a text that needs no facts."""
    return said(CATALOG.text(code, key))[:24]


@pytest.mark.parametrize("code", languages())
def test_a_whole_talk_in_one_language(code: str, phone: Phone, stack: Stack) -> None:
    hearing, files, person = QUESTIONS[code]

    asked = phone.text(hearing)
    phone.text("900000001")
    phone.text("DEMO0001")
    told = phone.text(stack.one_time_code())
    told += phone.text(MORE[code]) if "Demo Judge Alder" not in told else ""
    faq = phone.text(files)
    waiting = phone.text(person)

    assert start_of(code, "link_needed_first") in said(asked)
    assert "10" in told, "the day of the hearing"
    assert "Demo Judge Alder" in told
    assert start_of(code, "faq_file_types") in said(faq)
    assert start_of(code, "person_ticket_open") in said(waiting)


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_english_please_in_the_middle_of_any_language(code: str, phone: Phone) -> None:
    phone.text(QUESTIONS[code][1])

    answer = phone.text("english please")

    assert answer == CATALOG.text("en", "language_changed")
    assert start_of("en", "faq_file_types") in said(phone.text(QUESTIONS[code][1]))


@pytest.mark.parametrize("code", languages())
def test_stop_in_ones_own_language_is_confirmed_in_it(code: str, phone: Phone, stack: Stack) -> None:
    words = {"en": "stop all", "es": "alto", "pt_BR": "descadastrar", "ht": "kanpe", "zh_Hans": "退订"}
    words |= {"pa": "ਬੰਦ ਕਰੋ", "ru": "стоп", "ar": "توقف", "fr": "arrêt", "tr": "durdur"}
    phone.text(QUESTIONS[code][1])

    confirmed = phone.text(words[code])

    assert start_of(code, "stop_done") in said(confirmed)
    assert phone.texts(QUESTIONS[code][0]) == []


def test_one_short_text_in_another_language_does_not_flip_the_talk(phone: Phone, stack: Stack) -> None:
    phone.text(QUESTIONS["es"][1])
    phone.text("ok thanks")

    with read_scope(stack.services.sessions) as session:
        talk = session.query(Conversation).order_by(Conversation.id.desc()).first()
    assert talk is not None
    assert talk.language == "es"
