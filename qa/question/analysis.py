"""What a question asks for: its kind, its language, the words it turns on, who is asked about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.errors import EmptyQuestion, QuestionTooLong
from qa.figures.scope.periods import Calendar, times_in
from qa.figures.scope.places import country_code, country_of_adjective
from qa.language.pack import pack_of
from qa.language.words import FRAME, Word, content, word_set, words
from qa.question.kinds import QuestionKind, kind_of, lead_of

__all__ = [
    "MAX_CHARACTERS",
    "Question",
    "QuestionKind",
    "analyse",
    "asks_bare_figure",
    "check",
    "language_of",
    "lead_length",
    "names_no_count",
]

MAX_CHARACTERS = 2_000
"""The longest question: a long paragraph. What is longer is a document, and should be indexed."""

_LANGUAGES_ANSWERED = ("en", "sv")


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    `terms` are its content words without the question word's phrase; `names` those of them that are
    names of people, places and organisations, each a run of words ("US-led coalition", "Sean Ryan");
    `claimant` is who is asked to have said or admitted something, None where nobody is; `admission`
    tells that an admission is asked for, not any statement; `counted` is what "how many" counts;
    `years` are the years it names.
    """

    text: str
    language: str
    kind: QuestionKind
    terms: tuple[Word, ...]
    names: tuple[str, ...] = ()
    claimant: str | None = None
    admission: bool = False
    counted: tuple[Word, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The comparison keys of the terms."""
        return frozenset(term.key for term in self.terms)

    @property
    def matter(self) -> tuple[str, ...]:
        """The comparison keys of the terms that neither name anybody nor only frame the question."""
        return tuple(term.key for term in self.terms if not term.is_name and term.key not in FRAME)


def check(question: str) -> str:
    """The question without surrounding space. Raises EmptyQuestion or QuestionTooLong, each saying what to do."""
    stripped = question.strip()
    if not any(unicodedata.category(char)[0] in "LN" for char in stripped):
        raise EmptyQuestion(
            "There is no word to look up in this question. Ask for instance: who said what, and when?"
        )
    if len(stripped) > MAX_CHARACTERS:
        raise QuestionTooLong(
            f"This question has {len(stripped):,} characters; at most {MAX_CHARACTERS:,} can be looked up. "
            "Ask for one thing at a time, or index the text as a document."
        )
    return stripped


@lru_cache(maxsize=256)
def analyse(question: str) -> Question:
    """Take a question apart. Raises EmptyQuestion and QuestionTooLong."""
    text = check(question)
    language = language_of(text)
    kind = kind_of(text, language)
    if kind is QuestionKind.HOW_MANY:
        text = _SCOPE_TOO.sub("?", text)
    found = words(text, language)
    lead = lead_of(text, kind, language)
    claimant, admission = _claimant(text, found, language)
    asking = _ways_of_asking(text, found, claimant)
    terms = tuple(
        word
        for word in content(found)
        if word.start >= lead and word.key not in _ASKING and word.start not in asking
    )
    claimant = _named_speaker(claimant)
    return Question(
        text=text,
        language=language,
        kind=kind,
        terms=terms or content(found) or found,
        names=_names(text, found),
        claimant=claimant,
        admission=admission,
        counted=_counted(text, found, kind, language),
        years=tuple(int(word.text) for word in found if re.fullmatch(r"1[5-9]\d\d|20\d\d", word.text)),
    )


_SCOPE_TOO = re.compile(
    r",? (?:and|och) (?:(?:(?:for|over|in|during) )?(?:what|which) (?:period|time|years?|places?|countr(?:y|ies))"
    r"|(?:when|where)(?: and (?:when|where))?"
    r"|(?:(?:för|under|i) )?vil(?:ken|ka|ket) (?:period|tid|år|plats|länder|land)"
    r"|(?:när|var)(?: och (?:när|var))?)\s*\?$",
    re.IGNORECASE,
)
"""Asks where and when as well: figures are always told with that."""


def _ways_of_asking(text: str, found: tuple[Word, ...], claimant: str | None) -> set[int]:
    """Where words stand that only say that something is told: "does X *give*", "did X *count*", "*used* to"."""
    starts = {match.start() for match in (_USED_TO.search(text),) if match}
    if given := _FIGURE_GIVEN.match(text):
        starts.add(given.start("verb"))
    if claimant is not None:
        starts.update(word.start for word in found if word.text.casefold() in _COUNTING)
    return starts


_USED_TO = re.compile(r"\bused?(?= to\b)", re.IGNORECASE)
_ASKING = frozenset(
    ("accord", "ask", "explain", "describ", "mention", "document", "articl", "text", "förklar", "beskriv", "nämn")
)
"""Words that speak to us or of the documents, not of what is looked for."""


def language_of(text: str) -> str:
    """The question's language: English and Swedish by their function words, others by their letters; "en" in
    doubt.
    """
    folded = [match.casefold() for match in re.findall(r"[^\W\d_]+", text)]
    if foreign := _foreign(text, folded):
        return foreign
    votes = {
        code: sum(word in pack_of(code).text.function and word not in _SHARED for word in folded)
        for code in _LANGUAGES_ANSWERED
    }
    if votes["sv"] != votes["en"]:
        return max(votes, key=lambda code: votes[code])
    if any(char in "åäöÅÄÖ" for char in text):
        return "sv"
    if votes["en"]:
        return "en"
    from index.languages import detect

    return detect(text) or "en"


def _foreign(text: str, folded: Sequence[str]) -> str | None:
    """Another language than those answered that the question is likely in: it has more of its stop words."""
    from index.languages import probable
    from index.stopwords import stop_words

    code, probability = probable(text)
    if code is None or code in _LANGUAGES_ANSWERED or probability < _LIKELY:
        return None
    own, answered = (
        max(sum(word in stop_words(each) for word in folded) for each in codes)
        for codes in ((code,), _LANGUAGES_ANSWERED)
    )
    return code if own > max(1, answered) else None


_LIKELY = 0.4
"""Probability from which the language detected in a question counts: names alone stay below."""

_SHARED = pack_of("en").text.function & pack_of("sv").text.function


def lead_length(question: Question) -> int:
    """Where the phrase of the question word ends ("how many "); 0 where there is none."""
    return lead_of(question.text, question.kind, question.language)


_TITLE_LINKS = word_set("""of de al for the von van bin och and led ledda""")


def _names(text: str, found: tuple[Word, ...]) -> tuple[str, ...]:
    """Runs of words written as names, the sentence's first word only where it is not a plain word of the
    language.
    """
    names: list[str] = []
    run: list[Word] = []
    for position, word in enumerate(found):
        opening = position == 0 and (word.function or word.text.casefold() in _QUESTION_OPENERS)
        if word.is_name and not opening and not word.function:
            if run and not _joined(text[run[-1].end : word.start]):
                names.append(text[run[0].start : run[-1].end])
                run = []
            run.append(word)
        elif run and not (word.text.casefold() in _TITLE_LINKS and _next_is_name(found, position)):
            names.append(text[run[0].start : run[-1].end])
            run = []
    if run:
        names.append(text[run[0].start : run[-1].end])
    return tuple(name for name in dict.fromkeys(names) if not _describes(name, text))


def _describes(name: str, text: str) -> bool:
    """Whether a nationality only describes who is named after it: "the Swedish doctor Elin Borg"."""
    if " " in name or re.search(rf"\b{re.escape(name)} [a-zåäö]+ [A-ZÅÄÖ]", text) is None:
        return False
    return country_of_adjective(name) is not None and country_code(name) is None


_QUESTION_OPENERS = word_set(
    """whats whos wheres whens hows
    name list give tell explain describe quote according show find did do does is are was were has have can
    could nämn lista berätta förklara beskriv citera enligt visa hur vad"""
)


def _joined(between: str) -> bool:
    return (
        between in ("-", "–", " ")
        or re.fullmatch(r"\.? |['’]s? ?| (?:of|de|al-?|for|the|von|van|bin|led) ?", between) is not None
    )


def _next_is_name(found: tuple[Word, ...], position: int) -> bool:
    return position + 1 < len(found) and found[position + 1].is_name


_SAYING_KEYS = frozenset(
    ("=say", "=admit", "=accuse", "=deny", "=report", "estim", "reveal", "confirm", "put", "uppskatt", "bekräft")
)
_COUNTING = word_set(
    "count counted tally tallied document documented register registered räknat räknade dokumenterat"
)
_PASSIVE = frozenset(("by", "av", "enligt"))


_ACCORDING = re.compile(r"\b(?:according to|enligt)\s+(?:the\s+)?([^,?]+)", re.IGNORECASE)


def _claimant(text: str, found: tuple[Word, ...], language: str) -> tuple[str | None, bool]:
    """Who is asked to have said something, and whether as an admission."""
    according = _ACCORDING.search(text)
    if according:
        return _noun(_without_time(according.group(1))), False
    if held := _EVIDENCE.search(text):
        return _noun(held["who"] or held["sv"]), False
    if given := _FIGURE_GIVEN.match(text):
        return _noun(given["who"]), False
    for position, word in enumerate(found):
        passive = found[position + 1 : position + 2] and found[position + 1].text.casefold() in _PASSIVE
        counts = word.text.casefold() in _COUNTING and position > 0 and not passive
        if (word.key not in _SAYING_KEYS and not counts) or _is_thing_said(found, position):
            continue
        subject = _subject_before(text, found, position) or _subject_after(text, found, position, language)
        if subject:
            return subject, word.key == "=admit"
    return None, any(word.key == "=admit" for word in found)


def names_no_count(question: Question) -> bool:
    """Whether it asks for a figure without saying of what: "What total does the ministry give for 2019?"."""
    return question.kind is QuestionKind.HOW_MANY and asks_bare_figure(question.text)


def asks_bare_figure(question: str) -> bool:
    """Whether a question opens by asking for a figure, a total, an estimate that it says nothing of."""
    return _BARE_FIGURE.match(question.strip()) is not None


_BARE_FIGURE = re.compile(
    r"(?:and |but )?(?:what|which)(?: is| are| was| were)? (?:the |its |their )?"
    r"(?:latest |new |overall |official |[\w-]+['’]s? )?"
    r"(?:totals?|figures?|numbers?|counts?|estimates?|tally|tallies)\b(?! of (?!\w+ \d{4}))"
    r"|vilk(?:en|a) (?:siffr(?:a|or)|uppgift(?:er)?)\b",
    re.IGNORECASE,
)


def _without_time(phrase: str) -> str:
    """A speaker without the time that a question adds: "Amnesty" of "Amnesty in June 2018"."""
    for mention in times_in(phrase, Calendar()):
        told = _TIME_LINK.search(phrase[: mention.start])
        if told:
            return phrase[: told.start()]
    return phrase


_TIME_LINK = re.compile(r"\s+(?:in|on|at|by|as of|during|since|until|i|den|under|från)\s+(?:the\s+)?$")
_TEXTS = word_set(
    """explainer article report paper note memo text document documents story piece newspaper page corrections
    correction column brief briefs background profile letter email mail post artikeln rapporten texten tidningen
    notisen"""
)
"""What a text is called: it speaks everywhere in itself, not in some sentence of it."""


_SURVEYS = word_set("census folkräkningen")
"""Sources whose figures texts give as facts, whatever year and country they are named after."""


def _named_speaker(claimant: str | None) -> str | None:
    """The name in "the Swedish doctor Elin Borg"; None for a text without a maker's name ("the explainer")."""
    if claimant is None:
        return None
    parts = claimant.split()
    if parts[-1].casefold() in _SURVEYS:
        return None
    if parts[-1].casefold() in _TEXTS and not any(part[0].isupper() for part in parts):
        return None
    described = [n for n, part in enumerate(parts) if part[0].islower() and part not in _LINKS]
    after = parts[described[-1] + 1 :] if described else []
    return " ".join(after) if len(after) > 1 else claimant


_EVIDENCE = re.compile(
    r"\b(?:do|does|did|has|have|had) (?:the )?(?P<who>[^?,]+?) (?:have|had|hold|find|found|know|seen?) "
    r"(?:any |enough )?(?:evidence|proof|records?|reports?|of)\b"
    r"|\bhar (?P<sv>[^?,]+?) (?:belägg|bevis|uppgifter)\b",
    re.IGNORECASE,
)
"""Having evidence of something is saying it."""
_FIGURE_GIVEN = re.compile(
    r"(?:what|which) (?:[\w-]+ ){0,2}?(?:tolls?|totals?|figures?|numbers?|counts?|estimates?)\b[^?]*? "
    r"(?:do|does|did|has|have) (?:the )?(?P<who>[^?,]+?) "
    r"(?P<verb>(?:give|gave|given|put|cite|quote|name|offer|use|publish)\w*)\b",
    re.IGNORECASE,
)
"""Giving a figure is saying it; giving anything else is not."""

_NOUN_LIKE = word_set("report state claim estimate count record list note")
_BEFORE_NOUNS = word_set("the a an of its their his her this that these")


def _is_thing_said(found: tuple[Word, ...], position: int) -> bool:
    """Whether a saying word is a noun or a name here: "the states", "the report", "Islamic State"."""
    word, before = found[position], found[position - 1] if position else None
    if before is None:
        return False
    following = found[position + 1] if position + 1 < len(found) else None
    acts = following is not None and not (following.function or following.is_name or following.is_number)
    if word.text.casefold() in _NOUN_LIKE and acts and not (following and following.text.endswith("ed")):
        return True
    return word.is_name or before.text.casefold() in _BEFORE_NOUNS or (before.is_name and before.text.isupper())


_AUXILIARIES = frozenset(("did", "does", "do", "has", "have", "had", "har", "hade"))


def _subject_before(text: str, found: tuple[Word, ...], verb: int) -> str | None:
    """The noun between the auxiliary and the verb: "did *the coalition* admit"."""
    start = verb
    while start and found[start - 1].text.casefold() not in _AUXILIARIES:
        start -= 1
        if verb - start > 6:
            return None
    if not start or start == verb or any(_parts_phrase(word) for word in found[start + 1 : verb]):
        return None
    return _noun(text[found[start].start : found[verb - 1].end])


def _parts_phrase(word: Word) -> bool:
    """Whether a word inside a phrase tells that it is no one noun phrase: "define *a* credible report"."""
    return word.function and word.text[0].islower() and word.text not in _LINKS


_LINKS = word_set("of for and the de von van al och i på av in")


def _subject_after(text: str, found: tuple[Word, ...], verb: int, language: str) -> str | None:
    """The noun after the verb: Swedish inversion ("medgav *koalitionen*") or a passive ("admitted by *X*")."""
    rest = found[verb + 1 : verb + 6]
    if language == "sv" and verb == 0:
        return None
    if rest and rest[0].text.casefold() in _PASSIVE:
        rest = rest[1:]
    elif language != "sv":
        return None
    subject: list[Word] = []
    for word in rest:
        if word.function and subject:
            break
        if not word.function:
            subject.append(word)
            if not word.is_name and not word.text.casefold().endswith(("ledda", "stödda")):
                break
    return _noun(text[subject[0].start : subject[-1].end]) if subject else None


def _noun(phrase: str) -> str | None:
    cleaned = re.sub(r"^(?:the|a|an|den|det|de)\s+|['’]s?$", "", phrase.strip(), flags=re.IGNORECASE)
    folded = cleaned.casefold()
    pronoun = folded in pack_of("en").text.function or folded in pack_of("sv").text.function
    return cleaned if cleaned and (not pronoun or cleaned.isupper()) else None


def _counted(text: str, found: tuple[Word, ...], kind: QuestionKind, language: str) -> tuple[Word, ...]:
    """What "how many" counts: the noun straight after it, then what befell it ("civilians", "killed")."""
    if kind is not QuestionKind.HOW_MANY:
        return ()
    start = lead_of(text, kind, language)
    if toll := next((word for word in found if word.end <= start and word.text.casefold() == "toll"), None):
        return (toll,)
    source = _ACCORDING.search(text, start)
    stop = source.start() if source else len(text)
    after = [
        word for word in found if start <= word.start < stop and not word.is_name and word.key not in _NOT_COUNTED
    ]
    breaks = [n for n, word in enumerate(after) if word.function]
    noun = after[: breaks[0]] if breaks else after
    befell = [word for word in after[len(noun) :] if not (word.function or word.is_number)]
    return tuple(noun + befell[:_EVENT_WORDS])


_NOT_COUNTED = _SAYING_KEYS | _ASKING
_EVENT_WORDS = 2
"""Words after the counted noun that may still say what is counted; further ones are place and circumstance."""
