// What pages for managing need besides: order by hand, the recipe's page, searches in words, long work watched.
import "./order.js";
import "./kitchen.js";
import "./writing.js";
import "./progress.js";

const here = document.querySelector(".places [aria-current]");
if (here && innerWidth < 1024) here.closest(".places").scrollLeft = here.offsetLeft - 60;
