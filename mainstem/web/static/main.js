// The pages work without any of this; scripts make them quicker to the hand.
import "./footnotes.js";
import "./entries.js";
import "./passing.js";
import "./days.js";
import "./paging.js";
import "./menus.js";
import "./live.js";
import "./keys.js";
import "./touch.js";
import "./player.js";
import "./pictures.js";
import "./forms.js";
import "./tools.js";
import "./panel.js";
import "./suggest.js";

if (document.querySelector("[data-preview]")) import("./preview.js");
document.documentElement.classList.add("scripted");
