// The sidebar as a drawer, menus that close, bulk marks that ask first where that is wished.
import { all, has, say, settings } from "./page.js";

const isWide = matchMedia("(min-width: 60.01rem)");

// on wide screens the sidebar stands beside; whether it does is told to the server, which draws the next page
export function sidebar(isOpen = isWide.matches ? document.body.classList.contains("no-side") : !document.body.classList.contains("drawer")) {
  if (isWide.matches) {
    document.body.classList.toggle("no-side", !isOpen);
    document.cookie = `side=${isOpen ? "yes" : "no"}; path=/; max-age=31536000; samesite=lax`;
  } else document.body.classList.toggle("drawer", isOpen);
  const button = document.querySelector("[data-do=sidebar]");
  button?.setAttribute("aria-expanded", isOpen);
  if (isOpen) document.querySelector(".side a")?.focus();
  else button?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-do=sidebar]")) return sidebar();
  if (document.body.classList.contains("drawer") && !event.target.closest(".side")) sidebar(false);
  for (const menu of all("details.drop[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (document.body.classList.contains("drawer")) sidebar(false);
  all("details.drop[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
document.addEventListener("submit", (event) => {
  if (event.target.dataset.do === "mark-stream" && has("confirmMarkAll") && !confirm(say("sure"))) event.preventDefault();
  if (event.target.dataset.sure && !confirm(event.target.dataset.sure)) event.preventDefault();
});

// the sidebar stays where it was scrolled to, and its folders as they were opened
const side = document.querySelector(".side");
document.querySelector("[data-do=sidebar]")?.setAttribute("aria-expanded", String(isWide.matches && !document.body.classList.contains("no-side")));
if (side) {
  if (settings.folders === "remember") {
    const folders = all(".folder > details", side);
    const name = (folder) => folder.previousElementSibling.pathname;
    const kept = new Set(JSON.parse(localStorage.getItem("folders") || "[]"));
    for (const folder of folders) {
      folder.open ||= kept.has(name(folder));
      folder.addEventListener("toggle", () => localStorage.setItem("folders", JSON.stringify(folders.filter((one) => one.open).map(name))));
    }
  }
  side.scrollTop = Number(sessionStorage.getItem("side") || 0);
  const here = side.querySelector("[aria-current]");
  if (here) {
    const { top, bottom } = here.getBoundingClientRect();
    if (top < 60 || bottom > innerHeight) here.scrollIntoView({ block: "center" });
  }
  addEventListener("pagehide", () => sessionStorage.setItem("side", side.scrollTop));
}
