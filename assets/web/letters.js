// The page works without this file: the sheet beside the form then shows what was saved. With it the sheet follows every key,
// marks what still waits to be filled in, and asks before what was typed is lost.
"use strict";

const form = document.getElementById("isian");
const shown = new Map([...document.querySelectorAll("[data-shows]")].map((place) => [place.dataset.shows, place]));
const BLANK = "…………";
let changed = false;

const mark = (place) => place.classList.toggle("waits", place.textContent.includes(BLANK));

const follow = (field) => {
  const place = shown.get(field.dataset.fills);
  field.classList.toggle("blank", field.value.includes(BLANK));
  if (!place) return;
  place.textContent = field.value;
  mark(place);
  // A line without a value is not printed.
  if (place.tagName === "DD") place.parentElement.hidden = !field.value.trim();
};

for (const place of shown.values()) mark(place);
// Whoever types before this file is here, or comes back to a page that the browser kept, is followed too.
for (const field of form.querySelectorAll("[data-fills]")) {
  follow(field);
  changed ||= field.value !== field.defaultValue;
}

form.addEventListener("input", (event) => {
  changed = true;
  if (event.target.dataset.fills) follow(event.target);
});
form.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
