// A picture in an entry opens large; arrows go through all of that entry.
import { all, make, say } from "./page.js";

document.addEventListener("click", (event) => {
  const picture = event.target.closest(".article .text img");
  if (!picture || picture.closest("a[href]") || picture.naturalWidth < 200) return;
  const gallery = all(".text img", picture.closest(".article")).filter((one) => one.naturalWidth >= 200);
  let at = gallery.indexOf(picture);
  const shown = make("img", { alt: picture.alt });
  const caption = make("p", {});
  const show = (by) => {
    at = (at + by + gallery.length) % gallery.length;
    shown.src = gallery[at].currentSrc || gallery[at].src;
    shown.alt = gallery[at].alt;
    caption.textContent = gallery[at].closest("figure")?.querySelector("figcaption")?.textContent ?? gallery[at].alt;
  };
  const box = make("dialog", { class: "picture", "aria-label": picture.alt || say("picture") }, shown, caption);
  box.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  box.addEventListener("keydown", (press) => {
    if (press.key === "ArrowRight" || press.key === "ArrowLeft") show(press.key === "ArrowRight" ? 1 : -1);
  });
  show(0);
  document.body.append(box);
  box.showModal();
});
