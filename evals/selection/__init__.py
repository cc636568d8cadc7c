"""Fits the weights of the selection on many unlike sets of questions, and says what they are worth on each."""
