// By hand: swipe a line to mark or star it, pull down at the top to ask for new entries.
import { entryOf } from "./page.js";
import { setRead, setStarred } from "./entries.js";
import { commands } from "./keys.js";

const FAR = 70;
const LONG = 550; // milliseconds of a press
let start = null;
let press = 0;

document.addEventListener("touchstart", (event) => {
  const line = event.target.closest?.("article.entry summary");
  const { clientX, clientY } = event.touches[0];
  start = event.touches.length === 1 ? { x: clientX, y: clientY, line, isTop: scrollY <= 0 } : null;
  clearTimeout(press);
  if (start?.line) press = setTimeout(async () => {
    start = null;
    (await import("./acts.js")).show(entryOf(line));
  }, LONG);
}, { passive: true });

document.addEventListener("contextmenu", (event) => {
  if (press && event.target.closest?.("article.entry summary") && matchMedia("(pointer: coarse)").matches) event.preventDefault();
});

document.addEventListener("touchmove", (event) => {
  if (!start?.line) return;
  const { clientX, clientY } = event.touches[0];
  const across = clientX - start.x;
  if (Math.abs(across) > 8 || Math.abs(clientY - start.y) > 8) clearTimeout(press);
  if (Math.abs(across) > 15 && Math.abs(across) > 2 * Math.abs(clientY - start.y)) {
    start.isSwipe = true;
    start.line.classList.toggle("will", Math.abs(across) > FAR);
  }
}, { passive: true });

document.addEventListener("touchend", (event) => {
  const { clientX, clientY } = event.changedTouches[0];
  const began = start;
  start = null;
  clearTimeout(press);
  began?.line?.classList.remove("will");
  if (!began) return;
  const across = (clientX - began.x) * (document.documentElement.dir === "rtl" ? -1 : 1);
  if (began.isSwipe && Math.abs(across) > FAR) {
    const entry = entryOf(began.line);
    if (across > 0) setRead(entry, entry.classList.contains("unread"), true);
    else setStarred(entry, !entry.classList.contains("starred"));
    event.preventDefault();
  } else if (began.isTop && clientY - began.y > 2.5 * FAR && Math.abs(across) < FAR) commands.refresh();
});
