"""The trade-off over the decision line, as a table for the terminal."""

from bot.coverage.calibrate import Calibration, Line
from bot.coverage.values import Rate

_BAR = 20
_HEAD = f"  {'line':>5}  {'false answers':<30}  {'false refusals':<30}"


def render(calibration: Calibration) -> str:
    """Returns the table, with the line in use marked, and the figures at it in a sentence."""
    current = calibration.current
    said = (
        f"A question counts as answered from this likelihood on; the line in use is {current.at:.2f}.",
        f"There, {_of(current.false_answers)} questions that the article is not meant to answer are answered,",
        f"and {_of(current.false_refusals)} that it is meant to answer are not.",
    )
    left_out = calibration.left_out
    rest = f"{left_out} row{'s' * (left_out != 1)} left out: without a label, or a later turn of a conversation.\n"
    table = [_HEAD.rstrip(), *(_row(line) for line in calibration.lines)]
    return "\n".join([*said, "", *table, ""]) + (rest if left_out else "")


def _row(line: Line) -> str:
    mark = "▸" if line.current else " "
    row = f"{mark} {line.at:5.2f}  {_cell(line.false_answers):<30}  {_cell(line.false_refusals):<30}"
    return f"{row.rstrip()}  in use" if line.current else row.rstrip()


def _cell(rate: Rate) -> str:
    return f"{rate.value:4.0%} {'█' * round(rate.value * _BAR)}" if rate.n else "   –"


def _of(rate: Rate) -> str:
    return f"{round(rate.value * rate.n)} of {rate.n} ({rate.value:.0%})"
