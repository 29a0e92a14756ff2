// What the device does: notices of its own about new entries, only where this was wished on it; and keeping what
// is unread or starred for reading without a network, once the page has come to rest.
import { say, settings } from "./page.js";
import { toast } from "./toast.js";

const button = document.querySelector("[data-do=notify]");
const isPossible = "Notification" in self && "serviceWorker" in navigator;
const isWished = () => isPossible && Notification.permission === "granted" && localStorage.getItem("notify") === "yes";
const show = () => button?.setAttribute("aria-pressed", String(isWished()));
let told = Number(settings.newest ?? 0);

if (button && isPossible) {
  button.hidden = false;
  show();
  button.addEventListener("click", async () => {
    const wish = isWished() ? "no" : "yes";
    if (wish === "yes" && (await Notification.requestPermission()) !== "granted") return toast(say("no-notices"));
    localStorage.setItem("notify", wish);
    show();
    toast(say(wish === "yes" ? "notices-on" : "notices-off"));
  });
}

export async function tell(newest, unread) {
  if (newest <= told) return;
  const isFirst = !told;
  told = newest;
  if (isFirst || !document.hidden || !unread || !isWished()) return;
  const registration = await navigator.serviceWorker.ready;
  registration.showNotification(say("new"), { body: say("unread-now", { n: unread }), tag: "new-entries", icon: document.querySelector("link[rel=apple-touch-icon]")?.href });
}

async function keep() {
  if (navigator.connection?.saveData || !navigator.onLine) return;
  if (matchMedia("(display-mode: standalone)").matches) await navigator.storage?.persist?.(); // an installed application keeps its queue when space gets short
  const registration = await navigator.serviceWorker.ready;
  const answer = await fetch("/offline/list", { headers: { accept: "application/json" } });
  if (answer.ok) registration.active.postMessage({ keep: await answer.json() });
}

if ("serviceWorker" in navigator && settings.words) {
  addEventListener("load", async () => {
    await navigator.serviceWorker.register("/service.js");
    if (settings.stream) setTimeout(() => keep().catch(() => {}), 3000);
  });
}
