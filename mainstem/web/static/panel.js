// Settings of a feed slide in beside the stream, and go away again without having left it.
import { make, say } from "./page.js";
import { toast } from "./toast.js";

const state = (form) => new URLSearchParams(new FormData(form)).toString();

async function load(address, options) {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  if (!main || answer.url.includes("/sign-in")) throw new Error(`${answer.status}`);
  main.removeAttribute("id");
  for (const sheet of page.querySelectorAll("link[rel=stylesheet]")) {
    if (!document.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(sheet);
  }
  return { answer, main };
}

async function open(link) {
  const { main } = await load(link.href);
  const box = make("dialog", { class: "panel", "aria-label": link.title });
  const close = make("button", { class: "close", type: "button", "aria-label": say("close") }, "❌");
  let first = new Map();
  let isSaved = false;
  const fill = (content) => {
    box.replaceChildren(close, content);
    first = new Map([...box.querySelectorAll("form[data-guard]")].map((form) => [form, state(form)]));
  };
  const isChanged = () => [...first].some(([form, before]) => state(form) !== before);
  const leave = () => { if (!isChanged() || confirm(say("leave"))) box.close(); };
  close.addEventListener("click", leave);
  box.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  box.addEventListener("click", (event) => event.target === box && leave());
  box.addEventListener("close", () => {
    box.remove();
    if (isSaved) location.reload();
    else link.focus();
  });
  box.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || event.target.getAttribute("method") !== "post") return;
    event.preventDefault();
    event.stopPropagation();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    const { answer, main: next } = await load(event.target.getAttribute("action"), { method: "POST", body }).catch(() => ({}));
    if (!next) return toast(say("not-done"));
    if (answer.redirected && !answer.url.includes("/feed/")) return void (location.href = answer.url);
    isSaved ||= answer.ok;
    fill(next);
    box.scrollTop = 0;
  });
  fill(main);
  document.body.append(box);
  box.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-panel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link).catch(() => { location.href = link.href; });
});
