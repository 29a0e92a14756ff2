// Audio and video: the saved place, on every device; the chosen speed; chapters and transcript that follow; a bar
// that stays while the entry is closed; and the keys of the device itself.
import { all, entryOf, make, say, settings } from "./page.js";
import { mark } from "./marks.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const EVERY = 15; // seconds between two savings
const TIME = /(?<![\d:])(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)(?![\d:])/g;
let playing = null;
let bar = null;

const clock = (seconds) => new Date(seconds * 1000).toISOString().slice(seconds < 3600 ? 14 : 11, 19).replace(/^0/, "");
const key = (media) => `place:${media.currentSrc || media.src}`;
const read = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const write = (name, value) => { try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value); } catch { /* no storage in this browser's mode */ } };

// what this browser kept counts as long as the server says what it said then
function placeOf(media) {
  const [seconds, base] = JSON.parse(read(key(media)) || "[0, null]");
  const said = media.dataset.at ?? "0";
  return base === said || !("place" in media.dataset) ? seconds : Number(said);
}

function keep(media) {
  const seconds = media.ended ? 0 : Math.floor(media.currentTime);
  if (media.kept === seconds || (!media.kept && seconds < 5)) return;
  media.kept = seconds;
  write(key(media), seconds ? JSON.stringify([seconds, media.dataset.at ?? "0"]) : null);
  const entry = entryOf(media);
  if (entry && "place" in media.dataset) mark(`place.${media.dataset.place}.${seconds}`, [entry.dataset.id]);
}

function furnish(media) {
  if (media.dataset.furnished) return;
  media.dataset.furnished = "1";
  const speed = make("select", { "aria-label": say("speed"), class: "speed" }, ...SPEEDS.map((one) => make("option", { value: one }, `${one} ×`)));
  speed.value = read("speed") || "1";
  const apply = () => { media.playbackRate = Number(speed.value); };
  speed.addEventListener("change", () => { write("speed", speed.value); apply(); });
  const skip = (by) => make("button", { class: "button", type: "button", title: say(by < 0 ? "back-by" : "on-by", { n: Math.abs(by) }), onclick: () => { media.currentTime += by; } }, `${by < 0 ? "−" : "+"}${Math.abs(by)} s`);
  media.after(make("div", { class: "listen" }, skip(-15), skip(30), speed));
  const begin = () => {
    const place = placeOf(media);
    if (place && !(place > media.duration - 10)) media.currentTime = place;
    apply();
  };
  if (media.readyState) begin();
  else media.addEventListener("loadedmetadata", begin, { once: true });
  media.addEventListener("timeupdate", () => {
    if (Math.abs(media.currentTime - (media.kept ?? 0)) >= EVERY) keep(media);
    follow(media);
  });
  media.addEventListener("ended", () => keep(media));
}

// the chapter and the line that are heard now
function follow(media) {
  for (const list of all(".chapters, .transcript", entryOf(media) ?? document)) {
    const found = all("[data-seconds]", list).findLast((one) => Number(one.dataset.seconds) <= media.currentTime + 0.3)?.parentNode;
    const now = list.querySelector(".now");
    if (now === found) continue;
    now?.classList.remove("now");
    found?.classList.add("now");
    if (found && list.matches(".transcript") && !list.matches(":hover, :focus-within")) list.scrollTop = found.offsetTop - list.offsetTop - 60;
  }
  if (bar && media === playing) {
    bar.querySelector(".at").textContent = clock(media.currentTime);
    const slide = bar.querySelector("input");
    slide.max = media.duration || 0;
    if (document.activeElement !== slide) slide.value = media.currentTime;
  }
}

function showBar() {
  const isHidden = !playing || playing.getClientRects().length > 0;
  if (!bar && isHidden) return;
  bar ??= makeBar();
  bar.hidden = isHidden;
  bar.querySelector(".play").textContent = playing?.paused ? "▶" : "❚❚";
}

function makeBar() {
  const entry = entryOf(playing);
  const made = make("section", { class: "player", "aria-label": say("player") },
    make("button", { class: "button play", type: "button", "aria-label": say("play"), onclick: () => (playing.paused ? playing.play() : playing.pause()) }),
    make("a", { href: `#${entry?.id}`, dir: "auto", onclick: (event) => { event.preventDefault(); entry.querySelector("details").open = true; entry.scrollIntoView(); } }, entry?.querySelector("h2")?.textContent ?? ""),
    make("input", { type: "range", min: "0", step: "1", "aria-label": say("place") }),
    make("span", { class: "at" }),
    make("button", { class: "button", type: "button", "aria-label": say("close"), onclick: () => { playing.pause(); playing = null; showBar(); } }, "✕"));
  made.querySelector("input").addEventListener("input", (event) => { playing.currentTime = Number(event.target.value); });
  document.body.append(made);
  return made;
}

function announce(media) {
  if (!("mediaSession" in navigator)) return;
  const entry = entryOf(media);
  navigator.mediaSession.metadata = new MediaMetadata({ title: entry?.querySelector("h2")?.textContent ?? "", artist: entry?.querySelector(".byline a, .feed")?.textContent ?? "" });
  const does = { seekbackward: -15, seekforward: 30 };
  for (const [name, by] of Object.entries(does)) navigator.mediaSession.setActionHandler(name, () => { media.currentTime += by; });
}

// times in the text of an episode lead to that moment
function link(entry) {
  if (!entry.querySelector("audio, video") || entry.dataset.timed) return;
  entry.dataset.timed = "1";
  const walk = document.createTreeWalker(entry.querySelector(".text"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) if (walk.currentNode.data.search(TIME) >= 0 && !walk.currentNode.parentNode.closest("a, button, pre, .enclosures")) found.push(walk.currentNode);
  for (const node of found) {
    const parts = [];
    let at = 0;
    for (const match of node.data.matchAll(TIME)) {
      const seconds = Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]);
      parts.push(node.data.slice(at, match.index), make("button", { type: "button", class: "link at", "data-seconds": seconds }, match[0]));
      at = match.index + match[0].length;
    }
    node.replaceWith(...parts, node.data.slice(at));
  }
}

document.addEventListener("filled", (event) => {
  all(".article :is(audio, video)", event.target).forEach(furnish);
  link(event.target);
});
document.addEventListener("play", (event) => {
  furnish(event.target);
  if (playing && playing !== event.target) playing.pause();
  playing = event.target;
  bar?.remove();
  bar = null;
  announce(playing);
}, true);
document.addEventListener("pause", (event) => { keep(event.target); showBar(); }, true);
document.addEventListener("toggle", () => setTimeout(showBar), true);
addEventListener("pagehide", () => all("audio, video").filter((one) => one.dataset.furnished).forEach(keep));
document.addEventListener("click", (event) => {
  const at = event.target.closest("[data-seconds]");
  const media = at?.closest("article.entry")?.querySelector("audio, video");
  if (!media) return;
  furnish(media);
  const seek = () => { media.currentTime = Number(at.dataset.seconds); };
  if (media.readyState) seek();
  else media.addEventListener("loadedmetadata", seek, { once: true });
  media.play().catch(() => {});
});
// chapters and transcripts are fetched when they are asked for
document.addEventListener("toggle", async (event) => {
  const { part } = event.target.dataset;
  if (!part || !event.target.open) return;
  delete event.target.dataset.part;
  try {
    const answer = await fetch(part);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    event.target.querySelector("summary").nextElementSibling.replaceWith(...found.body.children);
  } catch {
    event.target.dataset.part = part; // the link is still there
  }
}, true);
if (settings.words) all("article.open").forEach((entry) => { all(".article :is(audio, video)", entry).forEach(furnish); link(entry); });
