// What every module asks the page: settings, words, entries.
const body = document.body;
const words = JSON.parse(body.dataset.words || "{}");

export const settings = body.dataset;
export const has = (name) => name in body.dataset;

export function say(key, values = {}) {
  return (words[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
export const entryOf = (node) => node.closest?.("article.entry");
export const idOf = (entry) => entry.dataset.id;
export const entries = () => all("article.entry");

export async function send(address, fields, options = {}) {
  const body = new URLSearchParams(fields);
  return fetch(address, { method: "POST", body, headers: { accept: "application/json" }, ...options });
}

export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") node.addEventListener("click", value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}
