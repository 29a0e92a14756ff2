// New entries and counts arrive by a small question every minute, and whenever the page is looked at again.
import { make, say, settings } from "./page.js";
import { showCounts } from "./counts.js";
import { flush } from "./marks.js";

const EVERY = 60000;
let asked = Date.now();

export async function ask() {
  asked = Date.now();
  await flush();
  const answer = await fetch("/counts", { headers: { accept: "application/json" }, cache: "no-cache" });
  if (!answer.ok) return;
  const { newest, counts } = await answer.json();
  showCounts(counts);
  if (settings.newest && newest > Number(settings.newest)) offer(counts);
}

function offer(counts) {
  const list = document.querySelector("#list");
  if (!list || document.querySelector(".fresh") || !(counts[settings.stream] > 0)) return;
  if (Number(settings.shown ?? settings.first) >= counts[settings.stream]) return;
  list.before(make("p", { class: "fresh" }, make("a", { class: "button main", href: location.pathname + location.search }, say("new"))));
}

if (settings.words) {
  settings.first = settings.unread ?? 0;
  setInterval(() => document.hidden || ask().catch(() => {}), EVERY);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - asked > EVERY / 2) ask().catch(() => {});
  });
}
