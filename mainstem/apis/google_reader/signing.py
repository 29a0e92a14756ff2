"""ClientLogin and what signs the calls after it: the header, or the parameter T where clients send only that."""

from __future__ import annotations

from mainstem.apis.answers import Answer, of_json, of_text
from mainstem.apis.calls import Call, Form
from mainstem.feeds.errors import MainstemError, WrongPassword
from mainstem.library import Library, apps
from mainstem.library.apps import App

# clients renew what they hold when they see either; nothing but a new sign-in helps
BAD_TOKEN = ((b"google-bad-token", b"true"), (b"x-reader-google-bad-token", b"true"))


def client_login(library: Library, call: Call) -> Answer:
    """Sign in by name and password; whatever Authorization came along is stale or nonsense."""
    form = call.form()
    name, password = form.one("Email"), form.one("Passwd")
    try:
        token = apps.by_password(library, name, password, call.address).token
    except WrongPassword:
        return of_text("Error=BadAuthentication", 401)
    if form.one("output") == "json":
        return of_json({"SID": token, "LSID": token, "Auth": token})
    return of_text(f"SID={token}\nLSID=null\nAuth={token}\n")


def signed_in(library: Library, call: Call, form: Form) -> App:
    """The app that asks. Raises WrongPassword, TooManyTries.

    With a right header T is never looked at: no cookie is read, so there is nothing that T would guard.
    """
    refusal: MainstemError = WrongPassword()
    scheme, _, rest = call.header("authorization").partition(" ")
    if scheme.lower() == "googlelogin":
        try:
            return apps.by_token(library, rest.strip().removeprefix("auth=").strip(), call.address)
        except MainstemError as error:
            refusal = error
    token = form.one("T").strip()
    if "/" in token:
        return apps.by_token(library, token, call.address)
    raise refusal
