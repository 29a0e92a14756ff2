"""What the documentation promises, held against the code."""

import re
from pathlib import Path

import pytest

from mainstem.accounts.preferences import Preferences
from mainstem.config import PREFIX, Config

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_every_option_is_documented_with_its_default_and_meaning() -> None:
    text = (ROOT / "docs/reference/configuration.md").read_text()
    for name, field in Config.model_fields.items():
        assert f"`{PREFIX}{name.upper()}`" in text
        assert field.description
        assert field.description in text, name


def test_no_option_is_documented_that_does_not_exist() -> None:
    text = (ROOT / "docs/reference/configuration.md").read_text()
    named = set(re.findall(rf"`{PREFIX}([A-Z_]+?)(?:_FILE)?`", text))
    assert named == {name.upper() for name in Config.model_fields}


def test_every_preference_says_what_it_means() -> None:
    for field in Preferences.__dataclass_fields__.values():
        assert field.metadata["meaning"].endswith(".")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_documentation_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_the_lock_files_name_no_index_host() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text()


def test_architecture_stays_on_two_screens() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text().splitlines()) <= 100
