"""Texts that a spreadsheet could take for formulas, and run: an apostrophe before one makes it a text."""

# The full-width and small forms, and what stands behind white space or quotation marks, count in some spreadsheets.
_STARTS = tuple("=+-@＝＋－＠﹢﹣﹦﹫−\t\r\n")
_BEFORE = '"“”„«» \u00a0\u3000\ufeff\u200b'
_MARK = "'"


def is_formula(text: str) -> bool:
    """Tells whether a text could be taken for a formula."""
    return text.lstrip(_BEFORE).startswith(_STARTS)


def defused(text: str) -> str:
    """Returns a text as a cell that is no formula."""
    return f"{_MARK}{text}" if is_formula(text) else text


def bare(cell: str) -> str:
    """Returns the text of a cell, without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell.startswith(_MARK) and is_formula(cell[1:]) else cell
