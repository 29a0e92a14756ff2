// Short notices with, at most, one thing to do about them.
import { make, settings } from "./page.js";

const place = document.querySelector(".toasts");

export function toast(text, { action, label, lasts = 1000 * (settings.noticeSeconds ?? 6) } = {}) {
  const note = make("div", { class: "toast card" }, make("p", {}, text));
  const close = () => note.remove();
  if (action) note.append(make("button", { class: "link", type: "button", onclick: () => { close(); action(); } }, label));
  let timer = setTimeout(close, lasts);
  note.addEventListener("pointerenter", () => clearTimeout(timer));
  note.addEventListener("pointerleave", () => { timer = setTimeout(close, 3000); });
  place?.replaceChildren(note);
  return close;
}

// what the server put there goes like any other
for (const note of place?.querySelectorAll(".toast") ?? []) setTimeout(() => note.remove(), 2000 * (settings.noticeSeconds ?? 6));
