// Labels, waiting, sharing, note and full text of an entry, fetched when they are asked for.
import { all, entryOf, idOf, make, say } from "./page.js";
import { mark } from "./marks.js";
import { toast } from "./toast.js";

export async function openTools(entry, name = "") {
  const link = entry.querySelector("[data-tools]");
  let tools = entry.querySelector(".entry-tools");
  if (tools && !tools.hidden && (tools.dataset.shown ?? "") === name) return void (tools.hidden = true);
  if (!tools && link) tools = await fetched(entry, link);
  if (!tools) return;
  narrow(tools, name);
  const part = name ? tools.querySelector(`[data-tool=${name}]`) : tools;
  part?.scrollIntoView({ block: "nearest" });
  part?.querySelector("input:not([type=hidden]), textarea, button:not([hidden]), a")?.focus({ preventScroll: true });
}

async function fetched(entry, link) {
  const answer = await fetch(link.dataset.tools).catch(() => null);
  if (!answer?.ok) return void toast(say("not-done"));
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const tools = part.querySelector(".entry-tools");
  tools.id = "";
  link.closest(".after").after(tools);
  return tools;
}

// one tool alone, or those that have no button of their own
function narrow(tools, name) {
  const own = all("a[data-tool]", tools.closest("article")).map((one) => one.dataset.tool);
  tools.hidden = false;
  tools.dataset.shown = name;
  for (const part of all("[data-tool]", tools)) part.hidden = name ? part.dataset.tool !== name : own.includes(part.dataset.tool) && !tools.closest(".alone");
  const share = tools.querySelector("[data-share]");
  if (share) share.hidden = !navigator.share;
}
for (const tools of all(".alone .entry-tools")) narrow(tools, "");

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-tools]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  openTools(entryOf(link), link.dataset.tool ?? "");
});

// labels wait in the queue like every other mark, so that they are not lost without a network
document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-labels] [data-name]");
  if (box) setLabel(entryOf(box), box.dataset.name, box.checked, box.value);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-labels]")) return;
  event.preventDefault();
  const field = event.target.elements.new;
  const name = field.value.trim();
  if (!name) return;
  field.value = "";
  const known = all("[data-name]", event.target).find((box) => box.dataset.name.toLowerCase() === name.toLowerCase());
  if (known) known.checked = true;
  else {
    const box = make("input", { type: "checkbox", "data-name": name });
    box.checked = true;
    const place = event.target.querySelector(".ticks") ?? make("p", { class: "ticks" });
    place.append(make("label", { class: "tick" }, box, " ", make("span", { dir: "auto" }, name)));
    event.target.querySelector("h3").after(place);
  }
  setLabel(entryOf(event.target), known?.dataset.name ?? name, true, known?.value);
});

function setLabel(entry, name, isSet, id) {
  mark(`${isSet ? "label" : "unlabel"}.${encodeURIComponent(name)}`, [idOf(entry)]);
  const shown = entry.querySelector(".labels-set");
  const had = all("a", shown).find((one) => one.textContent === name);
  if (!isSet) had?.remove();
  else if (!had) shown.append(make("a", { class: "s-label", dir: "auto", href: id > 0 ? `/stream/label/${id}` : `/search?q=${encodeURIComponent(`label:"${name}"`)}` }, name));
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-quiet], [data-full]")) return;
  event.preventDefault();
  const entry = entryOf(form);
  form.classList.add("busy");
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  fields.set("part", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) throw new Error(part.querySelector(".problem")?.textContent ?? "");
    if (form.matches("[data-full]")) full(entry, form, part);
    else {
      const old = form.closest(".entry-tools");
      const fresh = part.querySelector(".entry-tools");
      fresh.id = "";
      old.replaceWith(fresh);
      narrow(fresh, old.dataset.shown ?? "");
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

// handing an entry on: by the device's own sheet, by its address, or on paper
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
