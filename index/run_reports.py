"""What a run of indexing says: how far it is, and what came of each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.manifest import FileKey, FileRecord, Task
from index.store import StoredDocument
from index.surveying import Root, Survey
from index.types import FileReport, Outcome, Progress, ProgressCallback


class RunReports:
    """Collects a report of each file, tells `progress` each step; `done` counts the files that are through.

    `notes` are the sentences about the corpus as a whole.
    """

    def __init__(self, roots: Mapping[str, Root], progress: ProgressCallback | None) -> None:
        self.done = 0
        self.notes: tuple[str, ...] = ()
        self._total = 0
        self._roots = roots
        self._progress = progress
        self._reports: dict[str, FileReport] = {}

    def begin(self, seen: Survey) -> None:
        """Take in what the survey found out: what cannot be read or needs no reading is through already."""
        self._reports = {report.path: report for report in seen.reports}
        todo = seen.plan
        for record in (*todo.unchanged, *todo.touched):
            self.known(record, Outcome.UNCHANGED)
        for record in todo.missing:
            self.known(record, Outcome.MISSING)
        for unreadable in todo.unreadable:
            self.failed(unreadable.key, unreadable.reason, known=unreadable.known)
        self.done = len(todo.unchanged) + len(todo.touched) + len(todo.missing) + len(todo.unreadable)
        self.notes = seen.notes
        self._total = self.done + len(todo.tasks)

    def step(self, stage: str, path: str = "") -> None:
        """Tell that a stage begins, of one file or of a batch."""
        if self._progress is not None:
            self._progress(Progress(stage, path, self.done, self._total))

    def written(self, task: Task, stored: Sequence[StoredDocument], warnings: Sequence[str]) -> None:
        """A file that was read is in the store."""
        shown = self._shown(task.record.key)
        passages = sum(len(one.passages) for one in stored)
        outcome = task.outcome if stored or not warnings else Outcome.SKIPPED
        reason = "; ".join(dict.fromkeys(warnings))
        self._reports[shown] = FileReport(shown, outcome, reason, len(stored), passages)
        self.step("writing", shown)

    def known(self, record: FileRecord, outcome: Outcome) -> None:
        """A file that was not read again."""
        shown = self._shown(record.key)
        self._reports[shown] = FileReport(shown, outcome, "", record.documents, record.passages)

    def skipped(self, key: FileKey, reason: str) -> None:
        """A file of a kind that is not read."""
        self._reports[self._shown(key)] = FileReport(self._shown(key), Outcome.SKIPPED, reason)

    def failed(self, key: FileKey, reason: str, *, known: bool) -> None:
        """A file that cannot be read; `known` where an earlier version of it is in the store."""
        if known:
            reason += "; what was indexed of it before is kept"
        self._reports[self._shown(key)] = FileReport(self._shown(key), Outcome.FAILED, reason)

    def more_passages(self, shown: str, more: int) -> None:
        """A file that was cut anew at the end has so many more passages, or fewer."""
        if shown in self._reports:
            report = self._reports[shown]
            self._reports[shown] = replace(report, passages=report.passages + more)

    def files(self) -> tuple[FileReport, ...]:
        """The reports so far, by path."""
        return tuple(self._reports[path] for path in sorted(self._reports))

    def _shown(self, key: FileKey) -> str:
        return self._roots[key.root].shown(key.file)
