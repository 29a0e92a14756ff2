// A page that stays open over midnight: what was today is yesterday now, by the reader's clock.
import { all, say, settings } from "./page.js";

function today(back) {
  const parts = { timeZone: settings.zone, year: "numeric", month: "2-digit", day: "2-digit" };
  return new Intl.DateTimeFormat("en-CA", parts).format(Date.now() - back * 86400000);
}

function turn() {
  let last = "";
  for (const section of all("section.day")) {
    const heading = section.querySelector(".when");
    const day = section.dataset.day;
    if (day && heading && settings.days === "days") {
      const date = heading.textContent.includes(" — ") ? heading.textContent.split(" — ").at(-1) : heading.textContent;
      if (day === today(0)) heading.textContent = say("today", { date });
      else if (day === today(1)) heading.textContent = say("yesterday", { date });
      else if (day < today(1)) {
        heading.textContent = say("before");
        delete section.dataset.day;
      }
    }
    // one heading for each group, also across pages
    const name = heading?.textContent ?? "";
    section.classList.toggle("same", name === last);
    last = name;
  }
}

if (settings.zone) {
  turn();
  document.addEventListener("entries", turn);
  document.addEventListener("visibilitychange", () => document.hidden || turn());
  setInterval(turn, 60000);
}
