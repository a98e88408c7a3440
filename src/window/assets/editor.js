"use strict";
// The text is checked while one types; a problem leads to its line.
(() => {
  const form = document.querySelector("[data-soan]");
  if (!form) return;
  const text = form.querySelector("textarea");
  const found = form.querySelector("[data-soan-loi]");
  const secret = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  let waiting = 0, asked = 0, changed = false;
  const check = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.soan + "&the=" + secret(), {
        method: "POST", body: text.value, credentials: "same-origin", headers: { "Content-Type": "text/plain" },
      });
      if (!answer.ok) return;
      const { loi } = await answer.json();
      // A later answer may be there already.
      if (mine === asked && found.innerHTML !== loi) found.innerHTML = loi;
    } catch (error) { /* the program may have been closed; the page says so */ }
  };
  text.addEventListener("input", () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(check, 400);
  });
  found.addEventListener("click", (event) => {
    const line = Number(event.target.dataset.dong);
    if (!line) return;
    const lines = text.value.split("\n");
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(from, from + (lines[line - 1] || "").length);
    text.scrollTop = Math.max(0, line - 6) * (text.scrollHeight / lines.length);
  });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
