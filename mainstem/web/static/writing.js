// The form of a search shows the expression that it writes.
const form = document.querySelector("[data-writing]");
let asking;

form?.addEventListener("input", () => {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const answer = await fetch(`/search/expression?${new URLSearchParams(new FormData(form))}`, { headers: { accept: "application/json" } }).catch(() => null);
    if (answer?.ok) form.querySelector("[data-written]").textContent = (await answer.json()).expression || "–";
  }, 150);
});
