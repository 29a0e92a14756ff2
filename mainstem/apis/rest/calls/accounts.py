"""One's own account and keys; administrators look after all accounts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from mainstem.accounts import preferences
from mainstem.accounts.preferences import Preferences as Kept
from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Administering, Asking
from mainstem.apis.rest.models.accounts import (
    Account,
    AccountChange,
    Key,
    MadeKey,
    NewAccount,
    NewKey,
    PreferenceChange,
    Preferences,
    account,
    key,
)
from mainstem.apis.rest.repeating import Repeatable
from mainstem.feeds.errors import NotAllowed
from mainstem.library import accounts, administration

router = APIRouter(tags=["accounts"], route_class=Repeatable)

# an app must not open the account to others, nor write what pages remember for themselves
_OF_PAGES = frozenset(("allow_password_in_apps", "extra"))

Id = Annotated[int, Path(ge=1, lt=2**31)]


@router.get("/me", response_model=Account)
def me(request: Request, asking: Asking) -> Response:
    """The account that the key belongs to."""
    return answering.of(request, account(asking.user))


@router.get("/preferences", response_model=Preferences)
def preferred(request: Request, asking: Asking) -> Response:
    """One's preferences, with those that were never changed."""
    return answering.of(request, _preferences(preferences.of(asking.user.preferences)))


@router.patch("/preferences", response_model=Preferences)
def prefer(request: Request, asking: Asking, wish: PreferenceChange) -> Response:
    """Change preferences, all or none."""
    if shut := _OF_PAGES.intersection(wish.preferences):
        raise NotAllowed(f"{min(shut)} is changed on the pages alone.")
    checked = {name: preferences.check(name, value) for name, value in wish.preferences.items()}
    made = accounts.prefer(asking.library, asking.user, **checked)
    return answering.of(request, _preferences(made))


def _preferences(kept: Kept) -> dict[str, Any]:
    return {"preferences": {name: value for name, value in asdict(kept).items() if name != "extra"}}


@router.get("/keys", response_model=list[Key])
def keys(request: Request, asking: Asking) -> Response:
    """One's own keys, without their secrets."""
    return answering.of(request, [key(each) for each in accounts.apps(asking.library, asking.user)])


@router.post("/keys", response_model=MadeKey, status_code=201)
def make_key(request: Request, asking: Asking, wish: NewKey) -> Response:
    """A new key; its secret is shown this once."""
    made, secret = accounts.add_app(asking.library, asking.user, wish.name, wish.scope)
    return answering.of(request, {**key(made), "secret": secret}, 201)


@router.delete("/keys/{key_id}", status_code=204, response_class=Response)
def revoke_key(asking: Asking, key_id: Id) -> Response:
    """Revoke a key."""
    accounts.remove_app(asking.library, asking.user, key_id)
    return answering.nothing()


@router.get("/accounts", response_model=list[Account], tags=["administration"])
def every(request: Request, asking: Administering) -> Response:
    """All accounts by name."""
    return answering.of(request, [account(each) for each in accounts.every(asking.library)])


@router.post("/accounts", response_model=Account, status_code=201, tags=["administration"])
def add(request: Request, asking: Administering, wish: NewAccount) -> Response:
    """Make an account."""
    made = accounts.add(asking.library, wish.name, wish.password, is_admin=wish.is_admin)
    return answering.of(request, account(made), 201)


@router.patch("/accounts/{account_id}", response_model=Account, tags=["administration"])
def change(request: Request, asking: Administering, account_id: Id, wish: AccountChange) -> Response:
    """Change an account; the last administrator stays one."""
    changed = administration.change(
        asking.library,
        asking.user,
        account_id,
        name=wish.name,
        is_admin=wish.is_admin,
        is_enabled=wish.is_enabled,
    )
    if wish.password is not None:
        accounts.set_password(asking.library, changed, wish.password)
    return answering.of(request, account(changed))


@router.delete("/accounts/{account_id}", status_code=204, response_class=Response, tags=["administration"])
def remove(asking: Administering, account_id: Id) -> Response:
    """Delete an account and all that was its own."""
    administration.remove(asking.library, asking.user, account_id)
    return answering.nothing()
