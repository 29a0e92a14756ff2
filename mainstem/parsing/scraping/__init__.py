"""Pages and documents become feeds by a recipe: where the entries are, and where in each its parts are."""

from __future__ import annotations

from mainstem.parsing.scraping import pointing
from mainstem.parsing.scraping.proposing import propose
from mainstem.parsing.scraping.recipe import KINDS, Recipe
from mainstem.parsing.scraping.staging import stage
from mainstem.parsing.scraping.work import check, scrape

__all__ = ["KINDS", "Recipe", "check", "pointing", "propose", "scrape", "stage"]
