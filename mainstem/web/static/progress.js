// Long work is looked after: how far it has come, until it is over.
const place = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(place.dataset.progress || "/import/progress", { headers: { accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return setTimeout(look, 5000);
  const { html, isOver } = await answer.json();
  place.innerHTML = html;
  if (!isOver) setTimeout(look, 1000);
}

if (place?.querySelector("[data-running]")) setTimeout(look, 1000);
