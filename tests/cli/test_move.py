import subprocess
import sys
from pathlib import Path

PASSWORD = "a long enough one\n"


def run(data: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """A command on the installation in ``data``."""
    environment = {"PATH": "/usr/bin", "MAINSTEM_DATA": str(data)}
    command = [sys.executable, "-m", "mainstem", *arguments]
    return subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)


def test_everything_moves_from_one_installation_to_another(tmp_path: Path) -> None:
    old, new, outline = tmp_path / "old", tmp_path / "new", tmp_path / "list.opml"
    outline.write_text(
        '<opml><body><outline text="F"><outline xmlUrl="https://a.example/f"/></outline></body></opml>'
    )
    for data in (old, new):
        run(data, "user", "add", "ida", "--password-stdin", given=PASSWORD)
    taken = run(old, "move", "in", "--user", "ida", str(outline))
    assert "1 feeds are followed now" in taken.stdout, taken.stderr
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    assert run(old, "move", "out", "--user", "ida", str(first)).returncode == 0
    assert run(new, "move", "in", "--user", "ida", str(first)).returncode == 0
    assert run(new, "move", "out", "--user", "ida", str(second)).returncode == 0
    assert first.read_bytes() == second.read_bytes()
    outline.write_text("hello")
    refused = run(new, "move", "in", "--user", "ida", str(outline))
    assert (refused.returncode, "There is no address" in refused.stderr) == (1, True)
