"""The noun phrases of a question, found without a tagger: runs of content words where no verb is likely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.language.pack import Language
from qa.language.words import Word, words
from qa.question.followups.antecedents import is_common_verb


def noun_phrases(text: str, language: Language) -> list[str]:
    """The noun phrases of `text` in their order, each with its article and with the "of" and "for" inside it."""
    said = language.followups
    acting = said.acting.match(text) is not None
    acts = said.subject.search(text)
    verb = acts.start("verb") if acts else None
    found = (_up_to(run, verb) for run in _runs(text, language, acting=acting))
    runs = [run for run in found if run and _names(run, text, language)]
    return [_article(text[: run[0].start], language) + text[run[0].start : run[-1].end] for run in runs]


def _up_to(run: list[Word], verb: int | None) -> list[Word]:
    """The words of a run before the question's verb, where it stands in it."""
    return [word for word in run if verb is None or word.end <= verb or run[0].start > verb]


def _article(before: str, language: Language) -> str:
    article = language.followups.article.search(before)
    return article.group().lower() if article else ""


def _runs(text: str, language: Language, *, acting: bool) -> Iterator[list[Word]]:
    """Runs of words of one phrase; where somebody acts, what follows a name is a verb."""
    between = (language.followups.noun_links, language.followups.noun_articles)
    run: list[Word] = []
    inside = 0
    before: Word | None = None
    for word in words(text, language.code):
        joined = bool(run) and before is not None and text[before.end : word.start].strip(" -/'’s") == ""
        acts = (
            acting
            and joined
            and inside == 0
            and run[-1].is_name
            and not word.is_name
            and text[word.start - 1] == " "
        )
        if joined and not acts and len(run) < _LONGEST and _nominal(word, language):
            run, inside = [*run, word], 0
        elif joined and not acts and inside < 2 and word.text.casefold() in between[inside]:
            inside += 1
        else:
            yield _trimmed(run, language)
            acting = acting and not run
            begins = not acts and _nominal(word, language) and not _after_subject(word, before, language)
            run, inside = [word] if begins else [], 0
        before = word
    yield _trimmed(run, language)


_LONGEST = 6


def _nominal(word: Word, language: Language) -> bool:
    named = len(word.text) > 1 and word.text.casefold() not in language.followups.no_nouns
    return named and not word.function and not is_common_verb(word, language)


def _after_subject(word: Word, before: Word | None, language: Language) -> bool:
    """Whether the word stands where a verb does: after a pronoun, an auxiliary or "to"."""
    if before is None or word.is_name:
        return False
    return before.text.casefold() in language.followups.before_verbs


def _trimmed(run: list[Word], language: Language) -> list[Word]:
    """Without participles and adverbs at the end, which say something of the noun."""
    said = language.followups
    while run:
        folded = run[-1].text.casefold()
        if not said.past.fullmatch(folded) and not said.no_noun_ending.search(folded):
            break
        run = run[:-1]
    return run


def _names(run: Sequence[Word], text: str, language: Language) -> bool:
    """Whether the run names a thing: it is not all vague, nor one word said of something ("is it safe")."""
    said = language.followups
    if all(word.text.casefold() in said.vague | said.generic for word in run):
        return False
    return len(run) > 1 or run[0].is_name or said.predicate.search(text[: run[0].start]) is None
