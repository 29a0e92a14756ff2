// A picture in an entry opens large; arrows go through all of that entry.
import { all, make, say } from "./page.js";

document.addEventListener("click", (event) => {
  const picture = event.target.closest?.(".article .text img");
  if (!picture || picture.closest("a[href]") || picture.naturalWidth < 200) return;
  const gallery = all(".text img", picture.closest(".article")).filter((one) => one.naturalWidth >= 200);
  let at = gallery.indexOf(picture);
  let box = null;
  const shown = make("img", { alt: picture.alt });
  const caption = make("p", {});
  const show = (by) => {
    at = (at + by + gallery.length) % gallery.length;
    shown.src = gallery[at].currentSrc || gallery[at].src;
    shown.alt = gallery[at].alt;
    box?.classList.remove("whole");
    caption.textContent = gallery[at].closest("figure")?.querySelector("figcaption")?.textContent ?? gallery[at].alt;
  };
  box = make("dialog", { class: "picture", "aria-label": picture.alt || say("picture") }, shown, caption);
  const turn = (by, name, sign) => make("button", { type: "button", class: `turn ${name}`, "aria-label": say(name), onclick: (press) => { press.stopPropagation(); show(by); } }, sign);
  if (gallery.length > 1) box.append(turn(-1, "picture-before", "‹"), turn(1, "picture-after", "›"));
  shown.addEventListener("click", (press) => {
    if (shown.naturalWidth <= shown.clientWidth) return;
    press.stopPropagation();
    box.classList.toggle("whole");
  });
  box.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  box.addEventListener("keydown", (press) => {
    if (press.key === "ArrowRight" || press.key === "ArrowLeft") show(press.key === "ArrowRight" ? 1 : -1);
    else if (press.key === "Enter" || press.key === " ") box.close();
  });
  show(0);
  document.body.append(box);
  box.showModal();
});
