"""Which language a question is in, and that it is read in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.settings import Settings
from qa import Assistant
from qa.answering.phrases import language_note
from qa.language.pack import known, pack_of
from qa.question.analysis import analyse
from qa.question.question_language import answered, language_of
from qa.types import QuestionKind

QUESTIONS = {
    "en": """
        How many died in Raqqa?
        Who is the new mayor?
        Where is the old bridge?
        Why did they leave Mosul?
        What does the bridge cost?
        When was Malmö Arena built?
        Did Anna visit the museum?
        Was Anna Lindh really murdered?
        Which towns lost their schools?
        Name all victims of Fukushima
        What happened in Örebro yesterday?
        How old is Angela Merkel?
        Who won the Tour de France?
        Has Macron admitted any mistake?
        What did Söder say then?
        Where was Die Zeit founded?
        how tall is mont blanc
        """,
    "sv": """
        Hur många dog i Raqqa?
        Vem är den nya borgmästaren?
        Var ligger den gamla bron?
        Varför lämnade de Mosul stad?
        Vad kostar den nya bron?
        När byggdes Globen i Stockholm?
        Har Anna besökt museet igen?
        Vilka byar saknar skola idag?
        Hur gammal är Angela Merkel?
        Vem vann Tour de France?
        Vad sade Macron om pensionen?
        Finns det massgravar i Mosul?
        Nämn alla offer i Fukushima
        Var Anna på mötet?
        Vem skrev boken om Lund?
        Vem skrev "The American War"?
        """,
    "de": """
        Wie viele starben in Raqqa?
        Wer ist der neue Bürgermeister?
        Wo steht die alte Brücke?
        Warum verließen sie damals Mossul?
        Was kostet die neue Brücke?
        Wann wurde das Museum gebaut?
        Hat Anna das Museum besucht?
        Welche Dörfer haben keine Schule?
        Wie alt ist Angela Merkel?
        Wer gewann die Tour de France?
        Was sagte Macron zur Rente?
        Gibt es Massengräber in Mossul?
        Wie hoch ist der Mont Blanc?
        Nenne alle Opfer von Fukushima
        Was war der Anlass dafür?
        War Anna bei dem Treffen?
        """,
    "fr": """
        Combien de morts à Raqqa ?
        Qui est le nouveau maire ?
        Où se trouve le pont ?
        Pourquoi ont-ils quitté Mossoul ?
        Que coûte le nouveau pont ?
        Quand le musée fut-il construit ?
        Anna a-t-elle visité le musée ?
        Quels villages ont perdu leur école ?
        Quel âge a Angela Merkel ?
        Qui a gagné le marathon ?
        Qu'a dit Merkel sur Macron ?
        Y a-t-il des fosses communes ?
        Comment s'appelle la ville ?
        Cite toutes les victimes connues
        Quelle est la hauteur maximale ?
        """,
    "es": """
        ¿Cuántos murieron en Raqqa ayer?
        ¿Quién es el nuevo alcalde?
        ¿Dónde está el puente viejo?
        ¿Por qué huyeron de Mosul?
        ¿Cuánto cuesta el puente nuevo?
        ¿Cuándo se construyó el museo?
        ¿Visitó Anna el museo antiguo?
        ¿Qué pueblos perdieron su escuela?
        ¿Qué edad tiene Angela Merkel?
        ¿Quién ganó la vuelta ciclista?
        ¿Qué dijo Macron de Merkel?
        ¿Hay fosas comunes en Mosul?
        ¿Cómo se llama la ciudad?
        ¿Qué altura tiene el monte?
        ¿Cuál fue la causa principal?
        """,
    "it": "Quante persone sono morte ieri?\nChi è il nuovo sindaco?",
    "nl": "Hoeveel mensen stierven in Raqqa?\nWie is de nieuwe burgemeester?",
    "da": "Hvor mange døde i Raqqa?\nHvem er den nye borgmester?",
    "ru": "Сколько людей там погибло вчера?",
}


@pytest.mark.parametrize(
    ("language", "question"),
    [(code, line.strip()) for code, lines in QUESTIONS.items() for line in lines.strip().splitlines()],
)
def test_five_words_tell_the_language(language: str, question: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize("text", ["Örebro 2017", "Malmö", "Raqqa", "Macron 2019", "1257"])
def test_names_and_numbers_are_in_the_language_of_the_texts_around(text: str) -> None:
    assert language_of(text) == "en"
    for code in answered():
        assert language_of(text, (code, "en")) == code


def test_texts_around_do_not_outweigh_the_words() -> None:
    assert language_of("Who is the new mayor of Örebro?", ("sv", "de")) == "en"
    assert language_of("Wer ist Angela Merkel?", ("en",)) == "de"


@pytest.mark.parametrize("code", known())
def test_every_pack_reads_questions_and_frames_answers(code: str) -> None:
    pack = pack_of(code)
    assert {each.kind for each in pack.questions.kinds} == set(QuestionKind) - {QuestionKind.TOPIC}
    assert pack.answers.unanswered
    assert set(pack.answers.kinds) <= set(QuestionKind)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wie viele Tote hat die Koalition eingeräumt?", QuestionKind.HOW_MANY),
        ("Und wie viel kostete sie?", QuestionKind.HOW_MANY),
        ("Wie hoch ist die Opferzahl in Raqqa?", QuestionKind.HOW_MANY),
        ("Wer ist Sean Ryan?", QuestionKind.WHO),
        ("Von wem stammt der Bericht?", QuestionKind.WHO),
        ("Wann endete die Schlacht?", QuestionKind.WHEN),
        ("In welchem Jahr wurde sie gegründet?", QuestionKind.WHEN),
        ("Wo liegt Baghus?", QuestionKind.WHERE),
        ("Warum flohen die Bewohner?", QuestionKind.WHY),
        ("Wie reagierte die Koalition?", QuestionKind.HOW),
        ("Was steht in dem Bericht?", QuestionKind.WHAT),
        ("Was sagte Rovera über die Angriffe?", QuestionKind.QUOTE),
        ("Welche Städte wurden zerstört?", QuestionKind.LIST),
        ("Gibt es Massengräber in Raqqa?", QuestionKind.YES_NO),
        ("Hat die Koalition den Fall untersucht?", QuestionKind.YES_NO),
        ("Combien de civils ont été tués ?", QuestionKind.HOW_MANY),
        ("Et combien a coûté le pont ?", QuestionKind.HOW_MANY),
        ("Quel est le bilan à Raqqa ?", QuestionKind.HOW_MANY),
        ("Qui est Sean Ryan ?", QuestionKind.WHO),
        ("Quand la bataille a-t-elle pris fin ?", QuestionKind.WHEN),
        ("En quelle année fut-elle fondée ?", QuestionKind.WHEN),
        ("Où se trouve Baghouz ?", QuestionKind.WHERE),
        ("Pourquoi les habitants ont-ils fui ?", QuestionKind.WHY),
        ("Comment la coalition a-t-elle réagi ?", QuestionKind.HOW),
        ("Que contient le rapport ?", QuestionKind.WHAT),
        ("Qu'a dit Rovera sur les frappes ?", QuestionKind.QUOTE),
        ("Quelles villes ont été détruites ?", QuestionKind.LIST),
        ("La coalition a-t-elle enquêté ?", QuestionKind.YES_NO),
        ("Est-ce que le pont est ouvert ?", QuestionKind.YES_NO),
    ],
)
def test_german_and_french_questions_have_kinds(question: str, kind: QuestionKind) -> None:
    asked = analyse(question)
    assert asked.kind is kind
    plain = pack_of(asked.language).text.function
    assert not any(term.text.casefold() in plain for term in asked.terms)


@pytest.mark.parametrize(
    ("question", "claimant", "admission"),
    [
        ("Wie viele Tote hat die Koalition eingeräumt?", "Koalition", True),
        ("Wie viele Tote räumte die US-geführte Koalition ein?", "US-geführte Koalition", True),
        ("Wie viele Zivilisten wurden laut Airwars in Raqqa getötet?", "Airwars", False),
        ("Was sagte Donatella Rovera über die Koalition?", "Donatella Rovera", False),
        ("Wie viele Menschen starben in Raqqa?", None, False),
        ("Combien de morts la coalition a-t-elle admis ?", "coalition", True),
        ("Combien de morts l’armée a-t-elle reconnus à Mossoul ?", "armée", True),
        ("Combien de civils ont été tués selon Human Rights Watch ?", "Human Rights Watch", False),
        ("Que dit Amnesty de la bataille ?", "Amnesty", False),
        ("Combien de personnes sont mortes à Raqqa ?", None, False),
    ],
)
def test_who_is_asked_to_have_said_it_in_german_and_french(
    question: str, claimant: str | None, admission: bool
) -> None:
    asked = analyse(question)
    assert (asked.claimant, asked.admission) == (claimant, admission)


def test_a_noun_with_its_article_is_no_name_in_german() -> None:
    assert analyse("Wann wurde die alte Brücke in Ulm gebaut?").names == ("Ulm",)
    assert analyse("Wie viele Tote meldete Airwars in Raqqa?").names == ("Airwars", "Raqqa")


def test_an_elided_article_belongs_to_no_word() -> None:
    assert [term.text for term in analyse("Qui dirige l'armée d’Irak ?").terms] == ["dirige", "armée", "Irak"]


@pytest.mark.parametrize(
    ("text", "language", "asked", "open_question", "unanswered"),
    [
        (
            "Die alte Brücke in Ulm wurde im März 1954 eröffnet. Die Koalition räumte ein, dass bei dem Einsturz "
            "32 Menschen starben.\n",
            "de",
            {
                "Wann wurde die alte Brücke in Ulm eröffnet?": "1954",
                "Wie viele Tote räumte die Koalition ein?": "32",
            },
            "Wer erfand das Telefon?",
            "Die Dokumente beantworten das nicht.",
        ),
        (
            "Le pont de Brévenne a été construit en mars 1954. La compagnie a reconnu que 32 personnes étaient "
            "mortes dans l'effondrement.\n",
            "fr",
            {
                "Quand le pont de Brévenne a-t-il été construit ?": "1954",
                "Combien de morts la compagnie a-t-elle reconnus ?": "32",
            },
            "Qui a inventé le téléphone ?",
            "Les documents ne répondent pas à cette question.",
        ),
    ],
)
def test_german_and_french_are_answered_with_quotes_and_framed_in_their_language(
    tmp_path: Path, text: str, language: str, asked: dict[str, str], open_question: str, unanswered: str
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(text, encoding="utf-8")
    with Assistant.open(tmp_path / "texts", settings=Settings(home=tmp_path / "home")) as assistant:
        for question, said in asked.items():
            answer = assistant.ask(question)
            assert (answer.language, answer.short[:1]) == (language, (said,))
            assert answer.quotes[0].text in text
        assert assistant.ask(open_question).text.startswith(unanswered)


def test_a_question_in_a_language_without_a_pack_is_told_which_are_read() -> None:
    assert language_note("nl").startswith("The question looks like Dutch; questions are read in English, French")
