// Windows over the page: go to anything (Ctrl-K), and the sheet with all keys (?).
import { make, say } from "./page.js";

let places;

function dialog(name, ...children) {
  const box = make("dialog", { class: `card ${name}` }, ...children);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

export async function help() {
  const answer = await fetch("/keys?part=sheet");
  if (!answer.ok) return;
  const box = dialog("sheet-of-keys");
  box.setAttribute("aria-labelledby", "sheet-title");
  box.innerHTML = await answer.text();
  box.prepend(make("button", { class: "close", type: "button", "aria-label": say("close"), onclick: () => box.close() }, "❌"));
}

// every letter in order; nearer together and nearer to a word's beginning is better
function score(name, wanted) {
  let at = -1;
  let sum = 0;
  for (const letter of wanted) {
    const next = name.indexOf(letter, at + 1);
    if (next < 0) return -1;
    sum += (next === at + 1 ? 0 : 2) + (next && name[next - 1] !== " " ? 1 : 0) + (next - at) / 20;
    at = next;
  }
  return sum + name.length / 100;
}

export async function open() {
  places ??= fetch("/palette", { headers: { accept: "application/json" } }).then((answer) => answer.json());
  const field = make("input", { type: "search", "aria-label": say("go-to"), placeholder: say("go-to"), role: "combobox", "aria-expanded": "true", "aria-controls": "places", "aria-autocomplete": "list" });
  const list = make("ul", { role: "listbox", id: "places", "aria-label": say("go-to") });
  const box = dialog("palette", field, list);
  const known = await places;
  let chosen = 0;
  const go = async (address) => {
    box.close();
    if (address.startsWith("do:")) (await import("./keys.js")).commands[address.slice(3)]();
    else location.href = address;
  };

  const choose = (at) => {
    const shown = [...list.children];
    chosen = Math.max(0, Math.min(at, shown.length - 1));
    shown.forEach((one, place) => one.setAttribute("aria-selected", place === chosen));
    if (shown[chosen]) {
      field.setAttribute("aria-activedescendant", shown[chosen].id);
      shown[chosen].scrollIntoView({ block: "nearest" });
    }
  };
  const show = () => {
    const wanted = field.value.toLowerCase().replace(/\s+/g, "");
    const found = known.map((one) => [score(one[0].toLowerCase(), wanted), one]).filter(([points]) => points >= 0);
    found.sort((one, other) => one[0] - other[0]);
    list.replaceChildren(...found.slice(0, 40).map(([, [name, address, kind]], place) =>
      make("li", { role: "option", id: `place-${place}`, "data-address": address, onclick: () => go(address) },
        make("span", { dir: "auto" }, name), make("small", {}, kind))));
    choose(0);
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") go(list.children[chosen]?.dataset.address ?? `/search?q=${encodeURIComponent(field.value)}`);
    else return;
    event.preventDefault();
  });
  show();
  field.focus();
}
