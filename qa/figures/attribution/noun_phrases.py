"""Cuts a sentence into words and finds the noun phrases that name somebody or something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.figures.attribution.saying_words import NEED_SUBJECT, VERBS
from qa.language.vocabulary import vocabulary

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:-[^\W_]+)?|[^\W_]+(?:[-’'&/.,](?=[^\W_])[^\W_]+)*|[^\w\s]|_")
_ABBREVIATED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|St|Cmdr|Adm)\Z")


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words and marks of a sentence as parallel lists; offsets are those of the text it was cut from."""

    source: str
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def lower(self, index: int) -> str:
        """The word in lower case, the empty string outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def text(self, first: int, stop: int) -> str:
        """The source from word `first` up to word `stop`."""
        return self.source[self.starts[first] : self.ends[stop - 1]] if first < stop else ""

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return 0 <= index < len(self.texts) and self.texts[index][0].isupper()

    def is_mark(self, index: int) -> bool:
        """Whether the word is punctuation, or outside the sentence."""
        return not 0 <= index < len(self.texts) or not (self.texts[index][0].isalnum())

    def index_at(self, offset: int) -> int:
        """The first word that ends after `offset`."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def words_of(text: str, start: int = 0, end: int | None = None) -> SentenceWords:
    """The words and marks of `text` from `start` to `end`, in linear time."""
    matches = list(_WORD.finditer(text, start, len(text) if end is None else end))
    texts = [m.group() for m in matches]
    return SentenceWords(
        text, texts, [t.lower() for t in texts], [m.start() for m in matches], [m.end() for m in matches]
    )


DETERMINERS = vocabulary(
    """
    the a an its their his her our this that these those one another some any every each both en ett den det
    de sin sitt sina dess deras hans hennes denna detta dessa någon några der die das dem des ein eine einer
    eines einem seine ihre le la les un une des l' ce cette ses son sa leur leurs
    """
)
# Words inside a name: "Ministry of Health", "Observatory for Human Rights", "Läkare utan gränser".
_LINKS = vocabulary(
    """
    of for the and de la du des del di da al el bin ibn von van der den för av och i utan für und et pour on &
    """
)
_LINKS_MUST_JOIN = vocabulary("and och und et & on i")
ACTORS = vocabulary(
    """
    coalition government ministry minister army military police forces force troops officials official
    authorities authority agency organisation organization group company firm union court council commission
    committee department office bureau spokesman spokeswoman spokesperson spokespersons spokesmen monitor
    monitors watchdog observatory researchers researcher scientists experts expert economists analysts
    analyst investigators rebels militants activists campaigners charity ngo ngos hospital hospitals doctors
    medics rescuers witnesses residents prosecutors prosecutor lawyers lawyer judge mayor governor president
    premier chancellor king senator director head chief chairman chairwoman chair editor author company
    airline operator bank regulator parliament senate opposition party campaign institute university centre
    center foundation network alliance association federation administration embassy navy airforce
    coastguard guard fire brigade service services municipality city county region state board inspectorate
    inspectors auditors auditor ombudsman team sources source insurer insurers retailer manufacturer workers
    miners farmers survivors relatives families critics supporters opponents villagers locals colonel
    general commander captain lieutenant major sergeant admiral teacher headteacher engineer owner manager
    nurse doctor professor historian economist statistician epidemiologist coroner defence defense pentagon
    regime junta militia insurgents separatists collective consortium panel inquiry society koalitionen
    koalition regeringen regering departementet ministeriet ministern armén militären polisen styrkor
    styrkorna myndigheten myndigheterna myndighet organisationen organisation gruppen företaget bolaget
    kommunen regionen staten talesperson talespersonen talesman presstalesperson sjukhuset läkare forskare
    forskarna experter facket förbundet föreningen rådet kommissionen åklagaren kommittén utredningen
    räddningstjänsten partiet oppositionen universitetet verket institutet banken nämnden rebellerna
    aktivister vittnen observatoriet byrån styrelsen direktör chefen chef regierung ministerium polizei
    behörde behörden armee sprecher sprecherin organisation koalition gouvernement police ministère armée
    autorités coalition organisation porte-parole media television tv radio newspaper newspapers broadcaster
    paper website magazine tidningen medier
    """
)
_PRONOUNS = vocabulary("it he she they hon han den det de er sie es il elle ils elles")
_BREAKS_NAME = vocabulary(
    """
    minst cirka omkring drygt nästan totalt some around about nearly almost only another only over thousands
    hundreds dozens january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday januari februari mars april maj juni juli augusti
    oktober måndag tisdag onsdag torsdag fredag lördag söndag however but and while although despite meanwhile
    previously officially since if when in on at yet so
    """
)


def is_name_word(words: SentenceWords, index: int) -> bool:
    """Whether the word is capitalised and no month, weekday, sentence opener or role that opens its sentence."""
    if not words.capital(index) or words.lowers[index] in _BREAKS_NAME:
        return False
    return index > 0 or words.lowers[index] not in ACTORS | DETERMINERS or is_acronym(words, index)


def is_acronym(words: SentenceWords, index: int) -> bool:
    """Whether the word is written in capitals throughout: UN and WHO are names, un and who are not."""
    return 0 <= index < len(words.texts) and len(words.texts[index]) > 1 and words.texts[index].isupper()


def is_determiner(words: SentenceWords, index: int) -> bool:
    """Whether the word is an article or a possessive pronoun."""
    return words.lower(index) in DETERMINERS and not is_acronym(words, index)


def _stops(words: SentenceWords, index: int) -> bool:
    word = words.lowers[index]
    if is_acronym(words, index):
        return False
    return word in STOPS or (word in VERBS and word not in NEED_SUBJECT and not words.capital(index))


def strip_possessive(text: str) -> str:
    """A name without its possessive ending ("Amnesty's", "Airwars’")."""
    for ending in ("'s", "’s", "'", "’"):
        if text.endswith(ending):
            return text[: -len(ending)]
    return text


def phrase_ending_at(words: SentenceWords, last: int, floor: int) -> int:
    """The first word of the noun phrase whose last word is `last`, not before `floor`."""
    first = last
    while first > floor:
        before = first - 1
        word = words.lowers[before]
        if is_determiner(words, first) and word not in _LINKS:
            break
        if (
            words.lowers[last] in _PRONOUNS
            or (words.texts[before][0].isdigit() and not words.capital(first))
            or word in _BREAKS_NAME
        ):
            break
        if words.is_mark(before):
            if (
                word in ("'", "’")
                and before > floor
                and words.lowers[before - 1].endswith("s")
                and not words.is_mark(first)
            ):
                first = before - 1
                continue
            abbreviation = word == "." and before > floor and _ABBREVIATED.match(words.texts[before - 1])
            if not abbreviation:
                break
            first = before - 1
            continue
        if _stops(words, before) and not (word in _LINKS and _linked(words, before, floor)):
            break
        first = before
    return first


def _linked(words: SentenceWords, link: int, floor: int) -> bool:
    """Whether a linking word stands between two parts of one name."""
    joined = is_name_word(words, link - 1) or words.lower(link - 1) in ACTORS or words.lower(link - 1) in _LINKS
    follows = (
        is_name_word(words, link + 1) or words.lower(link + 1) in DETERMINERS or words.lower(link + 1) in _LINKS
    )
    if words.lower(link) in _LINKS_MUST_JOIN:
        return link > floor and is_name_word(words, link - 1) and is_name_word(words, link + 1)
    return link > floor and joined and (follows or words.lower(link + 1) in ACTORS)


def phrase_starting_at(words: SentenceWords, first: int, ceiling: int) -> int:
    """The word after the noun phrase that begins at `first`: determiners, adjectives, names or a plain noun."""
    at = first
    while at < ceiling and is_determiner(words, at):
        at += 1
    named = role = False
    begun = at
    while at < ceiling:
        if words.is_mark(at):
            abbreviation = words.lowers[at] == "." and _ABBREVIATED.match(words.texts[at - 1]) if at else False
            if not abbreviation:
                break
            at += 1
            continue
        word = words.lowers[at]
        if is_name_word(words, at):
            named = True
        elif word in _LINKS and at > begun and not is_acronym(words, at):
            inner = at + 1
            while words.lower(inner) in ("the", "den", "det", "la", "les", "der", "die", "das"):
                inner += 1
            if not (is_name_word(words, inner) and (named or words.lower(at - 1) in ACTORS)) and not (
                word in ("of", "for", "av", "för") and words.lower(inner) in ACTORS
            ):
                break
        elif (
            _stops(words, at)
            or words.texts[at][0].isdigit()
            or ((named or role) and word not in ACTORS and not (named and _name_goes_on(words, at, ceiling)))
        ):
            break
        role = role or word in ACTORS
        at += 1
    return at


def _name_goes_on(words: SentenceWords, at: int, ceiling: int) -> bool:
    """Whether a name or a role follows within two words: "the EU border agency Frontex"."""
    for ahead in (at + 1, at + 2):
        if ahead >= ceiling or words.is_mark(ahead) or is_determiner(words, ahead):
            return False
        if _stops(words, ahead) or words.lowers[ahead] in VERBS:
            return False
        if words.lowers[ahead] in ACTORS:
            return True
    return False


STOPS = vocabulary(
    """
    that while whereas but and or because although though despite when after before since as if which who whom
    whose where until unless than is are was were be been being has have had do does did will would can could
    may might must should in on at by to from with into during against between among over under of for about
    per via including killing killed kill kills not also later however meanwhile only just even so yet there
    here said says saying att medan men och eller eftersom fast trots när efter innan sedan som vilka vilken
    vilket om är var blev blir har hade ska skulle kan kunde får måste i på vid av till från med under mot
    mellan över för inte också senare dock bara samtidigt dass während aber und oder weil nachdem bevor ist
    sind war waren wurde wurden hat haben hatte von in auf bei mit nach que tandis mais et ou parce après
    avant est sont était étaient ont avait dans sur par avec de du
    """
)
