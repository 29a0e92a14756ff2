// How the word at the cursor of a search could go on, as one types; chosen with the arrows and Enter, or a click.
import { all, make } from "./page.js";

let asking;

function furnish(field) {
  const list = make("ul", { class: "suggestions card", role: "listbox", id: `${field.id || "find"}-list`, hidden: "" });
  const set = (name, value) => field.setAttribute(name, value);
  set("role", "combobox"); set("aria-autocomplete", "list"); set("aria-controls", list.id); set("aria-expanded", "false");
  field.after(list);
  let chosen = -1;
  const hide = () => { list.hidden = true; chosen = -1; set("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const take = ({ text, start, end }) => {
    field.setRangeText(`${text} `, Number(start), Number(end), "end");
    hide();
    field.focus();
  };
  const show = (found) => {
    list.replaceChildren(...found.map(([text, start, end], place) =>
      make("li", { role: "option", id: `${list.id}-${place}`, dir: "auto", "data-text": text, "data-start": start, "data-end": end, onclick: (event) => take(event.currentTarget.dataset) }, text)));
    list.hidden = !found.length;
    set("aria-expanded", String(!!found.length));
    chosen = -1;
  };
  field.addEventListener("input", () => {
    clearTimeout(asking);
    if (!field.value.trim()) return hide();
    asking = setTimeout(async () => {
      const asked = new URLSearchParams({ q: field.value, at: field.selectionStart });
      const answer = await fetch(`/search/suggest?${asked}`, { headers: { accept: "application/json" } }).catch(() => null);
      if (answer?.ok && document.activeElement === field) show((await answer.json()).filter(([text, start, end]) => field.value.slice(start, end) !== text));
    }, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const options = [...list.children];
    if (event.key === "Escape") hide();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((one, place) => one.setAttribute("aria-selected", place === chosen));
      set("aria-activedescendant", options[chosen].id);
    } else if (event.key === "Enter" && chosen >= 0) take(options[chosen].dataset);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => setTimeout(hide, 200));
}

all("[data-suggest]").forEach(furnish);
