// Handing an entry on: by the device's own sheet, or by its address.
import { say } from "./page.js";
import { toast } from "./toast.js";

document.addEventListener("click", async (event) => {
  const share = event.target.closest("[data-share]");
  if (share) navigator.share({ url: share.dataset.share, title: share.dataset.title }).catch(() => {});
  const copy = event.target.closest("[data-copy]");
  if (!copy) return;
  try {
    await navigator.clipboard.writeText(copy.dataset.copy);
    toast(say("copied"));
  } catch {
    prompt(say("copy"), copy.dataset.copy); // without HTTPS there is no clipboard
  }
});
