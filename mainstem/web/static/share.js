// Handing an entry on: by the device's own sheet, by its address, or on paper.
import { entryOf, say } from "./page.js";
import { toast } from "./toast.js";

document.addEventListener("click", async (event) => {
  const share = event.target.closest("[data-share]");
  if (share) navigator.share({ url: share.dataset.share, title: share.dataset.title }).catch(() => {});
  if (event.target.closest("[data-print]")) print(entryOf(event.target));
  const copy = event.target.closest("[data-copy]");
  if (!copy) return;
  try {
    await navigator.clipboard.writeText(copy.dataset.copy);
    toast(say("copied"));
  } catch {
    prompt(say("copy"), copy.dataset.copy); // without HTTPS there is no clipboard
  }
});

// the entry alone
function print(entry) {
  document.body.classList.add("printing");
  entry.classList.add("printed");
  addEventListener("afterprint", () => {
    document.body.classList.remove("printing");
    entry.classList.remove("printed");
  }, { once: true });
  window.print();
}
