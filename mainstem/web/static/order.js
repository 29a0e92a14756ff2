// Order by hand: things are dragged by their handles, with the pointer or with the arrow keys, within a list and
// between lists of one family. The server is told what was moved, where to, and the new order.
import { all, send } from "./page.js";
import { toast } from "./toast.js";
import { say } from "./page.js";

const lists = (family) => all(`[data-order][data-family="${family}"]`);
const things = (list) => [...list.children].filter((one) => one.dataset.id);

async function tell(list, thing, from) {
  const fields = { list: list.dataset.list || "", from: from.dataset.list || "", moved: thing.dataset.id, ids: things(list).map((one) => one.dataset.id).join(",") };
  const answer = await send(list.dataset.order, fields).catch(() => null);
  const said = answer?.ok ? null : await answer?.json().catch(() => null);
  toast(answer?.ok ? say("saved") : said?.error || say("not-done"), { lasts: 2500 });
}

function put(thing, list, before) {
  list.insertBefore(thing, before || null);
}

function drag(event, handle) {
  const thing = handle.closest("[data-id]"), from = thing.parentElement;
  const family = from.dataset.family;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  thing.classList.add("moving");
  const first = thing.nextElementSibling;
  const move = ({ clientX, clientY }) => {
    const under = document.elementsFromPoint(clientX, clientY);
    const list = under.map((one) => one.closest?.("[data-order]")).find((one) => one && lists(family).includes(one) && !thing.contains(one));
    if (!list) return;
    const after = things(list).filter((one) => one !== thing).find((one) => {
      const { top, height } = one.getBoundingClientRect();
      return clientY < top + height / 2;
    });
    put(thing, list, after);
    if (clientY < 80) scrollBy(0, -12);
    if (clientY > innerHeight - 60) scrollBy(0, 12);
  };
  const end = () => {
    handle.removeEventListener("pointermove", move);
    thing.classList.remove("moving");
    const list = thing.parentElement;
    if (list !== from || thing.nextElementSibling !== first) tell(list, thing, from);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", end, { once: true });
}

let waiting;
function step(event, handle) {
  const thing = handle.closest("[data-id]"), list = thing.parentElement;
  const family = lists(list.dataset.family);
  const isTurned = document.documentElement.dir === "rtl";
  const side = { ArrowLeft: isTurned ? 1 : -1, ArrowRight: isTurned ? -1 : 1 }[event.key];
  let from = list;
  if (event.key === "ArrowUp" && thing.previousElementSibling?.dataset.id) put(thing, list, thing.previousElementSibling);
  else if (event.key === "ArrowDown" && thing.nextElementSibling) put(thing, list, thing.nextElementSibling.nextElementSibling);
  else if (side && family[family.indexOf(list) + side]) {
    put(thing, family[family.indexOf(list) + side], null);
  } else return;
  event.preventDefault();
  event.stopPropagation();
  handle.focus();
  thing.scrollIntoView({ block: "nearest" });
  clearTimeout(waiting);
  if (thing.parentElement !== list) tell(thing.parentElement, thing, from);
  else waiting = setTimeout(() => tell(list, thing, from), 500);
}

for (const list of all("[data-order]")) {
  if (list.dataset.furnished) continue;
  list.dataset.furnished = "";
  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    if (handle?.closest("[data-order]") === list && event.button === 0) drag(event, handle);
  });
  list.addEventListener("keydown", (event) => {
    const handle = event.target.closest(".handle");
    if (handle?.closest("[data-order]") === list) step(event, handle);
  });
}
