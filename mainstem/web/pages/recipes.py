"""Recipes: a page without a feed is followed by pointing at what is an entry, and at its title, text and date."""

from __future__ import annotations

from dataclasses import asdict

from markupsafe import Markup
from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, FetchFailed, MainstemError, NotAFeed
from mainstem.feeds.parsed import ParsedFeed
from mainstem.library import folders, scraping
from mainstem.library.scraping import Looked
from mainstem.parsing import Recipe
from mainstem.parsing.scraping import KINDS, pointing, stage
from mainstem.web import headers, problems
from mainstem.web.choosing import folder_ids
from mainstem.web.rendering import data, render, text, to
from mainstem.web.visit import Visit, get, number, post

PARTS = (
    ("item", "Entries", "Each block of the page that is an entry."),
    ("title", "Title", "Within an entry: what it is called."),
    ("url", "Address", "The link to the entry's own page."),
    ("content", "Text", "What there is of its text."),
    ("date", "Date", "When it was published."),
    ("image", "Picture", "The picture that goes with it."),
    ("author", "Author", "Who wrote it; a word in quotation marks stands for itself."),
)
FURTHER = (
    ("feed_title", "Name of the feed", "Empty: the title of the page."),
    (
        "date_form",
        "How dates are written",
        "As in d.m.Y or %d/%m/%Y; empty where any reader understands them.",
    ),
    ("categories", "Categories", "The publisher's words on the entry."),
    ("guid", "What tells entries apart", "Empty: title, text and address together."),
    ("fragment", "JSON in the page", "An XPath to the element that holds it; only for JSON in HTML."),
)
_KINDS = {
    "html-css": "HTML, by CSS selectors",
    "html-xpath": "HTML, by XPath",
    "xml-xpath": "XML, by XPath",
    "json": "JSON, in dot notation",
    "json-in-html": "JSON within HTML",
}
_SHOWN = 30  # entries of an outcome


def show(visit: Visit) -> Response:
    """The address to begin with; with ``?url=`` the page, and the recipe that is proposed for it."""
    url = visit.asked("url")
    if not url.strip():
        return _beginning(visit, "")
    try:
        looked = scraping.look(visit.library, url, again=bool(visit.asked("again")))
    except (BadInput, FetchFailed) as error:
        return _beginning(visit, url, error)
    proposed = scraping.propose(looked)
    kept = scraping.recipe_of(visit.library, visit.reader, _feed_id(visit)) if _feed_id(visit) else None
    recipe = kept or _chosen(proposed, visit.asked("proposal", "0"))
    return _kitchen(visit, looked, recipe, proposed)


def _beginning(visit: Visit, url: str, error: MainstemError | None = None) -> Response:
    status = problems.status_of(error) if error else 200
    said = problems.sentence(visit, error) if error else ""
    return render(visit, "recipes.html", status, url=url, said=said)


def _chosen(proposed: list[Recipe], place: str) -> Recipe:
    at = number(place, "proposal")
    return proposed[at] if at < len(proposed) else Recipe("html-css", "")


def _kitchen(
    visit: Visit,
    looked: Looked,
    recipe: Recipe,
    proposed: list[Recipe],
    error: MainstemError | None = None,
) -> Response:
    came, fault = _tried(visit, looked, recipe)
    return render(
        visit,
        "kitchen.html",
        problems.status_of(error) if error else 200,
        looked=looked,
        recipe=asdict(recipe),
        proposals=[(_worth(looked, one), one == recipe) for one in proposed],
        parts=PARTS,
        further=FURTHER,
        kinds={kind: _KINDS[kind] for kind in KINDS},
        came=came,
        fault=fault,
        said=problems.sentence(visit, error) if error else "",
        field=error.field if isinstance(error, BadInput) else "",
        feed_id=_feed_id(visit),
        folders=folders.every(visit.library, visit.reader),
        shown=_SHOWN,
    )


def _worth(looked: Looked, recipe: Recipe) -> tuple[int, list[str]]:
    """How many entries a proposal finds, and how the first are called."""
    entries = scraping.outcome(looked, recipe).entries
    return len(entries), [one.title for one in entries[:3]]


def _tried(visit: Visit, looked: Looked, recipe: Recipe) -> tuple[ParsedFeed | None, str]:
    try:
        return scraping.outcome(looked, recipe), ""
    except (BadInput, NotAFeed) as error:
        return None, problems.sentence(visit, error)


def _feed_id(visit: Visit) -> int:
    """The feed whose recipe is changed; 0 for a new one."""
    return number(visit.form.text("feed") or visit.asked("feed") or "0", "feed")


def _sent(visit: Visit) -> tuple[Looked, Recipe]:
    looked = scraping.look(visit.library, visit.form.text("page"))
    given = {name: visit.form.text(name).strip() for name in visit.form.texts}
    return looked, scraping.read(given)


def change(visit: Visit) -> Response:
    """Try the recipe, or follow the page by it, as the button says."""
    looked, recipe = _sent(visit)
    if visit.form.text("action") != "keep":
        return _kitchen(visit, looked, recipe, [])
    try:
        if feed_id := _feed_id(visit):
            made = scraping.change(visit.library, visit.reader, feed_id, looked, recipe)
        else:
            title = visit.form.text("name")
            chosen = folder_ids(visit)
            made = scraping.follow(
                visit.library, visit.reader, looked, recipe, title=title, folder_ids=chosen
            )
    except (BadInput, NotAFeed, AlreadyExists) as error:
        return _kitchen(visit, looked, recipe, [], error)
    return to(f"/stream/feed/{made.feed.id}")


def outcome(visit: Visit) -> Response:
    """What the recipe finds, for the script that shows it as one types."""
    looked, recipe = _sent(visit)
    came, fault = _tried(visit, looked, recipe)
    return data(visit, {"html": text(visit, "outcome.html", came=came, fault=fault, shown=_SHOWN)})


def point(visit: Visit) -> Response:
    """The expression for the element that was pointed at."""
    looked, recipe = _sent(visit)
    name, place = visit.form.text("field"), number(visit.form.text("n"), "n")
    if name == "item":
        return data(visit, {"expression": pointing.item(looked.html, place)})
    if name not in {part for part, _, _ in PARTS}:
        raise BadInput("There is no such part of a recipe.", field="field")
    return data(visit, {"expression": pointing.part(looked.html, recipe.item, place, name)})


def show_page(visit: Visit) -> Response:
    """The page itself, without anything that runs, in a frame of its own."""
    looked = scraping.look(visit.library, visit.asked("url"))
    staged = Markup(stage(looked.html, looked.answer.final_url, visit.asked("item")))  # noqa: S704 - see stage
    written = text(visit, "stage.html", staged=staged)
    return Response(written, headers=headers.STAGE, media_type="text/html; charset=utf-8")


ENTRANCES = (
    get("/recipes", show),
    post("/recipes", change),
    post("/recipes/outcome", outcome),
    post("/recipes/point", point),
    get("/recipes/stage", show_page),
)
