// Inside a text: notes open where they are called, other places are scrolled to, wide tables take the keys.
import { all, make, say } from "./page.js";

const LONGEST = 2000; // characters of what may open in place; longer things are places to go to

function targetOf(link, article) {
  const name = decodeURIComponent(link.hash.slice(1));
  const here = article.querySelector("a.go")?.host; // which page of it a feed names as its base is not certain
  return name && (link.host === here || link.host === location.host) ? article.querySelector(`.text [data-sanitized-id="${CSS.escape(name)}"]`) : null;
}

function noteOf(target) {
  const note = target.closest("li, p, dd, aside, div") ?? target;
  return note.textContent.length <= LONGEST && !note.matches(".text") ? note : null;
}

function open(link, note) {
  close();
  const copy = note.cloneNode(true);
  copy.querySelectorAll("[data-sanitized-id]").forEach((one) => delete one.dataset.sanitizedId);
  const box = make("aside", { class: "footnote card", tabindex: "-1", role: "note", "aria-label": say("footnote"), lang: link.closest("[lang]")?.lang ?? "" }, ...copy.childNodes);
  const { left, bottom } = link.getBoundingClientRect();
  document.body.append(box);
  box.style.top = `${bottom + scrollY + 6}px`;
  box.style.left = `${Math.max(16, Math.min(left + scrollX - 40, innerWidth - box.offsetWidth - 16))}px`;
  box.from = link;
  box.focus({ preventScroll: true });
}

function close() {
  const box = document.querySelector(".footnote");
  if (box?.contains(document.activeElement)) box.from.focus({ preventScroll: true });
  box?.remove();
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".footnote")) return;
  close();
  const link = event.target.closest(".text a[href*='#']");
  const article = link?.closest(".article");
  const target = article && targetOf(link, article);
  if (!target) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const isBelow = link.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  const note = isBelow && !target.matches("h1, h2, h3, h4, h5, h6") && noteOf(target);
  if (note) open(link, note);
  else {
    target.tabIndex = -1;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.querySelector(".footnote")) return;
  close();
  event.stopImmediatePropagation();
}, true);

function reach(event) {
  for (const wide of all(".text table, .text pre", event.target)) if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}
document.addEventListener("filled", reach);
document.addEventListener("entries", () => reach({ target: document }));
reach({ target: document });
