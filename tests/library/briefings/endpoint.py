"""An OpenAI-compatible endpoint for tests: says what it is told to, behind the real fetching."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from mainstem.fetching import Asked, FakeInternet, Page

URL = "https://model.example/v1"


@dataclass
class Endpoint:
    """Answers chat completions with ``says``, a list of sentences, or with ``raw`` as the model's words."""

    says: list[object] = field(default_factory=list)
    raw: str | None = None
    status: int = 200
    asked: list[Asked] = field(default_factory=list)

    def opened(self) -> FakeInternet:
        """The internet in which it stands."""
        internet = FakeInternet()
        internet.put(f"{URL}/chat/completions", self.answer)
        return internet

    def answer(self, asked: Asked) -> Page:
        """One completion."""
        self.asked.append(asked)
        content = json.dumps({"sentences": self.says}) if self.raw is None else self.raw
        body = {"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}
        return Page(
            json.dumps(body).encode(), status=self.status, headers={"content-type": "application/json"}
        )

    def quotations(self, number: int = -1) -> list[dict[str, object]]:
        """The quotations that a request gave."""
        messages = json.loads(self.asked[number].payload)["messages"]
        return list(json.loads(messages[1]["content"]))
