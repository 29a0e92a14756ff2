"""The size budget of the design: small files, small functions, names of the field."""

import ast
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "mainstem"
FILES = sorted(PACKAGE.rglob("*.py"))
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager", "managers"}


def _lines(file: Path) -> int:
    return len(file.read_text().splitlines())


def _is_table(file: Path) -> bool:
    """A table of data: nearly all of its code is one literal after another."""
    tree = ast.parse(file.read_text())
    tables = (ast.Assign, ast.AnnAssign)
    spans = [node.end_lineno - node.lineno + 1 for node in tree.body if isinstance(node, tables)]
    return sum(spans) > 0.7 * max(1, _lines(file))


def _functions() -> list[tuple[str, int]]:
    found = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                doc = ast.get_docstring(node, clean=False)
                length = node.end_lineno - node.lineno + 1 - (len(doc.splitlines()) if doc else 0)
                found.append((f"{file.relative_to(ROOT)}:{node.name}", length))
    return found


def test_no_file_is_over_500_lines() -> None:
    assert [str(file) for file in FILES if _lines(file) > 500 and not _is_table(file)] == []


def test_the_median_file_is_at_most_120_lines() -> None:
    assert median(_lines(file) for file in FILES if file.name != "__init__.py") <= 120


def test_no_function_is_over_60_lines() -> None:
    assert [name for name, length in _functions() if length > 60] == []


def test_the_median_function_is_at_most_10_lines() -> None:
    assert median(length for _, length in _functions()) <= 10


def test_nothing_has_a_name_that_says_nothing() -> None:
    names = {part for file in FILES for part in (file.stem, *file.relative_to(PACKAGE).parts[:-1])}
    assert names & BANNED == set()


def test_files_and_folders_are_single_lower_case_words() -> None:
    places = chain(PACKAGE.rglob("*.py"), (folder for folder in PACKAGE.rglob("*") if folder.is_dir()))
    named_by_others = {"google_reader", "nextcloud_news"}  # the names of protocols
    odd = [
        str(place.relative_to(ROOT))
        for place in places
        if not place.stem.strip("_").isalnum() or not place.stem.islower()
        if "__pycache__" not in place.parts
        and "versions" not in place.parts
        and "templates" not in place.parts
        if place.stem not in named_by_others and "static" not in place.parts and "themes" not in place.parts
    ]
    assert odd == []


@pytest.mark.parametrize(
    "folder",
    sorted(one for one in PACKAGE.iterdir() if (one / "__init__.py").exists()),
    ids=lambda one: one.name,
)
def test_the_first_line_of_a_folder_is_its_law(folder: Path) -> None:
    doc = ast.get_docstring(ast.parse((folder / "__init__.py").read_text()))
    assert doc
    assert doc.splitlines()[0].endswith(".")


def test_every_public_function_of_the_inner_floors_says_what_it_does() -> None:
    silent = []
    floors = ("library", "refresh", "storage", "fetching", "feeds", "reading", "accounts")
    for file in chain.from_iterable((PACKAGE / floor).rglob("*.py") for floor in floors):
        for node in ast.parse(file.read_text()).body:
            is_public = (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and node.name[0] != "_"
            )
            if is_public and not ast.get_docstring(node):
                silent.append(f"{file.relative_to(ROOT)}:{node.name}")
    assert silent == []
