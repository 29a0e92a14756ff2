"""Only fetching opens outgoing sockets: what import-linter cannot see of the standard library."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "mainstem"
OUTGOING = {"urllib.request", "http.client", "ftplib", "smtplib", "telnetlib", "xmlrpc.client", "imaplib"}


def _imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_but_fetching_can_reach_out_through_the_standard_library() -> None:
    outside = [file for file in PACKAGE.rglob("*.py") if "fetching" not in file.relative_to(PACKAGE).parts]
    assert {
        str(file.relative_to(PACKAGE)): sorted(_imported(file) & OUTGOING)
        for file in outside
        if _imported(file) & OUTGOING
    } == {}
