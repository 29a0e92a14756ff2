// What can be done with a line, as a list: after a long press, or by its key.
import { entries, make, say } from "./page.js";
import { open, readAll, setCurrent, setRead, setStarred } from "./entries.js";
import { openTools } from "./tools.js";

export function show(entry) {
  setCurrent(entry);
  const box = make("dialog", { class: "card acts-on", "aria-label": entry.querySelector(".title, h2")?.textContent ?? "" });
  const tool = (name) => () => { open(entry); openTools(entry, name); };
  const isUnread = entry.classList.contains("unread");
  const isStarred = entry.classList.contains("starred");
  const all = entries();
  const acts = [
    [say(isUnread ? "read" : "unread"), () => setRead(entry, isUnread, true)],
    [say(isStarred ? "unstar" : "star"), () => setStarred(entry, !isStarred)],
    [say("above"), () => readAll(all.slice(0, all.indexOf(entry) + 1))],
    [say("below"), () => readAll(all.slice(all.indexOf(entry)))],
    [say("label"), tool("label")],
    [say("later"), tool("later")],
    [say("share"), tool("share")],
    [say("site"), () => entry.querySelector("a.go, a.out")?.click()],
  ];
  for (const [name, act] of acts) box.append(make("button", { type: "button", onclick: () => { box.close(); act(); } }, name));
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
}
