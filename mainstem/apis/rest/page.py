"""The document as a page for people: plain HTML made here, without any script or outside address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_STYLE = """:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow-x:auto;padding:.6rem;border:1px solid #8886}
details{border:1px solid #8886;border-radius:.4rem;margin:.4rem 0;padding:.3rem .7rem}summary{cursor:pointer}
.m{display:inline-block;min-width:4.5em;font-weight:700}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #8884}"""


def html(document: Mapping[str, Any]) -> str:
    """The page of an OpenAPI document."""
    info = document["info"]
    title = escape(f"{info['title']} API {info['version']}")
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>',
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style>',
        f"<h1>{title}</h1><p>{escape(info['description'])}</p>",
        '<p>The same for programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>',
        *_calls(document),
        "<h2>Shapes</h2>",
        *(_shape(name, shape) for name, shape in sorted(document["components"]["schemas"].items())),
    ]
    return "".join(parts)


def _calls(document: Mapping[str, Any]) -> Iterator[str]:
    by_tag: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            tag = call.get("tags", ["other"])[-1]
            by_tag.setdefault(tag, []).append(_call(method.upper(), path, call))
    for tag, shown in by_tag.items():
        yield f"<h2>{escape(tag.capitalize())}</h2>"
        yield from shown


def _call(method: str, path: str, call: Mapping[str, Any]) -> str:
    rows = "".join(_parameter(one) for one in call.get("parameters", ()))
    table = f"<table><tr><th>Parameter<th>Where<th>Type<th>Meaning</tr>{rows}</table>" if rows else ""
    body = _content(call.get("requestBody", {}))
    taken = f"<p>Takes {body}.</p>" if body else ""
    answers = "".join(
        f"<tr><td>{escape(str(status))}<td>{escape(one.get('description', ''))}<td>{_content(one) or 'nothing'}</tr>"
        for status, one in call["responses"].items()
        if str(status).startswith("2")
    )
    words = escape(call.get("description", ""))
    head = f'<span class="m">{method}</span> <code>{escape(path)}</code> {escape(call.get("summary", ""))}'
    return f"<details><summary>{head}</summary><p>{words}</p>{table}{taken}<table>{answers}</table></details>"


def _parameter(one: Mapping[str, Any]) -> str:
    needed = "" if not one.get("required") else " (needed)"
    meaning = escape(one.get("description", "")) + needed
    return (
        f"<tr><td><code>{escape(one['name'])}</code><td>{escape(one['in'])}"
        f"<td>{_type(one.get('schema', {}))}<td>{meaning}</tr>"
    )


def _content(one: Mapping[str, Any]) -> str:
    schemas = [body.get("schema", {}) for body in one.get("content", {}).values()]
    return _type(schemas[0]) if schemas else ""


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return ", ".join(f"<code>{escape(json.dumps(value))}</code>" for value in values)
    return escape(str(schema.get("type", "anything")))


def _shape(name: str, shape: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(field)}</code><td>{_type(about)}<td>{escape(about.get('description', ''))}</tr>"
        for field, about in shape.get("properties", {}).items()
    )
    words = escape(shape.get("description", ""))
    head = f'<details id="{escape(name)}"><summary>{escape(name)}</summary>'
    return f"{head}<p>{words}</p><table>{rows}</table></details>"
