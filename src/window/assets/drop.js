"use strict";
// Files that are dropped or chosen: shown with what they are, then taken in.
(() => {
  const area = document.querySelector("[data-tha]");
  if (!area) return;
  const chooser = area.querySelector("input[type=file]");
  const button = area.querySelector("button");
  const said = document.querySelector("[data-tha-loi]");
  const secret = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  let files = [];
  // Whose proof a file is, where that was asked and answered.
  let whose = new Map();
  const send = async (what) => {
    const list = new TextEncoder().encode(JSON.stringify(files.map((file) => ({ ten: file.name, dai: file.size, ...whose.get(file) }))));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, list.length);
    const answer = await fetch(area.dataset.tha + what + "?the=" + secret(), {
      method: "POST", body: new Blob([length, list, ...files]), credentials: "same-origin",
      headers: { "Content-Type": "application/octet-stream" },
    });
    if (answer.status === 413) throw new Error("Các tệp lớn hơn mức nhận một lần (512 MB). Chia ra thả nhiều lần.");
    if (!answer.ok) throw new Error("Chương trình không nhận được tệp. Tải lại trang rồi thả lại.");
    return answer.json();
  };
  const tell = async (what, words) => {
    button.hidden = true;
    said.textContent = words;
    try {
      const { loi, chep } = await send(what);
      said.innerHTML = loi;
      return chep;
    } catch (error) {
      const gone = "Không đọc được tệp: tệp đang mở ở chương trình khác, đã chuyển đi, hoặc chương trình này đã đóng.";
      said.textContent = error instanceof TypeError || error instanceof DOMException ? gone : error.message;
      return 0;
    }
  };
  const see = async () => {
    const copies = await tell("xem", "Đang xem " + files.length + " tệp…");
    button.hidden = !copies;
    button.textContent = "Nhận " + copies + " tệp";
    return copies;
  };
  const look = async (dropped) => {
    if (!dropped.length) return;
    files = [...dropped];
    whose = new Map();
    // What is shown stays until one goes elsewhere.
    chooser.dispatchEvent(new Event("input", { bubbles: true }));
    if (await see()) button.focus();
  };
  said.addEventListener("change", async (event) => {
    const { cua, tieuChi } = event.target.dataset;
    const file = files[Number(cua ?? tieuChi)];
    if (!file) return;
    // Another unit may be judged by other criteria.
    if (cua !== undefined) whose.set(file, { cua: event.target.value });
    else whose.set(file, { ...whose.get(file), "tieu-chi": event.target.value });
    await see();
    const here = cua !== undefined ? `[data-cua="${cua}"]` : `[data-tieu-chi="${tieuChi}"]`;
    said.querySelector(here)?.focus();
  });
  chooser.addEventListener("change", () => look(chooser.files));
  button.addEventListener("click", async () => {
    await tell("nhan", "Đang chép " + files.length + " tệp…");
    files = [];
    chooser.value = "";
  });
  // A file that misses the area must not take the page away.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  area.addEventListener("dragover", () => area.classList.add("over"));
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    area.classList.remove("over");
    look(event.dataTransfer.files);
  });
})();
