// The keyboard: commands by name, keys as the reader chose them.
import { all, entries, has, send, settings, say } from "./page.js";
import * as entry from "./entries.js";
import { mark } from "./marks.js";
import { more } from "./paging.js";
import { sidebar } from "./menus.js";
import { toast } from "./toast.js";
import { ask } from "./live.js";
import { openTools } from "./tools.js";

const keys = Object.fromEntries(Object.entries(JSON.parse(settings.keys || "{}")).map(([name, key]) => [key, name]));

export function nameOf(event) {
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return "";
  let key = event.key === " " ? "Space" : event.key;
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  if (event.altKey && /^Key[A-Z]$/.test(event.code)) key = event.code[3]; // Alt makes other letters on some keyboards
  const shift = event.shiftKey && (isLetter || key.length > 1) ? "Shift+" : "";
  if (isLetter || event.altKey) key = key.length === 1 ? key.toLowerCase() : key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift}${key}`;
}

const isTyping = (node) => node.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const links = (selector) => all(`.side ${selector}`);
const feeds = () => links('a[href^="/stream/feed/"]');
const folders = () => links('a[href^="/stream/folder/"]');
const isUnread = (link) => link.querySelector("b");

function focus(one) {
  entry.setCurrent(one);
  one.querySelector("summary, h2 a")?.focus({ preventScroll: true });
  const { top, bottom } = one.getBoundingClientRect();
  if (top < 70 || bottom > innerHeight - 40) scrollBy(0, top - innerHeight / 4);
}

async function move(by, { isOpening = true, fits = () => true } = {}) {
  let found = entries().filter((one) => one.getClientRects().length);
  const at = found.indexOf(entry.current());
  let next = by > 0 ? found.slice(at + 1).find(fits) : found.slice(0, Math.max(at, 0)).reverse().find(fits);
  if (!next && by > 0 && (await more())) {
    found = entries();
    next = found.slice(at + 1).find(fits);
  }
  if (!next) return at >= 0 && follow(feeds(), by, isUnread);
  focus(next);
  if (isOpening) entry.open(next);
  if (has("markOnFocus") && !entry.isKeptUnread(next)) entry.setRead(next, true);
  if (by > 0 && found.length - found.indexOf(next) <= 5) more();
}

function follow(found, by, fits = () => true) {
  const here = found.findIndex((link) => link.getAttribute("aria-current"));
  const rest = by > 0 ? found.slice(here + 1) : found.slice(0, Math.max(here, 0)).reverse();
  const next = rest.find(fits) ?? (fits === isUnread ? found.find(fits) : undefined);
  if (next) location.href = next.href;
}

const go = (link) => link && (location.href = link.href);
const here = () => entry.current() ?? document.querySelector("article.alone");
const at = (work) => { const one = here(); if (one) work(one); };
const ends = (found) => [found[0], found.at(-1)];

function view(name) {
  const button = document.querySelector(`.views button[value=${name}]`);
  button?.form.requestSubmit(button);
}

const readAbove = (one) => entry.readAll(entries().slice(0, entries().indexOf(one) + 1));

// what is loaded, and what would still be: all of the stream that stands behind the entry
async function readBelow(one) {
  while (await more());
  entry.readAll(entries().slice(entries().indexOf(one)));
}

function closeAll() {
  const open = document.querySelector("dialog[open], details.drop[open], .drawer");
  if (!open) at((one) => entry.isOpen(one) && entry.close(one));
}

async function refresh() {
  const answer = await send("/refresh", { stream: settings.stream ?? "main" });
  if (answer.ok) toast(say("asked"));
  setTimeout(ask, 4000);
}

export const commands = {
  next: () => move(1),
  previous: () => move(-1),
  "next-unread": () => move(1, { fits: (one) => one.classList.contains("unread") }),
  first: () => { const one = entries()[0]; if (one) { focus(one); entry.open(one); } },
  last: () => { const one = entries().at(-1); if (one) { focus(one); entry.open(one); } },
  step: () => move(1, { isOpening: false }),
  "step-back": () => move(-1, { isOpening: false }),
  toggle: () => at((one) => entry.open(one, !entry.isOpen(one))),
  read: () => at((one) => entry.setRead(one, one.classList.contains("unread"), true)),
  "read-above": () => at(readAbove),
  "read-below": () => at(readBelow),
  "read-all": () => document.querySelector("form[data-do=mark-stream]")?.requestSubmit(),
  star: () => at((one) => entry.setStarred(one, !one.classList.contains("starred"))),
  label: () => at((one) => { entry.open(one); openTools(one, "label"); }),
  later: () => at((one) => { entry.open(one); openTools(one, "later"); }),
  note: () => at((one) => { entry.open(one); openTools(one, "note"); }),
  pictures: () => at((one) => one.querySelector(".text img")?.dispatchEvent(new MouseEvent("click", { bubbles: true }))),
  top: () => { const one = here(); one ? one.scrollIntoView() : scrollTo({ top: 0 }); },
  menu: () => at(async (one) => (await import("./acts.js")).show(one)),
  site: () => at((one) => one.querySelector("a.go, a.out")?.click()),
  share: () => at((one) => { entry.open(one); openTools(one, "share"); }),
  play: () => at((one) => { const media = one.querySelector("audio, video"); if (media) media.paused ? media.play() : media.pause(); }),
  full: () => at(async (one) => { await openTools(one, "full"); one.querySelector("button[data-do=full]")?.click(); }),
  "next-feed": () => follow(feeds(), 1),
  "previous-feed": () => follow(feeds(), -1),
  "next-unread-feed": () => follow(feeds(), 1, isUnread),
  "first-feed": () => go(ends(feeds())[0]),
  "last-feed": () => go(ends(feeds())[1]),
  "next-folder": () => follow(folders(), 1),
  "previous-folder": () => follow(folders(), -1),
  "next-unread-folder": () => follow(folders(), 1, isUnread),
  "first-folder": () => go(ends(folders())[0]),
  "last-folder": () => go(ends(folders())[1]),
  main: () => { location.href = "/"; },
  refresh,
  more,
  search: () => document.querySelector(".find input")?.select(),
  queries: () => document.querySelector(".queries > summary")?.click(),
  palette: async () => (await import("./palette.js")).open(),
  sidebar: () => sidebar(),
  "view-normal": () => view("normal"),
  "view-global": () => view("global"),
  "view-reader": () => view("reader"),
  "view-cards": () => view("cards"),
  "view-panes": () => view("panes"),
  close: closeAll,
  help: async () => (await import("./palette.js")).help(),
};
commands["help-too"] = commands.help;
entry.setCurrent(document.querySelector("article.alone") ?? null);

// buttons that do what a key does
document.addEventListener("click", (event) => {
  const name = event.target.closest("button[data-do]")?.dataset.do;
  if (!["next", "previous", "top", "read-above", "read-below"].includes(name)) return;
  const one = event.target.closest("article.entry");
  if (one) entry.setCurrent(one);
  commands[name]();
});
for (const hands of all(".hands")) hands.hidden = false;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const key = nameOf(event);
  const field = event.target.closest?.("input[data-key]");
  if (field && key && key !== "Tab" && key !== "Shift+Tab") {
    field.value = key === "Backspace" || key === "Delete" ? "" : key;
    event.preventDefault();
    return;
  }
  if (isTyping(event.target) && key !== "Escape" && !key.startsWith("Ctrl+")) return;
  if (key === "Space" && event.target.closest?.("button, summary:not(article summary), audio, video")) return;
  const command = commands[keys[key]];
  if (!command || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  command();
});
