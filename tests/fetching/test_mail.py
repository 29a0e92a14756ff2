"""Letters are handed in by SMTP, to a real server on this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string
from email.policy import default

import pytest

from mainstem.feeds.errors import BadOption, MailFailed
from mainstem.fetching import mail
from mainstem.fetching.mail import Letter

LETTER = Letter(
    "ida@mail.example", "Briefing – März", "Words\n", "<p>Words</p>", "https://read.example/leave/1"
)


class Post:
    """A mail server that speaks just enough, takes one letter, and remembers it."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.commands: list[str] = []
        self.data = ""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def serve(self) -> None:
        """One session."""
        connection, _ = self.socket.accept()
        with connection, connection.makefile("rw", encoding="utf-8", newline="\r\n") as line:
            self._say(line, "220 post.example")
            while words := line.readline():
                self.commands.append(words.strip())
                name = words[:4].upper()
                if name == "DATA":
                    self._say(line, "354 go on")
                    self.data = "".join(iter(line.readline, ".\r\n"))
                    self._say(line, "250 taken")
                elif name == "RCPT" and self.refusal:
                    self._say(line, self.refusal)
                else:
                    self._say(line, "221 bye" if name == "QUIT" else "250 post.example")

    def _say(self, line: object, words: str) -> None:
        line.write(f"{words}\r\n")  # type: ignore[attr-defined]
        line.flush()  # type: ignore[attr-defined]


@contextmanager
def posted(refusal: str = "") -> Iterator[tuple[Post, mail.Server]]:
    post = Post(refusal)
    thread = threading.Thread(target=post.serve, daemon=True)
    thread.start()
    server = mail.server(f"smtp://127.0.0.1:{post.port}", "mainstem@read.example")
    assert server is not None
    yield post, server
    thread.join(5)
    post.socket.close()


def test_a_letter_arrives_whole() -> None:
    with posted() as (post, server):
        mail.send(server, LETTER)
    message = message_from_string(post.data, policy=default)
    assert message["Subject"] == "Briefing – März"
    assert message["To"] == "ida@mail.example"
    assert message["List-Unsubscribe"] == "<https://read.example/leave/1>"
    assert message.get_body(("plain",)).get_content().strip() == "Words"  # type: ignore[union-attr]
    assert message.get_body(("html",)).get_content().strip() == "<p>Words</p>"  # type: ignore[union-attr]


def test_what_the_server_says_against_it_is_told() -> None:
    with posted("550 no such mailbox") as (_, server), pytest.raises(MailFailed, match="no such mailbox"):
        mail.send(server, LETTER)


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    server = mail.server(f"smtp://127.0.0.1:{port}", "")
    assert server is not None
    with pytest.raises(MailFailed):
        mail.send(server, LETTER)


def test_no_header_can_be_slipped_in() -> None:
    server = mail.server("smtp://ida:p%40ss@mail.example", "ida@mail.example")
    assert server is not None
    assert (server.port, server.password) == (587, "p@ss")
    message = mail.written(server, Letter("ida@mail.example", "One\r\nBcc: two@mail.example", "Words"))
    assert message["Bcc"] is None
    with pytest.raises(MailFailed):
        mail.send(server, Letter("ida@mail.example\r\nBcc: x@y.example", "One", "Words"))


@pytest.mark.parametrize("url", ["mail.example", "https://mail.example", "smtp://", "smtp://host:nine"])
def test_an_address_that_names_no_server_is_refused(url: str) -> None:
    with pytest.raises(BadOption, match="mail server"):
        mail.server(url, "")


def test_without_an_address_there_is_no_server() -> None:
    assert mail.server("", "") is None
