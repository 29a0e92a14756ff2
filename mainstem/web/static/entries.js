// Opening, closing and marking entries.
import { all, entries, entryOf, has, idOf, say } from "./page.js";
import { mark } from "./marks.js";
import { count } from "./counts.js";

const keptUnread = new Set(); // marked unread by hand: not marked again by scrolling or moving

export function setRead(entry, isRead, byHand = false) {
  if (byHand) keptUnread[isRead ? "delete" : "add"](idOf(entry));
  if (entry.classList.contains("unread") !== isRead) return;
  show(entry, "unread", !isRead);
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
  const button = entry.querySelector(name === "unread" ? "button.read" : "button.star");
  const action = name === "unread" ? (isSet ? "read" : "unread") : (isSet ? "unstar" : "star");
  button?.setAttribute("aria-label", say(action));
  if (button) button.value = `${action}:${idOf(entry)}`;
}

export const isKeptUnread = (entry) => keptUnread.has(idOf(entry));
export const current = () => document.querySelector("article.current");
export const isOpen = (entry) => entry.querySelector("details")?.open ?? entry.classList.contains("open");

export function setCurrent(entry) {
  current()?.classList.remove("current");
  entry?.classList.add("current");
}

export function open(entry, isOpened = true) {
  const details = entry.querySelector("details");
  if (!details || details.open === isOpened) return;
  details.open = isOpened;
  if (isOpened) opened(entry); // the event comes too late for who goes on quickly
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
  if (entry.getBoundingClientRect().top < bar) entry.scrollIntoView();
  if (has("markOnOpen")) setRead(entry, true);
}

document.addEventListener("toggle", (event) => {
  const entry = entryOf(event.target);
  if (entry && event.target.parentNode === entry && event.target.open && !document.body.matches(".v-reader")) opened(entry);
}, true);

document.addEventListener("click", (event) => {
  const entry = entryOf(event.target);
  if (!entry) return;
  const button = event.target.closest("button");
  if (button?.matches(".read")) setRead(entry, entry.classList.contains("unread"), true);
  else if (button?.matches(".star")) setStarred(entry, !entry.classList.contains("starred"));
  else if (button?.matches(".close")) close(entry);
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

// entries that stand open from the start are read when they have been seen to their end
if (has("markOnScroll") || document.body.matches(".v-reader")) {
  const seen = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting, boundingClientRect } of changes) {
      if (!isIntersecting && boundingClientRect.bottom < 80 && !isKeptUnread(target)) setRead(target, true);
    }
  }, { rootMargin: "-70px 0px 0px 0px" });
  const watch = () => all("article.entry:not([data-seen])").forEach((entry) => {
    entry.dataset.seen = "";
    if (has("markOnScroll")) seen.observe(entry);
  });
  watch();
  document.addEventListener("entries", watch);
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
