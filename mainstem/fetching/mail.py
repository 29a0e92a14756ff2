"""Letters go out by SMTP (RFC 5321), through the server that the installation names."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from mainstem.feeds.errors import BadOption, MailFailed

_TIMEOUT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one address. ``leave_url`` is where letters are stopped with one click (RFC 8058)."""

    to: str
    subject: str
    text: str
    html: str = ""
    leave_url: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters are handed in. ``is_encrypted``: from the first byte on; else by STARTTLS if it is offered."""

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)
    is_encrypted: bool = False


def server(url: str, sender: str) -> Server | None:
    """The server of ``smtp://user:password@host:587`` or ``smtps://…``; None of "". Raises BadOption."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or (465 if parts.scheme == "smtps" else 587)
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadOption(
            "The address of the mail server cannot be read.",
            about="MAINSTEM_SMTP",
            advice="Write smtp://user:password@host:587 or smtps://user:password@host:465.",
        )
    username, password = unquote(parts.username or ""), unquote(parts.password or "")
    own = sender or (username if "@" in username else f"mainstem@{parts.hostname}")
    return Server(parts.hostname, port, own, username, password, parts.scheme == "smtps")


def send(server: Server, letter: Letter) -> None:
    """Hand a letter in. Raises MailFailed with what the server said."""
    try:
        message = written(server, letter)
        with _connected(server) as session:
            if server.username:
                session.login(server.username, server.password)
            session.send_message(message)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise MailFailed(f"The letter was not taken: {_said(error)}") from error


def written(server: Server, letter: Letter) -> EmailMessage:
    """The message as it is sent (RFC 5322). Raises ValueError for an address that is none."""
    message = EmailMessage()
    message["From"] = Address("Mainstem", addr_spec=server.sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    if letter.leave_url:
        message["List-Unsubscribe"] = f"<{letter.leave_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def _connected(server: Server) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    if server.is_encrypted:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_SECONDS, context=secure)
    session = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_SECONDS)
    session.ehlo()
    if session.has_extn("starttls"):
        session.starttls(context=secure)
        session.ehlo()
    return session


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"[
            :300
        ]
    return (str(error) or type(error).__name__)[:300]
