// Marks are kept in the browser until the server has them: in order, through a lost connection, a closed page
// and a restart. One tab sends at a time. Sending twice does no harm, so that nothing needs to be certain.
import { send, say } from "./page.js";
import { toast } from "./toast.js";

const LATER = 800;
let unsent = [];
let timer = 0;
let pause = 2000;
let opened;

function store(mode, work) {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("mainstem-marks", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("marks", { autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened.then((database) => new Promise((done, failed) => {
    const transaction = database.transaction("marks", mode);
    const asked = work(transaction.objectStore("marks"));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onerror = () => failed(transaction.error);
  }));
}

export function mark(action, ids) {
  if (!ids.length) return;
  const one = `${action}:${ids.join(",")}`;
  unsent.push(one);
  store("readwrite", (marks) => marks.add(one)).catch(() => {});
  clearTimeout(timer);
  timer = setTimeout(flush, LATER);
}

async function kept() {
  try {
    const [keys, values] = await Promise.all([
      store("readonly", (marks) => marks.getAllKeys(undefined, 500)),
      store("readonly", (marks) => marks.getAll(undefined, 500)),
    ]);
    return { keys, values: values.slice(0, keys.length) };
  } catch {
    return { keys: [], values: unsent }; // no storage in this browser's mode
  }
}

async function sendKept() {
  const { keys, values } = await kept();
  if (!values.length) return;
  const answer = await send("/mark", values.map((one) => ["do", one]), { keepalive: values.length < 500 });
  if (answer.status === 401) return toast(say("signed-out"), { label: say("sign-in"), action: () => location.reload() });
  if (answer.status >= 500 || answer.status === 429) throw new Error(`${answer.status}`);
  if (!answer.ok) toast(say("not-marked"));
  unsent = unsent.filter((one) => !values.includes(one));
  pause = 2000;
  if (keys.length) await store("readwrite", (marks) => marks.delete(IDBKeyRange.bound(keys[0], keys.at(-1))));
  if (keys.length === 500) await sendKept();
}

export async function flush() {
  clearTimeout(timer);
  try {
    await (navigator.locks ? navigator.locks.request("mainstem-marks", sendKept) : sendKept());
  } catch {
    timer = setTimeout(flush, pause);
    pause = Math.min(pause * 2, 60000);
  }
}

addEventListener("online", flush);
addEventListener("pagehide", () => {
  if (unsent.length) navigator.sendBeacon("/mark", new URLSearchParams(unsent.map((one) => ["do", one])));
});
flush();
