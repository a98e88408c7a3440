"use strict";
// The page works without this; it keeps the page fresh and finds rows.
(() => {
  const ask = async (address) => {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const every = (milliseconds, work) => {
    const again = async () => {
      try { await work(); } catch (error) { /* the program may have been closed */ }
      setTimeout(again, milliseconds);
    };
    setTimeout(again, milliseconds);
  };

  // The program goes on as long as a page says that it is open; when it answers no more, the page
  // says so. A page that holds a lock is not put to sleep by the browser.
  const ended = document.querySelector("[data-het]");
  let unheard = 0;
  every(15000, async () => {
    try { await ask("/con-mo"); unheard = 0; } catch (error) { unheard += 1; }
    if (ended) ended.hidden = unheard < 2;
  });
  if (navigator.locks) navigator.locks.request("cua-so", { mode: "shared" }, () => new Promise(() => {}));

  // Whoever writes must not lose it.
  let touched = false;
  document.addEventListener("input", (event) => {
    if (event.target.form) touched = true;
  });

  // The folder has been read again.
  const body = document.body;
  const watched = body.dataset.trangThai;
  const job = document.querySelector("[data-viec]");
  if (watched && !job) {
    every(1500, async () => {
      const now = await ask(watched);
      const far = document.querySelector("[data-dang-doc]");
      if (far && now["den-dau"] && far.textContent !== now["den-dau"]) far.textContent = now["den-dau"];
      if (now.ban !== body.dataset.ban && !now["dang-doc"] && !touched) location.reload();
    });
  }

  // How far a command is.
  if (job) {
    const bar = job.querySelector("progress");
    const words = job.querySelector("[data-viec-loi]");
    every(400, async () => {
      const now = await ask(job.dataset.viec);
      if (now.xong) { location.reload(); return; }
      bar.max = now.tong;
      bar.value = now.den;
      if (words.textContent !== now.loi) words.textContent = now.loi;
    });
  }

  // A list of units is read from a file: the program reads it, the form shows what it found.
  const list = document.querySelector("[data-danh-sach]");
  if (list) {
    const said = document.getElementById(list.dataset.danhSach);
    const read = async (file) => {
      const form = list.form;
      const asked = new URLSearchParams({ ten: file.name, bo: form.elements.bo.value, the: crypto.randomUUID() });
      try {
        const answer = await fetch("/don-vi?" + asked, { method: "POST", body: file, credentials: "same-origin" });
        const found = await answer.json();
        said.textContent = found.loi || `Đã đọc ${found.so} đơn vị từ ${file.name}.`;
        if (!found.loi) { form.elements["don-vi"].value = found.dong; touched = true; }
      } catch (error) {
        said.textContent = `Không đọc được ${file.name}.`;
      }
    };
    list.addEventListener("change", () => { if (list.files[0]) read(list.files[0]); });
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files[0]) read(event.dataTransfer.files[0]);
    });
  }

  // A second click on the way does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // Loading the page again now would take the click back.
    touched = true;
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      touched = false;
    });
  });

  // Rows that are looked for, with or without marks.
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  const filter = (table) => {
    const text = document.querySelector(`[data-loc="${table.id}"]`);
    const kind = document.querySelector(`[data-loc-theo="${table.id}"]`);
    const wanted = plain(text ? text.value : "");
    for (const row of table.tBodies[0].rows) {
      const named = plain(row.cells[0].textContent).includes(wanted);
      const kinds = (row.dataset.loai || "").split(" ");
      row.hidden = !(named && (!kind || !kind.value || kinds.includes(kind.value)));
    }
  };
  for (const control of document.querySelectorAll("[data-loc], [data-loc-theo]")) {
    const table = document.getElementById(control.dataset.loc || control.dataset.locTheo);
    control.addEventListener("input", () => filter(table));
  }
})();
