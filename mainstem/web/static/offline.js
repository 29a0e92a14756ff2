// What is unread or starred is kept for reading without a network, once the page has come to rest.
async function keep() {
  if (navigator.connection?.saveData || !navigator.onLine) return;
  const registration = await navigator.serviceWorker.ready;
  const answer = await fetch("/offline/list", { headers: { accept: "application/json" } });
  if (answer.ok) registration.active.postMessage({ keep: await answer.json() });
}

if ("serviceWorker" in navigator && document.body.dataset.words) {
  addEventListener("load", async () => {
    await navigator.serviceWorker.register("/service.js");
    if (document.body.dataset.stream) setTimeout(() => keep().catch(() => {}), 3000);
  });
}
