"""Who says what in a sentence: the claims it makes, by whom, and how far each reaches."""

from qa.figures.attribution.sayings import REVISIONS, Saying, covering, sayings_in
from qa.figures.attribution.speakers import Speaker, SpeakerKind, speaker_of

__all__ = ["REVISIONS", "Saying", "Speaker", "SpeakerKind", "covering", "sayings_in", "speaker_of"]
