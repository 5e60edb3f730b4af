"""The report as JUnit XML: a test case for each question and each gate, so that CI shows which failed and why."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from bot.coverage.reports import content
from bot.coverage.values import Comparison, Gate, Outcome, Run, Skipped
from bot.showing import one_line

_SUITE = "citebot coverage"


def render(run: Run, comparison: Comparison | None, gates: Sequence[Gate]) -> bytes:
    """Returns the report as XML 1.0 in UTF-8.

    A question that failed its label is a failure; one without a label that is not answered is skipped, as nothing says
    that the article should answer it. A row without a question is skipped, a gate that does not hold is a failure.
    """
    root = ET.Element("testsuites", name=_SUITE)
    changes = {one.id: one for one in comparison.differences if one.change != "removed"} if comparison else {}
    files = [*run.faq.files, *(row.file for row in run.faq.rows)]
    for name in dict.fromkeys(files):
        suite = ET.SubElement(root, "testsuite", name=one_line(name))
        for outcome in run.outcomes:
            if outcome.row.file == name:
                change = changes.get(outcome.row.id)
                _question(suite, outcome, content.CHANGES[change.change] if change else "")
        for skipped in run.faq.skipped:
            if skipped.file == name:
                _skipped(suite, skipped)
    if gates:
        suite = ET.SubElement(root, "testsuite", name="gates")
        for gate in gates:
            case = _case(suite, "gates", one_line(gate.name))
            if not gate.holds:
                _problem(case, "failure", "gate", one_line(gate.said), "")
    _count(root)
    ET.indent(root, " ")
    written: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _case(suite: ET.Element, classname: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=classname, name=name, time="0")


def _question(suite: ET.Element, outcome: Outcome, change: str) -> None:
    row = outcome.row
    classname = one_line(row.topic) or one_line(row.file)
    case = _case(suite, classname, f"row {row.number}: {content.short(row.question, 200)}")
    if outcome.passed is False:
        message = f"{content.problem(outcome)}: {content.next_step(outcome)}".rstrip(": ")
        _problem(case, "failure", outcome.failure or "failed", message, _details(outcome, change))
    elif outcome.passed is None and outcome.state != "answered":
        said = f"{content.STATES[outcome.state]}, and no label says whether it should be answered"
        _problem(case, "skipped", "", said, "")


def _skipped(suite: ET.Element, skipped: Skipped) -> None:
    case = _case(suite, one_line(skipped.file), f"row {skipped.number}: no question asked")
    _problem(case, "skipped", "", f"{content.REASONS[skipped.reason]}: {one_line(skipped.detail)}", "")


def _problem(case: ET.Element, tag: str, kind: str, message: str, text: str) -> None:
    element = ET.SubElement(case, tag, message=message)
    if kind:
        element.set("type", kind)
    if text:
        element.text = text


def _details(outcome: Outcome, change: str) -> str:
    said = [f"State: {content.STATES[outcome.state]}"]
    if outcome.row.expected:
        said.append(f"Expected: {one_line(' | '.join(outcome.row.expected))}")
    said += [f"Shown: {content.place(found)}" for found in outcome.found]
    if change:
        said.append(f"Since the baseline: {change}")
    return "\n".join(said)


def _count(root: ET.Element) -> None:
    for element in (root, *root.findall("testsuite")):
        for name, path in (("tests", ".//testcase"), ("failures", ".//failure"), ("skipped", ".//skipped")):
            element.set(name, str(len(element.findall(path))))
        element.set("errors", "0")
        element.set("time", "0")
