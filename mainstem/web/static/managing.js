// What pages for managing need besides: order by hand, the recipe's page, progress that is looked after.
import "./order.js";
import "./kitchen.js";
import "./progress.js";

document.querySelector(".places [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
