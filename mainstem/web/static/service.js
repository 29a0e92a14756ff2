// The part that lives on when the network does not: keeps the shell, the streams that were seen, unread and
// starred entries with their pictures. Marks are not its business: they wait in the page's own queue.
// the server writes before this: const VERSION, ASSETS, OFFLINE
const SHELL = `shell-${VERSION}`;
const PAGES = "pages";
const PICTURES = "pictures";
const MOST_PAGES = 400;
const MOST_PICTURES = 120;
const PATIENCE = 5000;
const BUDGET = 400_000_000; // bytes, as the browser counts them

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...ASSETS, OFFLINE])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("shell-") && name !== SHELL;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// a notice that is pressed leads to the page that is open already, or opens one
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: "window" }).then(([open]) => (open ? open.focus() : self.clients.openWindow("/"))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== location.origin) {
    if (request.destination === "image") event.respondWith(caches.match(request.url).then((kept) => kept ?? fetch(request)));
  } else if (url.pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (url.pathname.startsWith("/icon/") || url.pathname.startsWith("/style/")) event.respondWith(iconOf(request));
  else if (request.mode === "navigate" || url.pathname.startsWith("/entry/")) event.respondWith(fresh(event));
});

async function iconOf(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(PICTURES)).put(request, answer.clone());
  return answer;
}

// from the network while it answers, else as it was seen last
async function fresh(event) {
  const { request } = event;
  const aborting = new AbortController();
  const timer = setTimeout(() => aborting.abort(), PATIENCE);
  try {
    const answer = await fetch(request, request.mode === "navigate" ? undefined : { signal: aborting.signal });
    if (answer.ok && !answer.redirected && isKept(new URL(request.url))) {
      const copy = answer.clone();
      event.waitUntil(caches.open(PAGES).then((cache) => cache.put(request.url, copy)).then(() => shrink(PAGES, MOST_PAGES)));
    }
    return answer;
  } catch {
    const path = new URL(request.url).pathname;
    return (await caches.match(request.url)) ?? (await caches.match(path)) ?? (path === "/" ? undefined : await caches.match("/")) ?? caches.match(OFFLINE);
  } finally {
    clearTimeout(timer);
  }
}

const isKept = ({ pathname }) => pathname === "/" || pathname.startsWith("/stream/") || pathname.startsWith("/entry/");

async function shrink(name, most) {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

// a page that is looked at tells what is worth keeping for later
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});

// half of what the browser gives, and no more than the budget: the queue of marks lives from the same store
async function isFull() {
  const { usage = 0, quota = Infinity } = (await navigator.storage?.estimate?.()) ?? {};
  return usage > Math.min(BUDGET, quota / 2);
}

async function keep({ texts, pictures }) {
  const pages = await caches.open(PAGES);
  for (const address of texts) {
    if (await pages.match(address)) continue;
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok && !answer.redirected) await pages.put(address, answer);
  }
  await shrink(PAGES, MOST_PAGES);
  const cache = await caches.open(PICTURES);
  for (const address of pictures.slice(0, MOST_PICTURES)) {
    if (await cache.match(address)) continue;
    if (await isFull()) break;
    const asked = (mode) => fetch(address, { mode, credentials: "omit", referrerPolicy: "no-referrer" }).catch(() => null);
    const answer = (await asked("cors")) ?? (await asked("no-cors")); // an answer that may not be looked into counts as megabytes
    if (answer && (answer.ok || answer.type === "opaque")) await cache.put(address, answer);
  }
  await shrink(PICTURES, MOST_PICTURES);
}
