// Marking what one scrolled past: only by a hand's own scrolling, only what stood in the window before, with a
// trace at the side of each line and one notice to take it all back.
import { entries, has, say } from "./page.js";
import { isKeptUnread, setRead } from "./entries.js";
import { toast } from "./toast.js";

const seen = new WeakSet();
let isByHand = false;
let passed = [];
let timer = 0;
let isAsked = false;

function look() {
  isAsked = false;
  const bar = document.querySelector("header.top")?.offsetHeight ?? 0;
  for (const entry of entries()) {
    const { top, bottom } = entry.getBoundingClientRect();
    if (top > innerHeight) break;
    if (bottom > bar) seen.add(entry);
    else if (isByHand && seen.has(entry) && entry.matches(".unread") && !isKeptUnread(entry)) pass(entry);
  }
}

function pass(entry) {
  setRead(entry, true);
  entry.classList.add("passed");
  passed.push(entry);
  clearTimeout(timer);
  timer = setTimeout(tell, 900);
}

function tell() {
  const marked = passed;
  passed = [];
  toast(say("marked", { n: marked.length }), {
    label: say("undo"),
    action: () => marked.forEach((entry) => setRead(entry, false, true)),
  });
}

if (has("markOnScroll")) {
  const begin = () => { isByHand = true; };
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(name, begin, { passive: true });
  addEventListener("scroll", () => { if (!isAsked) { isAsked = true; requestAnimationFrame(look); } }, { passive: true });
  document.addEventListener("entries", look);
  look();
}
