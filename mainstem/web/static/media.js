// Audio and video: the saved place and the chosen speed, for the next time and after a closed page.
import { make, say } from "./page.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.5];
const key = (media) => `place:${media.currentSrc || media.src}`;
const keep = (media) => {
  try {
    if (media.ended || media.currentTime < 5) localStorage.removeItem(key(media));
    else localStorage.setItem(key(media), Math.floor(media.currentTime));
  } catch { /* no storage: no saved place */ }
};

function furnish(media) {
  if (media.dataset.furnished) return;
  media.dataset.furnished = "1";
  const speed = make("select", { "aria-label": say("speed"), class: "speed" }, ...SPEEDS.map((one) => make("option", { value: one }, `${one} ×`)));
  speed.value = localStorage.getItem("speed") || "1";
  const apply = () => { media.playbackRate = Number(speed.value); };
  speed.addEventListener("change", () => { localStorage.setItem("speed", speed.value); apply(); });
  media.after(speed);
  media.addEventListener("loadedmetadata", () => {
    const place = Number(localStorage.getItem(key(media)));
    if (place && place < media.duration - 10) media.currentTime = place;
    apply();
  }, { once: true });
  media.addEventListener("play", () => {
    for (const other of document.querySelectorAll("audio, video")) if (other !== media) other.pause();
  });
}

document.addEventListener("play", (event) => furnish(event.target), true);
document.addEventListener("pause", (event) => keep(event.target), true);
document.addEventListener("toggle", (event) => event.target.open && event.target.querySelectorAll(".article audio, .article video").forEach(furnish), true);
addEventListener("pagehide", () => document.querySelectorAll("audio, video").forEach(keep));
// a chapter or a time in the text of an entry leads to that moment
document.addEventListener("click", (event) => {
  const at = event.target.closest("[data-seconds]");
  const media = at?.closest("article")?.querySelector("audio, video");
  if (!media) return;
  media.currentTime = Number(at.dataset.seconds);
  media.play();
});
