// Labels, note, sharing and full text of an entry, fetched when they are asked for.
import { entryOf, make, say } from "./page.js";
import { toast } from "./toast.js";

export async function openTools(entry, focused) {
  const link = entry.querySelector("[data-tools]");
  let tools = entry.querySelector(".entry-tools");
  if (tools && !focused) tools.hidden = !tools.hidden;
  if (!tools && link) {
    const answer = await fetch(link.dataset.tools);
    if (!answer.ok) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    tools = part.querySelector(".entry-tools");
    tools.id = "";
    link.closest(".after").after(tools);
  }
  if (!tools) return;
  if (focused) tools.hidden = false;
  const share = tools.querySelector("[data-share]");
  if (share) share.hidden = !navigator.share;
  (focused ? tools.querySelector(focused) : tools)?.scrollIntoView({ block: "nearest" });
  if (focused) tools.querySelector(`${focused} input:not([type=hidden]), ${focused} button:not([hidden]), ${focused} a`)?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-tools]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  openTools(entryOf(link));
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-quiet], [data-full]")) return;
  event.preventDefault();
  const entry = entryOf(form);
  form.classList.add("busy");
  const fields = new URLSearchParams(new FormData(form));
  fields.set("part", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) throw new Error(part.querySelector(".problem")?.textContent ?? "");
    if (form.matches("[data-full]")) full(entry, form, part);
    else {
      const fresh = part.querySelector(".entry-tools");
      fresh.id = "";
      form.closest(".entry-tools").replaceWith(fresh);
      toast(say("saved"));
    }
  } catch (error) {
    toast(error.message || say("not-done"));
  } finally {
    form.classList.remove("busy");
  }
});

// both texts stay at hand
function full(entry, form, part) {
  const text = entry.querySelector(".text");
  const own = [...text.childNodes];
  const other = [...part.body.childNodes];
  let isFull = true;
  const button = make("button", { class: "button", type: "button" }, say("feed-text"));
  const show = () => {
    text.replaceChildren(...(isFull ? other : own));
    button.textContent = say(isFull ? "feed-text" : "page-text");
  };
  button.addEventListener("click", () => { isFull = !isFull; show(); });
  form.querySelector("p").replaceChildren(button);
  show();
  entry.scrollIntoView();
}
