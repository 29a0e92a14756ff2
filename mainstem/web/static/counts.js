// Unread counts: in the sidebar, in the title, on the icon of the tab and of the installed application.
import { all, has, settings } from "./page.js";

const title = document.title.replace(/^\(\d+\) /, "");
const picture = document.querySelector("link[rel=icon]");
const plain = picture?.href;

function set(link, number) {
  let badge = link.querySelector("b");
  if (number > 0 && !badge) link.append(" ", (badge = document.createElement("b")));
  if (badge) number > 0 ? (badge.textContent = number.toLocaleString(document.documentElement.lang), badge.dataset.n = number) : badge.remove();
}

const number = (link) => Number(link.querySelector("b")?.textContent.replace(/\D/g, "") || 0);

export function showTitle(unread) {
  settings.unread = Math.max(0, unread);
  document.title = (settings.unread > 0 && has("titleCount") ? `(${settings.unread}) ` : "") + title;
}

// exact below a thousand, then "12k", then "99k"
const short = (unread) => (unread < 1000 ? `${unread}` : `${Math.min(99, Math.floor(unread / 1000))}k`);

let drawn = "";
function drawIcon(unread) {
  const text = unread > 0 && has("titleCount") ? short(unread) : "";
  if (!picture || text === drawn) return;
  drawn = text;
  if (has("titleCount")) (unread ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.())?.catch(() => {});
  if (!text) return void (picture.href = plain);
  const image = new Image();
  image.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0, 64, 64);
    pen.font = `700 ${text.length > 2 ? 27 : 34}px system-ui, sans-serif`;
    const width = Math.min(64, Math.max(34, pen.measureText(text).width + 12));
    pen.fillStyle = "#b3261e";
    pen.beginPath();
    pen.roundRect(64 - width, 26, width, 38, 12);
    pen.fill();
    pen.fillStyle = "#fff";
    pen.textAlign = "center";
    pen.fillText(text, 64 - width / 2, text.length > 2 ? 55 : 57, width - 4);
    try {
      picture.href = canvas.toDataURL();
    } catch { /* canvases are blocked: the plain icon stays */ }
  };
  image.src = plain;
}

const main = () => document.querySelector(".side a.s-main");
if (main()) requestIdleCallback?.(() => drawIcon(number(main())));

// an entry was read or is unread again: its feed, the folders around it, the main stream
export function count(entry, by) {
  const feed = document.querySelector(`.side a[href="/stream/feed/${entry.dataset.feed}"]`);
  const links = new Set([main(), feed]);
  for (let folder = feed?.closest("li.folder"); folder; folder = folder.parentNode.closest("li.folder")) {
    links.add(folder.querySelector(":scope > a"));
  }
  if (entry.classList.contains("starred")) links.add(document.querySelector(".side a.s-starred"));
  links.forEach((link) => link && set(link, number(link) + by));
  if (settings.stream) showTitle(Number(settings.unread) + by);
  if (main()) drawIcon(number(main()));
}

// what the server counted: by the address of the stream
export function showCounts(counts) {
  for (const link of all(".side a[href]")) {
    const address = link.pathname === "/" ? "main" : link.pathname.replace("/stream/", "");
    set(link, counts[address] ?? 0);
  }
  drawIcon(counts.main ?? 0);
  if (settings.stream in counts || settings.stream === "main") showTitle(counts[settings.stream] ?? 0);
}
