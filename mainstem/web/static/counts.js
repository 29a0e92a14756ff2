// Unread counts in the sidebar and in the title.
import { all, settings } from "./page.js";

const title = document.title.replace(/^\(\d+\) /, "");

function set(link, number) {
  let badge = link.querySelector("b");
  if (number > 0 && !badge) link.append(" ", (badge = document.createElement("b")));
  if (badge) number > 0 ? (badge.textContent = number.toLocaleString(document.documentElement.lang), badge.dataset.n = number) : badge.remove();
}

const number = (link) => Number(link.querySelector("b")?.textContent.replace(/\D/g, "") || 0);

export function showTitle(unread) {
  settings.unread = Math.max(0, unread);
  document.title = (settings.unread > 0 ? `(${settings.unread}) ` : "") + title;
}

// an entry was read or is unread again: its feed, the folders around it, the main stream
export function count(entry, by) {
  const feed = document.querySelector(`.side a[href="/stream/feed/${entry.dataset.feed}"]`);
  const links = new Set([document.querySelector(".side a.s-main"), feed]);
  for (let folder = feed?.closest("li.folder"); folder; folder = folder.parentNode.closest("li.folder")) {
    links.add(folder.querySelector(":scope > a"));
  }
  if (entry.classList.contains("starred")) links.add(document.querySelector(".side a.s-starred"));
  links.forEach((link) => link && set(link, number(link) + by));
  if (settings.stream) showTitle(Number(settings.unread) + by);
}

// what the server counted: by the address of the stream
export function showCounts(counts) {
  for (const link of all(".side a[href]")) {
    const address = link.pathname === "/" ? "main" : link.pathname.replace("/stream/", "");
    set(link, counts[address] ?? 0);
  }
  if (settings.stream in counts || settings.stream === "main") showTitle(counts[settings.stream] ?? 0);
}
