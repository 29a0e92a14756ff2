// Making a recipe: what it finds is shown as one types; elements are pointed at by pointer or by keys.
import { send } from "./page.js";
import { toast } from "./toast.js";

const form = document.querySelector("[data-kitchen]");
if (form) furnish(document.querySelector("[data-stage]"), document.querySelector("[data-picking]"));

function furnish(frame, notice) {
  let wanted = "", current = null, asking;
  const field = (name) => form.elements.namedItem(name);
  const inside = () => frame.contentDocument;

  const mark = (node) => {
    current?.classList.remove("pointed");
    current = node;
    node?.classList.add("pointed");
  };

  const end = () => {
    form.querySelector("[aria-pressed=true]")?.setAttribute("aria-pressed", "false");
    mark(null);
    notice.hidden = true;
    const back = wanted;
    wanted = "";
    return back;
  };

  const begin = (button) => {
    const name = button.dataset.pick;
    if (end() === name) return;
    wanted = name;
    button.setAttribute("aria-pressed", "true");
    notice.textContent = `${form.querySelector(`label[for=f-${name}]`).textContent}: ${form.querySelector(`#d-${name}`).textContent}`;
    notice.hidden = false;
    mark(inside().querySelector("[data-hit]") || inside().body.firstElementChild);
    frame.scrollIntoView({ block: "center" });
    frame.contentWindow.focus();
  };

  const renew = () => {
    clearTimeout(asking);
    asking = setTimeout(async () => {
      const answer = await send("/recipes/outcome", new FormData(form)).catch(() => null);
      if (answer?.ok) document.querySelector("[data-outcome]").innerHTML = (await answer.json()).html;
    }, 300);
  };

  const stage = () => {
    const asked = new URLSearchParams({ url: field("page").value, item: field("item").value });
    frame.src = `/recipes/stage?${asked}`;
  };

  const take = async () => {
    if (!wanted || !current) return;
    const name = wanted;
    const fields = new FormData(form);
    fields.set("field", name);
    fields.set("n", current.dataset.n);
    const answer = await send("/recipes/point", fields).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (!answer?.ok) return said && toast(said.error);
    field(name).value = said.expression;
    end();
    renew();
    if (name === "item") stage();
    field(name).focus();
  };

  const step = { ArrowUp: (node) => node.parentElement, ArrowDown: (node) => node.firstElementChild, ArrowLeft: (node) => node.previousElementSibling, ArrowRight: (node) => node.nextElementSibling };

  const watch = () => {
    const page = inside();
    page.addEventListener("pointerover", (event) => { if (wanted) mark(event.target.closest("[data-n]")); });
    page.addEventListener("click", (event) => {
      event.preventDefault();
      if (!wanted) return;
      mark(event.target.closest("[data-n]"));
      take();
    });
    page.addEventListener("keydown", (event) => {
      if (event.key === "Escape") field(end() || "item").focus();
      else if (event.key === "Enter") take();
      else if (step[event.key] && wanted && current) {
        const next = step[event.key](current);
        if (next?.dataset.n && next !== page.body) mark(next);
        current.scrollIntoView({ block: "nearest" });
      } else return;
      event.preventDefault();
    });
  };

  frame.addEventListener("load", watch);
  if (inside()?.readyState === "complete") watch();
  form.addEventListener("click", (event) => { const button = event.target.closest("[data-pick]"); if (button) begin(button); });
  form.addEventListener("input", renew);
  field("item").addEventListener("change", stage);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && wanted) field(end()).focus(); });
}
