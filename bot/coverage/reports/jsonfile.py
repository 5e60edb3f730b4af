"""The report as JSON: the whole run, the comparison and the gates. It can serve as a baseline, as a saved run can."""

from collections.abc import Sequence

from bot.codec import encode
from bot.coverage.baseline import dumps, enveloped
from bot.coverage.values import Comparison, Gate, Run


def render(run: Run, comparison: Comparison | None, gates: Sequence[Gate]) -> bytes:
    """Returns the report in UTF-8; `comparison` is null without a baseline."""
    return dumps(enveloped(run) | {"comparison": encode(comparison), "gates": encode(tuple(gates))})
