
// What the page has in the window alone: from a criterion on to the cells of its figures.
document.addEventListener("toggle", (event) => {
  const fold = event.target;
  const at = /^#don-vi=(\d+)-(\d+)/.exec(decodeURIComponent(location.hash));
  if (!fold.open || !at || fold.querySelector("[data-nguon]")) return;
  const code = fold.querySelector("summary").textContent.split(" ")[0];
  const way = document.createElement("a");
  way.textContent = "Mở tệp và ô nguồn của tiêu chí " + code;
  way.dataset.nguon = "";
  way.href = document.body.dataset.viSao + "?khoi=" + at[1] + "&don-vi=" + at[2] + "&ma=" + encodeURIComponent(code);
  const line = document.createElement("p");
  line.append(way);
  fold.append(line);
}, true);
