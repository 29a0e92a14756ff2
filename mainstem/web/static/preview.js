// The text on the page "Text and style" follows what is chosen there, before it is saved.
const form = document.querySelector("[data-preview]");
const [widths, leadings] = JSON.parse(form.dataset.preview);
const sample = form.querySelector(".preview");

function show() {
  const { text_size, text_width, text_spacing, text_font, hyphenate, justify } = form.elements;
  const set = (name, value) => sample.style.setProperty(name, value);
  set("--text-scale", text_size.value / 100 || 1);
  set("--text-width", widths[text_width.value]);
  set("--text-leading", leadings[text_spacing.value]);
  if (text_font.value === "theme") sample.style.removeProperty("--text-font");
  else set("--text-font", `var(--${text_font.value})`);
  const text = sample.querySelector(".text");
  text.style.hyphens = hyphenate.checked ? "auto" : "manual";
  text.style.textAlign = justify.checked ? "justify" : "start";
}

form.addEventListener("input", show);
