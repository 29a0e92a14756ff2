// What pages for managing need besides: order by hand, the recipe's page, searches in words, long work watched.
import "./order.js";
import "./kitchen.js";
import "./writing.js";
import "./progress.js";

const here = document.querySelector(".places [aria-current]");
if (here && innerWidth < 1024) here.closest(".places").scrollLeft = here.offsetLeft - 60;

// of what goes with an action, only that which the chosen one needs
const action = document.querySelector(".bulk [name=action]");
const needs = () => document.querySelectorAll(".bulk [data-for]").forEach((one) => { one.hidden = !one.dataset.for.split(" ").includes(action.value); });
if (action) { action.addEventListener("change", needs); needs(); }
