// Forms: the browser's clock where it is asked for, and no loss of what was typed.
import { all } from "./page.js";
import { flush } from "./marks.js";

for (const field of all("[data-fill=timezone]")) field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const guarded = all("form[data-guard]");
const state = (form) => new URLSearchParams(new FormData(form)).toString();
const first = new Map(guarded.map((form) => [form, state(form)]));
let isSent = false;
document.addEventListener("submit", () => { isSent = true; });
addEventListener("beforeunload", (event) => {
  if (!isSent && guarded.some((form) => state(form) !== first.get(form))) event.preventDefault();
});

document.addEventListener("change", (event) => {
  const name = event.target.dataset.all;
  if (name) for (const box of all(`input[name=${name}]`, event.target.form)) box.checked = event.target.checked;
});

// marks that wait are sent before one leaves: signing out forgets all that this browser kept
document.addEventListener("submit", async (event) => {
  if (!event.target.action.endsWith("/sign-out")) return;
  event.preventDefault();
  await flush();
  event.target.submit();
});
