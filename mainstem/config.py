"""Every option once: its name, type, default and meaning. Only ``app`` and ``cli`` read it.

An option is an environment variable with the prefix MAINSTEM_; a secret may stand in a file that
``<NAME>_FILE`` points at. A wrong value stops the start with the option's name and what is allowed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mainstem.feeds.errors import BadOption

PREFIX = "MAINSTEM_"


class Config(BaseSettings):
    """What an installation can be told."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data: Path = Field(Path("data"), description="The folder for the database, keys and backups.")
    database: str = Field(
        "",
        description="sqlite:///path or postgresql://user:password@host/name; empty: a file in the data folder.",
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8080, ge=1, le=65535, description="The port to listen on.")
    public_url: str = Field(
        "", description="Where readers and hubs reach this installation, like https://news.example."
    )
    allowed_addresses: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Private networks, hosts or host:port that feeds may be fetched from, separated by commas.",
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        ("127.0.0.1", "::1"), description="Reverse proxies whose X-Forwarded-* headers are believed."
    )
    proxy: str = Field("", description="A proxy for all outgoing requests: http://… or socks5://….")
    user_agent: str = Field("", description="Replaces the User-Agent that feeds are fetched with.")
    connections: int = Field(128, ge=1, le=2000, description="How many hosts are asked at once.")
    body_megabytes: int = Field(20, ge=1, le=1000, description="The largest document that is read.")
    parsers: int = Field(
        -1,
        ge=-1,
        le=64,
        description="Processes that read documents; -1: one fewer than there are processors.",
    )
    smtp: str = Field(
        "",
        description="Where letters are handed in: smtp://user:password@host:587 or smtps://…; empty: no mail.",
    )
    mail_from: str = Field(
        "", description="The address that letters come from; empty: that of the mail account."
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="How much is told.")

    @field_validator("allowed_addresses", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @property
    def database_url(self) -> str:
        """The database's address, given or the default."""
        return self.database or f"sqlite:///{self.data.absolute() / 'mainstem.db'}"

    @property
    def page_url(self) -> str:
        """The address that a browser on this machine opens."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def load(environment: dict[str, str] | None = None) -> Config:
    """Read the configuration. Raises BadOption that names the option, what was given and what is allowed."""
    given = dict(os.environ if environment is None else environment)
    values: dict[str, Any] = {name: _value(given, name) for name in Config.model_fields}
    try:
        return Config(**{name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        raise _explained(error, given) from error


def _value(given: dict[str, str], name: str) -> str | None:
    variable = f"{PREFIX}{name.upper()}"
    if file := given.get(f"{variable}_FILE"):
        try:
            return Path(file).read_text().strip()
        except OSError as error:
            raise BadOption(
                f"The file {file} cannot be read ({error.strerror}).", about=f"{variable}_FILE"
            ) from error
    value = given.get(variable)
    return value if value != "" else None


def _explained(error: ValidationError, given: dict[str, str]) -> BadOption:
    first = error.errors()[0]
    name = str(first["loc"][0])
    variable = f"{PREFIX}{name.upper()}"
    meaning = Config.model_fields[name].description or ""
    return BadOption(
        f"{given.get(variable, '')!r} is not allowed ({first['msg'].lower()}).",
        about=variable,
        advice=meaning,
    )
