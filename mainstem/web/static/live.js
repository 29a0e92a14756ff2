// New entries and counts arrive by a small question every minute, and whenever the page is looked at again.
import { all, make, say, settings } from "./page.js";
import { showCounts } from "./counts.js";
import { flush } from "./marks.js";
import { tell } from "./device.js";

const EVERY = 60000;
let asked = Date.now();

export async function ask() {
  asked = Date.now();
  await flush();
  const answer = await fetch("/counts", { headers: { accept: "application/json" }, cache: "no-cache" });
  if (!answer.ok) return;
  const { newest, counts } = await answer.json();
  const isMore = counts[settings.stream] > Number(settings.unread);
  showCounts(counts);
  if (settings.newest && newest > Number(settings.newest) && isMore) offer();
  tell(newest, counts.main ?? 0);
}

function offer() {
  const list = document.querySelector("#list, .boxes");
  if (!list || document.querySelector(".fresh")) return;
  const link = make("a", { class: "button main", href: location.pathname + location.search }, say("new"));
  list.before(make("p", { class: "fresh" }, link));
}

// what came since is put above what is there already: nothing is closed, nothing moves under the hand
async function bring(link) {
  const address = new URL(link.href);
  address.searchParams.set("part", "entries");
  const answer = await fetch(address);
  const list = document.querySelector("#list");
  if (!answer.ok || !list) return void (location.href = link.href);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const newest = part.querySelector("[data-newest]")?.dataset.newest;
  const known = new Set(all("article.entry").map((one) => one.id));
  const sections = all("section.day", part);
  const hasGap = part.querySelector("[data-do=more]") && !all("article.entry", part).some((one) => known.has(one.id));
  if (hasGap) return void (location.href = link.href); // more came than one page holds
  for (const section of sections) {
    for (const one of all("article.entry", section)) if (known.has(one.id)) one.remove();
    if (!section.querySelector("article.entry")) section.remove();
  }
  list.querySelector(".empty")?.remove();
  list.prepend(...sections.filter((one) => one.querySelector("article")));
  if (newest) {
    settings.newest = newest;
    for (const field of all("#mark-stream [name=newest_id]")) field.value = newest;
  }
  link.closest(".fresh").remove();
  document.dispatchEvent(new Event("entries"));
  scrollTo({ top: 0 });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".fresh a");
  if (!link || event.ctrlKey || event.metaKey || !document.querySelector("#list") || document.querySelector(".order.up")) return;
  event.preventDefault();
  bring(link).catch(() => { location.href = link.href; });
});

if (settings.words && document.querySelector(".side")) {
  setInterval(() => document.hidden && !("Notification" in self && Notification.permission === "granted") || ask().catch(() => {}), EVERY);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - asked > EVERY / 2) ask().catch(() => {});
  });
}
