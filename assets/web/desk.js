// The desk works without this file. It adds one thing: a slip scanned anywhere on the page goes into the search field,
// because a scanner types, and nobody should have to click first.
"use strict";

const search = document.getElementById("cari");

if (search) {
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest("input, textarea, select, button, a, summary");
    const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!inField && typed) {
      search.value = "";
      search.focus();
    }
  });
}
