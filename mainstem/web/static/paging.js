// The next page, when the end of this one comes near or is asked for.
import { has } from "./page.js";

let isLoading = false;

export async function more() {
  const link = document.querySelector("[data-do=more]");
  if (!link || isLoading) return false;
  isLoading = true;
  link.classList.add("busy");
  try {
    const address = new URL(link.href);
    address.searchParams.set("part", "entries");
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const place = link.closest(".next");
    place.replaceWith(...part.body.children);
    document.dispatchEvent(new Event("entries"));
    watch();
    return true;
  } catch {
    link.classList.remove("busy"); // it is still a link
    return false;
  } finally {
    isLoading = false;
  }
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-do=more]") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  more();
});

const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && more(), { rootMargin: "0px 0px 60% 0px" });
function watch() {
  near.disconnect();
  const link = document.querySelector("[data-do=more]");
  if (link && has("loadMore")) near.observe(link);
}
watch();
