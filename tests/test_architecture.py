"""The house: a module imports only from the floors below its own, or from its own folder, and nothing goes round."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "bot"

# Rooms from the top floor down; a room may use every room on a lower line.
FLOORS = [
    ["__main__", "prepare"],
    ["cli"],
    ["shell"],
    ["adding", "coverage"],
    ["batch", "chat", "plain", "inspection", "serving", "waiting"],
    ["keeping"],
    ["conversation"],
    ["library"],
    ["holder"],
    ["shelf"],
    ["holdings"],
    ["reading", "retrieval"],
    ["language", "codec", "served", "packing", "finding"],
    ["cache"],
    ["saving"],
    ["article", "ending", "errors", "__init__"],
    ["showing"],
]
FLOOR = {room: len(FLOORS) - number for number, rooms in enumerate(FLOORS) for room in rooms}
TEXTUAL_ROOMS = ("bot.chat", "bot.coverage.review", "bot.serving.driver")  # with all that is in them


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str:
    return [*module.split("."), "__init__"][1]


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file; `from package import module` counts as the module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                inner = PACKAGE.parent.joinpath(*node.module.split("."), f"{alias.name}.py")
                found.add(f"{node.module}.{alias.name}" if inner.exists() else node.module)
    return found


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_from_below_or_from_its_own_folder(path: Path) -> None:
    own = room_of(name_of(path))
    assert own in FLOOR, f"{own} has no floor"
    for imported in imports(path):
        if imported.split(".")[0] == "bot":
            other = room_of(imported)
            assert other == own or FLOOR[other] < FLOOR[own], f"{name_of(path)} imports {imported}"


def test_no_module_is_on_a_cycle_of_imports() -> None:
    names = {name_of(path) for path in modules()}
    graph = {name_of(path): {name for name in imports(path) if name in names} for path in modules()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name not in done:
            for below in sorted(graph[name]):
                visit(below, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_chat_and_the_review_import_textual(path: Path) -> None:
    if not any(f"{name_of(path)}.".startswith(f"{room}.") for room in TEXTUAL_ROOMS):
        assert not any(name.split(".")[0] == "textual" for name in imports(path))


def loaded_by(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(run.stderr.split())


def test_asking_in_the_shell_never_loads_textual() -> None:
    loaded = loaded_by("from bot.cli.main import run\nrun(['ask', 'What is calcinosis?'])")
    assert "bot.conversation.dialogue" in loaded
    assert not any(name.split(".")[0] == "textual" for name in loaded)


def test_help_loads_no_room_and_no_heavy_library() -> None:
    loaded = loaded_by("from bot.cli.main import run\nrun(['--help'])")
    assert not {"nltk", "numpy", "rank_bm25", "textual", "markdown_it", "bot.library", "bot.shell"} & loaded


def test_the_chat_is_imported_without_the_libraries_that_answering_needs() -> None:
    loaded = loaded_by("import bot.chat.app")
    assert not {"nltk", "numpy", "rank_bm25", "bot.library"} & loaded
