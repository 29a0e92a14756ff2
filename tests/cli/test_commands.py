import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
PASSWORD = "a long enough one\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command on an installation of its own."""

    def command(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mainstem", *arguments],
            env={"PATH": "/usr/bin", "MAINSTEM_DATA": str(tmp_path / "data"), **environment},
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def test_an_account_is_made_listed_and_refused_twice(run: Run) -> None:
    assert run("user", "add", "ida", "--admin", "--password-stdin", given=PASSWORD).returncode == 0
    again = run("user", "add", "IDA", "--password-stdin", given=PASSWORD)
    assert again.returncode == 1
    assert "There is an account 'IDA' already." in again.stderr
    [listed] = json.loads(run("user", "list", "--json").stdout)
    assert (listed["name"], listed["is_admin"]) == ("ida", True)


def test_opml_goes_in_and_out(run: Run, tmp_path: Path) -> None:
    run("user", "add", "ida", "--password-stdin", given=PASSWORD)
    file = tmp_path / "list.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/f"/></body></opml>'
    )
    assert "1 feeds are followed now" in run("import", str(file), "--user", "ida").stdout
    assert 'xmlUrl="https://a.example/f"' in run("export", "--user", "ida").stdout
    missing = run("import", str(tmp_path / "none"), "--user", "ida")
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    assert "cannot be read" in missing.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAINSTEM_PORT", "eighty"),
        ("MAINSTEM_DATABASE", "mysql://x"),
        ("MAINSTEM_DATABASE", "::"),
        ("MAINSTEM_CONNECTIONS", "0"),
    ],
)
def test_wrong_configuration_stops_the_start_and_is_named(run: Run, name: str, value: str) -> None:
    done = run("serve", **{name: value})
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_feed_can_be_read_without_an_installation(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(
        "<rss version='2.0'><channel><title>T</title><item><title>E</title></item></channel></rss>"
    )
    told = json.loads(run("parse", str(file), "--json").stdout)
    assert (told["title"], told["entries"][0]["title"]) == ("T", "E")
    file.write_text("<html><title>Home</title></html>")
    refused = run("parse", str(file))
    assert refused.returncode == 1
    assert "Home" in refused.stderr


def test_html_is_cleaned_from_standard_input(run: Run) -> None:
    assert run("clean", "-", given="<p onclick=x>a<script>b</script></p>").stdout.strip() == "<p>a</p>"


def test_what_is_kept_is_cleaned_again_and_a_file_is_not_cleaned_with_it(run: Run) -> None:
    run("user", "add", "ida", "--password-stdin", given=PASSWORD)
    assert "0 texts were looked at" in run("clean", "--again").stdout
    for wrong in (("clean",), ("clean", "-", "--again")):
        refused = run(*wrong)
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


def test_a_backup_can_be_restored(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    run("user", "add", "ida", "--password-stdin", given=PASSWORD)
    assert run("backup", str(copy)).returncode == 0
    run("user", "add", "ole", "--password-stdin", given=PASSWORD)
    assert run("restore", str(copy)).returncode == 0
    assert [one["name"] for one in json.loads(run("user", "list", "--json").stdout)] == ["ida"]
    copy.write_bytes(b"no database")
    refused = run("restore", str(copy))
    assert refused.returncode == 1
    assert len(json.loads(run("user", "list", "--json").stdout)) == 1


def _set(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "data/mainstem.db")) as connection, connection:
        connection.execute(statement)


def test_the_doctor_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    run("user", "list")
    assert run("reindex").stdout == "0 entries are in the index.\n"
    assert run("doctor").returncode == 0
    _set(tmp_path, "UPDATE settings SET value = '\"older\"' WHERE name = 'search_index'")
    old = run("doctor")
    assert old.returncode == 1
    assert "BAD  search index" in old.stdout
    bad = run("doctor", MAINSTEM_DATABASE="postgresql://nobody@127.0.0.1:1/none")
    assert bad.returncode == 1
    assert "BAD  database" in bad.stdout


def test_a_database_from_a_later_version_is_not_touched(run: Run, tmp_path: Path) -> None:
    run("user", "list")
    _set(tmp_path, "UPDATE alembic_version SET version_num = '9999'")
    done = run("user", "list")
    assert done.returncode == 1
    assert "9999" in done.stderr


def test_refreshing_with_nothing_due_says_so(run: Run) -> None:
    assert json.loads(run("refresh", "--once", "--json").stdout)["feeds"] == 0
    unknown = run("refresh", "17")
    assert unknown.returncode == 1
    assert "'17'" in unknown.stderr


def test_a_feed_that_was_asked_just_now_is_not_asked_again_and_it_is_said(run: Run, tmp_path: Path) -> None:
    run("user", "add", "ida", "--password-stdin", given=PASSWORD)
    file = tmp_path / "list.opml"
    file.write_text('<opml version="2.0"><body><outline xmlUrl="http://127.0.0.1:1/f"/></body></opml>')
    run("import", str(file), "--user", "ida")
    assert "MAINSTEM_ALLOWED_ADDRESSES" in run("refresh", "--once").stderr
    again = run("refresh", "http://127.0.0.1:1/f")
    assert "it can be asked again in" in again.stderr
    assert again.stdout.startswith("0 feeds")


def test_an_app_gets_a_password_and_loses_it(run: Run) -> None:
    run("user", "add", "ida", "--password-stdin", given=PASSWORD)
    secret = run("app", "add", "Phone", "--user", "ida", "--read-only").stdout.strip()
    assert len(secret) == 29
    [listed] = json.loads(run("app", "list", "--user", "ida", "--json").stdout)
    assert (listed["name"], listed["scope"]) == ("Phone", "read")
    assert run("app", "remove", "Phone", "--user", "ida").returncode == 0
    assert run("app", "remove", "Phone", "--user", "ida").returncode == 1


def test_a_page_gives_its_feeds_and_its_article(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    told = "The river rose by two metres overnight, and the old bridge was closed to everybody. " * 6
    head = '<title>High water</title><link rel="alternate" type="application/rss+xml" href="https://a.example/f">'
    page.write_text(
        f"<html><head>{head}</head><body><article><h1>High water</h1><p>{told}</p></article></body></html>"
    )
    [found] = json.loads(run("discover", str(page), "--json").stdout)
    assert found["feed_url"] == "https://a.example/f"
    article = json.loads(run("extract", str(page), "--json").stdout)
    assert article["title"] == "High water"
    assert "the old bridge" in article["text"]
