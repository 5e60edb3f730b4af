"""`python -m tests.quality`: asks labelled questions and prints what came of them, next to plain BM25.

SETS are folders. One with answerable.jsonl, unanswerable.jsonl, dialogues.jsonl, faq.csv or safety.jsonl is asked of
the corpus; one with corpus.jsonl, queries.jsonl and qrels.tsv brings its own. Exit codes: 0 measured, 2 could not.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.article import Article
from bot.errors import CitebotError
from tests.arguments import positive
from tests.quality import article_files, article_sets, article_tables, failures, public_sets, public_tables
from tests.quality.labels import LabelError
from tests.quality.outcomes import Ask, Outcome, asker
from tests.quality.report import Table, as_text, as_values

DEFAULT = Path(__file__).parent / "questions" / "dev"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures the sets that are named and returns the exit code."""
    options = _parser().parse_args(arguments)
    values = {}
    for folder in options.sets:
        try:
            outcomes, tables = run(folder, options.corpus, options.limit)
        except (LabelError, CitebotError) as error:
            print(error, file=sys.stderr)
            return 2
        print("\n\n".join([f"== {folder.name}", *map(as_text, tables)]), end="\n\n")
        values[folder.name if folder.name not in values else str(folder)] = as_values(tables)
        if options.failures:
            _print_failures(folder, outcomes, options.even_heldout)
    if options.json:
        try:
            options.json.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            print(error, file=sys.stderr)
            return 2
    return 0


def run(folder: Path, corpus: Path | None = None, limit: int | None = None) -> tuple[list[Outcome], list[Table]]:
    """Returns the outcomes of one set and its tables; LabelError when the folder holds no set or a broken one."""
    from bot.library import Library

    if public_sets.is_public(folder):
        outcomes = public_sets.measure(public_sets.read_set(folder, limit), _ask_of)
        return outcomes, public_tables.tables(outcomes)
    dialogues = article_files.read_set(folder, limit)
    if not dialogues:
        raise LabelError(str(folder), ["no question set is here"])
    library = Library.open(corpus)
    outcomes = article_sets.measure(str(folder), dialogues, library.passages, asker(library, article_sets.TOP))
    return outcomes, article_tables.tables(outcomes)


def _ask_of(articles: Sequence[Article]) -> Ask:
    from bot.library import Library

    return asker(Library.of(articles), public_sets.TOP)


def _print_failures(folder: Path, outcomes: Sequence[Outcome], even_heldout: bool) -> None:
    if "heldout" in folder.resolve().parts and not even_heldout:
        print(f"The failures of {folder.name} are not shown: a set that people have read is no longer held out.\n")
        return
    print(f"Missed in {folder.name}", failures.listing(outcomes) or "nothing", sep="\n", end="\n\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality", description="Measure Citebot on labelled questions."
    )
    add = parser.add_argument
    add("sets", nargs="*", type=Path, default=[DEFAULT], metavar="SETS", help="folders of questions (default: dev)")
    add("--corpus", type=Path, help="the article the questions are about (default: the one that ships)")
    add("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    add("--failures", action="store_true", help="list the missed questions (never of a set named heldout)")
    add("--even-heldout", action="store_true", help="list them there too")
    add("--limit", type=positive, metavar="N", help="ask N evenly spaced questions of each file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
