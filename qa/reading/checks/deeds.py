"""What a question says was done: an answer stands only where its text tells of that deed, in whatever words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.types import Hit
from qa.language.words import FRAME, Vocabulary, word_set, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import split_passage
from qa.types import Quote

SURE_UNTOLD = 0.9
"""Score from which an answer stands whose text does not tell a deed whose words are listed."""
SURE_UNKNOWN = {"en": 0.5, "sv": 0.4}
"""The same, by the question's language, for other deeds, which texts may tell in words that no list holds. Right
answers in Swedish score lower.
"""

_KINDS = frozenset(
    (QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE, QuestionKind.WHY, QuestionKind.HOW_MANY)
)

_TABLE = """
    founded founder founders established set_up grundade grundades grundat grundats grundare stiftade stiftades
    : create* creation form formed forming launch* start* began begin* begun establish* founding opened
      grundar* bilda*
      starta* tillkom börja* öppna*
    stolen stole steal steals theft robbed stulit stals stal stulen stulna stölden
    : thief thieves robb* burgl* loot* snatch* taken made_off break-in broke_in missing disappear* vanish*
      rån* tjuv*
      försvann försvunn* inbrott*
    withdraw withdrew withdrawn retract* recalled rescind* revoke* drog_tillbaka drogs_tillbaka dra_tillbaka
    återkalla*
    : withdraw* pulled_out pulled_back
    born föddes född födda
    : birth* native year-old years_old åri* födelse*
    burn_down burned burnt burn brann brunnit brunnen brunnit_ner
    : burn* fire fires blaze* flame* gutted brinn* brand* eld*
    collapse collapsed rasade rasat störtade_in
    : fell fall* caved_in cave_in gave_way collaps* ras raset
    close closed closes closing shut shut_down stängde stängdes stängs stänga stängt stängts stänger
    lades_ner lagts_ner
    läggs_ner
    : closure* shut* end ended ends until ceas* last stäng* nedl* lägg* lade_ner upphör* slut* till
    cancel* called_off ställdes_in ställs_in ställts_in inställd* ställde_in
    : scrap* abandon* postpon* ställa_in inställ* skjut*
    designed ritade ritades ritat ritats formgav
    : design* architect* arkitekt* rita* drew drawn formg* planned plans
    own owns owned owner owners äger ägde ägs ägare ägaren
    : own* belong* propriet* buy* bought property possess* held family äg* tillhör* köp*
    arrest* detained grips gripits greps anhölls häktades häktad*
    : detain* custody jail* seiz* caught grip* gripen häkt* anhåll*
    marry married gifte_sig gift_sig vigdes
    : marri* wed wedding wife husband spouse gift* bröllop* fru make maka
    leave left quit depart* lämna* slutade slutat
    : leav* left quit* resign* retir* step* replac* succe* depart* mov* gone goes go went end* until till out away
      farewell last
      lämna* slut* avg* gick går flytt* ersat* efterträd* pension* till sista
    resign* stepped_down step_down avgick avgår avgått
    : quit* left leave* leaving retire* replac* succe* lämna* avg*
    demolish* torn_down tear_down revs rivs rivits rivas
    : knocked_down pulled_down raz* tore destroy* riv*
    sink sank sunk sjönk sjunkit förliste
    : sink* wreck* capsiz* went_down sjunk* förlis* kantra*
    rebuild rebuilt reconstructed återuppbygg*
    : rebuild* reconstruct* restor* renovat* repair* renover* byggdes_upp byggs_upp bygga_upp
    banned prohibited outlawed förbjöd förbjöds förbjudit förbjudits
    : ban bans forbid* forbade prohibit* förbud* förbj*
    invented uppfann uppfanns
    : invent* devis* develop* creat* patent* made uppfinn*
    evacuated evakuerade evakuerades utrymde utrymdes
    : evacuat* evakuer* utrym* clear* moved_out
    scrapped skrotades skrotats
    : scrap* skrot* withdr* taken_out
    win won wins winning vinna vann vunnit vinner
    : win* won champion* victor* triumph* first title gold award* beat prize* came_top promot* seger* segr* vinn*
      vann vunn* etta guld mästar* pris* tilldela*
    bought köpte köpt
    : buy* bought purchas* acquir* sold sale sell* takeover took_over taken_over köp* förvärv* sål* sälj* tog_över
    built build byggde byggdes byggts
    : buil* construct* erect* rais* completed raised byggd* bygg* uppför* restes
    acquitted convicted frikändes dömdes
    : acquit* convict* guilty cleared sentenc* frik* döm* fäll*
    die dies died dead drowned fatalities dog omkom avled dött drunknade
    : dy* death* deadly lethal kill* fatal* perish* lost_his_life lost_her_life lost_their_lives lives toll victim*
      casualt* body bodies slain slaughter* massacre* murder* buried funeral drown* starv* wiped_out suicide
      shot stabb*
      grave graves claimed cost död* omk* avlid* mord* mörd* stupa* offer offren begrav* drunkn* liv
"""
"""The words of a question, a colon, and further words by which texts tell the same; a star is any ending."""


def _deeds(table: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What a question says and what a text says of each deed, as patterns."""
    made = []
    for asked, told in re.findall(r"\n {4}(?=\w)((?:.|\n {4}(?=\w))+)\n {4}:((?:.|\n {6})+)", table):
        both = f"{asked} {told}"
        made.append((_any_of(asked), _any_of(both)))
    return tuple(made)


def _any_of(listed: str) -> re.Pattern[str]:
    forms = (re.escape(form).replace("\\*", r"\w*").replace("_", _APART) for form in listed.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


_APART = r"\s+(?:[^\W\d_]+\s+){0,3}?"
"""A verb and its particle may stand apart: "drogs boken tillbaka"."""

_DEEDS = _deeds(_TABLE)


_IN_PLACE = frozenset((QuestionKind.WHO, QuestionKind.WHEN))
"""Kinds whose answer stands in the sentence that tells the deed: others have their own times and people."""


_GOES_ON = re.compile(
    r"\W*(?:it|this|that|they|det|detta|den)\s+(?:happened|occurred|took place|was (?:in|on|at|by)|skedde|hände"
    r"|ägde rum|var (?:den|i|på|under|av))\b",
    re.IGNORECASE,
)
"""A sentence that goes on about the deed of the one before it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """How a deed is told, and how sure an answer must be beside which it is not."""

    told: re.Pattern[str]
    key: str
    sure: float

    def is_told(self, text: str, language: str | None) -> bool:
        """Whether a text tells of it."""
        if self.told.search(text):
            return True
        return bool(self.key) and Vocabulary(words(text, language)).says(self.key)


def lacks_deed(question: Question, hit: Hit, quote: Quote) -> bool:
    """Whether the sentence of a marked answer, and those beside it, tell nothing of the deed asked about."""
    if quote.answer is None or question.kind not in _KINDS:
        return False
    deed = asked_deed(question)
    if deed is None or quote.score >= deed.sure:
        return False
    in_place = question.kind in _IN_PLACE and not _GOES_ON.match(quote.text)
    text = quote.text if in_place else f"{hit.passage.context}\n{sentences_around(hit, quote)}"
    if deed.key and quote.document.is_in_other_language(question.language):
        return False
    return not deed.is_told(text, quote.document.language)


@lru_cache(maxsize=256)
def asked_deed(question: Question) -> Deed | None:
    """The deed that a question speaks of; None where it is none that its words show."""
    for asked, told in _DEEDS:
        if asked.search(_without_names(question)):
            return Deed(told, "", SURE_UNTOLD)
    for pattern in _DONE.get(question.language, ()):
        if match := pattern.match(question.text):
            verb = match["verb"].casefold()
            found = words(verb, question.language)
            if question.kind is QuestionKind.WHEN and verb in _OF_A_STRETCH:
                return None
            if found and verb not in _NO_DEED and not found[0].function and found[0].key not in FRAME:
                return Deed(
                    re.compile(re.escape(verb), re.IGNORECASE), found[0].key, SURE_UNKNOWN[question.language]
                )
    return None


_DONE = {
    "en": (
        re.compile(r"\s*(?:and |but )?who (?P<verb>[a-z]{3,}ed)\b", re.IGNORECASE),
        re.compile(r"\s*(?:and |but )?when (?:was|were|has|have) .+ (?P<verb>[a-z]{3,}ed)\??\s*$", re.IGNORECASE),
    ),
    # A Swedish question has its verb straight after the question word.
    "sv": (
        re.compile(r"\s*(?:och |men )?(?:när|vem) (?P<verb>[a-zåäö]{2,}(?:de|des|te|tes|ts|as))\b", re.IGNORECASE),
    ),
}
_NO_DEED = word_set("""lived served headed used based called named located need hade kunde skulle hette""")
_OF_A_STRETCH = word_set("started ended finished började slutade startade inleddes avslutades upphörde")
"""What a stretch of time tells as well, where it is asked when: "the fair lasted from 3 to 9 May"."""


def _without_names(question: Question) -> str:
    """The question without its names: "the Founders Bank" tells of no founding."""
    text = question.text
    for name in question.names:
        text = text.replace(name, " ")
    return text


def sentences_around(hit: Hit, quote: Quote) -> str:
    """The text of the quote's sentences and of those next to them."""
    start, end = quote.start - hit.passage.start, quote.end - hit.passage.start
    sentences = split_passage(hit).sentences
    own = [each.position for each in sentences if each.start < end and start < each.end]
    near = [each.text for each in sentences if own and own[0] - 1 <= each.position <= own[-1] + 1]
    return " ".join(near) or quote.text
