"""Which Miniflux this is as good as: clients ask for features by it."""

VERSION = "2.3.0"


def version() -> dict[str, str]:
    """The answer of /v1/version."""
    about = ("commit", "build_date", "go_version", "compiler", "arch", "os")
    return {"version": VERSION, **dict.fromkeys(about, "")}
