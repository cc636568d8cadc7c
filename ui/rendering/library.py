"""The documents of a corpus as HTML: the table, the progress of indexing, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.types import DocumentInfo, FileReport, IndexReport, Outcome, Progress
from ui.rendering.html import button, day, empty, isolated, language_name, text

SHOWN_STEPS = 6  # files listed while indexing goes on, the newest first

# Said until the first step of indexing is told.
WAITING = '<div class="report busy" role="status"><p>Waiting for its turn …</p></div>'

COLUMNS = ("title", "publisher", "published", "language", "passages", "added")

# How far a file is when this is being done with it, in percent.
_FAR = {"reading": 20, "read": 40, "embedding": 60, "writing": 90, "done": 100}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a document, how many passages it was cut into, the day its text was indexed."""

    document: DocumentInfo
    passages: int
    added: date | None = None


def table_html(
    rows: Sequence[Row],
    found: int,
    total: int,
    words: str = "",
    by: str = "title",
    *,
    down: bool = False,
    removable: bool = True,
) -> str:
    """The table of documents: `rows` of the `found` that match `words`, of `total`; sorted by column `by`.

    Where they are not `removable`, nothing offers to.
    """
    if not total:
        way = "Drop some files into the field, and ask about them."
        return empty("There are no documents yet.", way if removable else "Whoever serves this page adds some.")
    if not rows:
        return empty(f"No document matches “{words}”.", f"There are {total:,} documents.")
    head = "".join(_head(column, column == by, down=down) for column in COLUMNS)
    head += '<td><span class="unseen">Remove</span></td>' if removable else "<td></td>"
    body = "".join(_row(row, removable=removable) for row in rows)
    hidden = found - len(rows)
    shown = f"{len(rows):,} of {found:,} shown" if hidden else _counted(found, total)
    more = button("Show more", css="small rest", rest="") if hidden else ""
    return (
        f'<table class="library"><caption aria-live="polite">{shown}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
    )


def _head(column: str, chosen: bool, *, down: bool) -> str:
    """The head of a column, which sorts by it; by the one it is sorted by already, the other way round."""
    state = f' aria-sort="{"descending" if down else "ascending"}"' if chosen else ""
    css = ' class="number"' if column == "passages" else ""
    return f'<th scope="col"{css}{state}>{button(column.capitalize(), css="sort", sort=column)}</th>'


def _counted(found: int, total: int) -> str:
    words = "document" if found == 1 else "documents"
    return f"{found:,} {words}" if found == total else f"{found:,} of {total:,} documents"


def _row(row: Row, *, removable: bool) -> str:
    info, unit = row.document, "passage" if row.passages == 1 else "passages"
    said = "Take this document out of the index"
    remove = button("Remove", css="plain remove", remove=info.id, title=said) if removable else ""
    return (
        f'<tr data-document="{text(info.id)}"><th scope="row"><a class="cite" href="#document-{text(info.id)}">'
        f'{isolated(info.title)}</a><span class="fine">{isolated(info.path)}</span></th>'
        f'<td data-label="Publisher">{isolated(info.publisher) if info.publisher else ""}</td>'
        f'<td data-label="Published" class="date">{day(info.published)}</td>'
        f'<td data-label="Language">{text(language_name(info.language)) if info.language else ""}</td>'
        f'<td data-label="Passages" class="number">{row.passages:,}<span class="unit"> {unit}</span></td>'
        f'<td data-label="Added" class="date added">{day(row.added)}</td><td class="act">{remove}</td></tr>'
    )


def progress_html(steps: Mapping[str, Progress], latest: Progress) -> str:
    """A bar for the whole and one for each of the files at hand; `steps` is the last step of each file."""
    newest = list(steps.values())[-SHOWN_STEPS:][::-1]
    files = "".join(f"<li>{_file(step.path)}{_bar(step, latest)}</li>" for step in newest)
    total = max(latest.total, 1)
    return (
        f'<div class="report busy" role="status"><p><b>Indexing</b> {latest.done} of {latest.total} files</p>'
        f'<progress max="{total}" value="{latest.done}" aria-label="All files"></progress>'
        f'<ul class="steps">{files}</ul></div>'
    )


def note_html(latest: Progress | None) -> str:
    """Said beside the conversation while documents are being indexed; nothing once they are."""
    if latest is None:
        return ""
    return (
        '<p class="indexing" role="status"><i aria-hidden="true"></i>'
        f"Indexing {latest.done} of {latest.total} files. Answers rest on what is indexed so far.</p>"
    )


def _file(path: str) -> str:
    return f'<span class="file" title="{text(path)}">{isolated(path.rpartition("/")[2])}</span>'


def _bar(step: Progress, latest: Progress) -> str:
    stage = _stage(step, latest)
    return (
        f'<progress max="100" value="{_FAR.get(stage, 100)}" aria-label="{text(step.path)}"></progress>'
        f'<span class="fine">{text(stage)}</span>'
    )


def _stage(step: Progress, latest: Progress) -> str:
    """What is being done with a file whose last step was `step`: several are read, then embedded together."""
    if step.stage == "reading" and step != latest:
        return "embedding" if latest.stage == "embedding" else "read"
    return "done" if step.stage in ("writing", "finishing") and step != latest else step.stage


# Without the folder that the report's notes name: who reads the page need not know this machine.
_MISSING = (
    "Files that were indexed are missing from the folder; they are searched as they were. Whoever runs sayso "
    "can bring them back, or have them forgotten with <code>sayso index --forget</code>."
)


def report_html(report: IndexReport) -> str:
    """What indexing did, with every file that failed and why, and what is new."""
    counts = ", ".join(f"{report.count(o)} {o.value}" for o in Outcome if report.count(o)) or "no files found"
    stopped = " Indexing was interrupted; what was finished is kept." if report.interrupted else ""
    missing = f"<p>{_MISSING}</p>" if report.count(Outcome.MISSING) else ""
    return (
        f'<div class="report" role="status"><p><b>Done</b> in {report.seconds:.1f} s: {counts}.{stopped}</p>'
        f"{missing}{_files('What failed, and why', report.problems)}{_files('New', _new(report))}</div>"
    )


def _new(report: IndexReport) -> tuple[FileReport, ...]:
    fresh = (Outcome.ADDED, Outcome.CHANGED, Outcome.RENAMED)
    return tuple(file for file in report.files if file.outcome in fresh and not file.reason)


def _files(heading: str, files: Iterable[FileReport]) -> str:
    listed = "".join(
        f'<li class="{file.outcome.value}"><b>{isolated(file.path)}</b> {text(file.reason or _amount(file))}</li>'
        for file in files
    )
    return f'<p class="label">{text(heading)}</p><ul class="files">{listed}</ul>' if listed else ""


def _amount(file: FileReport) -> str:
    documents = "document" if file.documents == 1 else "documents"
    passages = "passage" if file.passages == 1 else "passages"
    return f"{file.documents} {documents}, {file.passages} {passages}"


def removed_note(info: DocumentInfo) -> str:
    """Said after a document was taken out."""
    said = f"Removed “{isolated(info.title)}” from the index. Files in your own folder are never touched."
    return f'<div class="report" role="status"><p>{said}</p></div>'


def accepted_html(suffixes: Sequence[str], most: int, together: int) -> str:
    """What can be added: kinds of files, bytes a file, bytes at once; assets/uploads.js reads it too."""
    kinds = ", ".join(suffix.lstrip(".") for suffix in suffixes)
    return (
        f'<p class="fine" data-most="{most}" data-together="{together}" data-kinds="{text(" ".join(suffixes))}">'
        f"Files or folders; {text(kinds)}; up to {most // 1_000_000} MB a file</p>"
    )
