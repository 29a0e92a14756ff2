// Opening, closing and marking entries.
import { all, entries, entryOf, has, idOf, say, settings } from "./page.js";
import { mark } from "./marks.js";
import { count } from "./counts.js";
import { toast } from "./toast.js";

const keptUnread = new Set(); // marked unread by hand: not marked again by scrolling, moving or leaving

export function setRead(entry, isRead, byHand = false) {
  if (byHand) keptUnread[isRead ? "delete" : "add"](idOf(entry));
  if (entry.classList.contains("unread") !== isRead) return;
  show(entry, "unread", !isRead);
  if (!isRead) entry.classList.remove("passed");
  mark(isRead ? "read" : "unread", [idOf(entry)]);
  count(entry, isRead ? -1 : 1);
}

export function setStarred(entry, isStarred) {
  if (entry.classList.contains("starred") === isStarred) return;
  show(entry, "starred", isStarred);
  mark(isStarred ? "star" : "unstar", [idOf(entry)]);
}

function show(entry, name, isSet) {
  entry.classList.toggle(name, isSet);
  const action = name === "unread" ? (isSet ? "read" : "unread") : (isSet ? "unstar" : "star");
  for (const button of all(name === "unread" ? "button.read" : "button.star", entry)) {
    button.setAttribute("aria-label", say(action));
    button.value = `${action}:${idOf(entry)}`;
  }
}

// several at once, with a way back
export function readAll(found) {
  const marked = found.filter((one) => one.classList.contains("unread"));
  marked.forEach((one) => setRead(one, true));
  if (marked.length) toast(say("marked", { n: marked.length }), { label: say("undo"), action: () => marked.forEach((one) => setRead(one, false)) });
  return marked;
}

export const isKeptUnread = (entry) => keptUnread.has(idOf(entry));
export const current = () => document.querySelector("article.current");
export const isOpen = (entry) => entry.querySelector("details")?.open ?? entry.classList.contains("open");

export function setCurrent(entry) {
  if (current() !== entry) current()?.classList.remove("current");
  entry?.classList.add("current");
}

export function open(entry, isOpened = true) {
  const details = entry.querySelector("details");
  if (!details || details.open === isOpened) return;
  details.open = isOpened;
  if (isOpened) opened(entry); // the event comes too late for who goes on quickly
  else left(entry);
}

async function fill(entry) {
  const place = entry.querySelector("[data-body]");
  if (!place) return;
  const address = place.dataset.body;
  delete place.dataset.body;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    place.innerHTML = await answer.text(); // cleaned by the server before it was kept
    entry.dispatchEvent(new Event("filled", { bubbles: true }));
  } catch {
    place.dataset.body = address;
  }
}

// the row under the hand stays where it is when an entry above it closes
function opened(entry) {
  const top = entry.getBoundingClientRect().top;
  setCurrent(entry);
  fill(entry);
  for (const other of entries()) {
    if (other !== entry && other.querySelector("details[name]")?.open) open(other, false);
  }
  const bar = document.querySelector("header.top")?.offsetHeight ?? 0;
  const now = entry.getBoundingClientRect().top;
  if (now !== top && top > bar) scrollBy(0, now - top);
  if (has("openAtTop") || entry.getBoundingClientRect().top < bar) entry.scrollIntoView();
  if (has("markOnOpen")) setRead(entry, true);
  entry.dispatchEvent(new Event("filled", { bubbles: true }));
}

function left(entry) {
  if (has("markOnLeaving") && !isKeptUnread(entry)) setRead(entry, true);
  if (has("hideWhenRead") && settings.show === "unread" && !entry.matches(".unread, :has(article)")) remove(entry);
}

// what goes from above the window takes nothing along
function remove(entry) {
  const section = entry.parentNode;
  const height = entry.getBoundingClientRect().top < 0 ? entry.offsetHeight : 0;
  entry.remove();
  if (height) scrollBy(0, -height);
  if (!section.querySelector("article")) section.remove();
}

document.addEventListener("toggle", (event) => {
  const entry = entryOf(event.target);
  if (!entry || event.target.parentNode !== entry || document.body.matches(".v-reader")) return;
  if (event.target.open) opened(entry);
  else left(entry);
}, true);

document.addEventListener("click", (event) => {
  const entry = entryOf(event.target);
  if (!entry) return;
  const button = event.target.closest("button");
  if (button?.matches(".read")) setRead(entry, entry.classList.contains("unread"), true);
  else if (button?.matches(".star")) setStarred(entry, !entry.classList.contains("starred"));
  else if (button?.matches(".close")) close(entry);
  else if (has("closeBySides") && event.target.matches("article.entry details")) close(entry);
  else {
    if (event.target.closest("a.out, a.go") && has("markOnSite")) setRead(entry, true);
    const link = event.target.closest(".text a[href]");
    if (link && link.origin !== location.origin) link.target = "_blank";
    return;
  }
  event.preventDefault();
});
document.addEventListener("auxclick", (event) => {
  if (event.button === 1 && event.target.closest("a.out, a.go") && has("markOnSite")) setRead(entryOf(event.target), true);
});

export function close(entry) {
  open(entry, false);
  if (entry.matches(".alone")) history.back();
  else {
    entry.querySelector("summary")?.focus({ preventScroll: true });
    if (entry.getBoundingClientRect().top < 60) entry.scrollIntoView({ block: "center" });
  }
}

if (document.body.matches(".v-entry")) entries().forEach((entry) => setRead(entry, true));
// a text that is not in the page yet is fetched when its entry comes near
const near = new IntersectionObserver((changes) => changes.forEach(({ target, isIntersecting }) => {
  if (!isIntersecting) return;
  near.unobserve(target);
  fill(entryOf(target));
}), { rootMargin: "600px" });
const watchTexts = () => all(".open [data-body], details[open] [data-body]").forEach((one) => near.observe(one));
watchTexts();
document.addEventListener("entries", watchTexts);
