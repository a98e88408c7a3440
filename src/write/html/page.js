"use strict";
(() => {
  const data = JSON.parse(document.getElementById("du-lieu").textContent);
  const byId = (id) => document.getElementById(id);
  const fold = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const shown = (number, places) =>
    number === null || number === undefined ? "–" : number.toFixed(places).replace("-", "−").replace(".", ",");
  const make = (name, text, options) => {
    const element = document.createElement(name);
    if (text !== undefined && text !== null) element.textContent = text;
    Object.assign(element, options || {});
    return element;
  };
  const svg = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const MOST = 4;
  // Lines and marks that can be told apart in greyscale.
  const LOOKS = [
    { color: "#123f8c", dash: "", mark: "●" },
    { color: "#b4480f", dash: "10 5", mark: "■" },
    { color: "#2e6b34", dash: "2 4", mark: "▲" },
    { color: "#5b2a86", dash: "12 4 2 4", mark: "◆" },
  ];

  // --- parts about units, unpacked when they are asked for
  const parts = new Map();
  const part = (block, unit) => {
    const key = block + "-" + unit;
    if (!parts.has(key)) {
      const bytes = Uint8Array.from(atob(data.parts[block][unit]), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      parts.set(key, new Response(stream).json());
    }
    return parts.get(key);
  };

  // --- sorting
  const value = (row, column) => {
    const cell = row.cells[column];
    const number = cell && cell.dataset.v;
    return number === undefined ? (cell ? cell.textContent.trim() : "") : Number(number);
  };
  const order = (a, b) => {
    if (a === b) return 0;
    if (a === "") return 1;
    if (b === "") return -1;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "vi", { numeric: true });
  };
  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (head.classList.contains("pick")) return;
      const button = make("button", head.textContent, { type: "button" });
      button.title = "Sắp xếp theo cột này";
      head.textContent = "";
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = [...body.rows];
        const fixed = rows.filter((row) => row.classList.contains("total"));
        const free = rows.filter((row) => !row.classList.contains("total"));
        free.sort((a, b) => (down ? -1 : 1) * order(value(a, column), value(b, column)));
        body.append(...free, ...fixed);
      });
    });
  };

  // --- choosing units to compare
  const chosen = [];
  const compareButton = byId("so-sanh-nut");
  const choose = (key, box) => {
    const at = chosen.indexOf(key);
    if (box.checked && at < 0 && chosen.length < MOST) chosen.push(key);
    if (box.checked && !chosen.includes(key)) box.checked = false;
    if (!box.checked && at >= 0) chosen.splice(at, 1);
    compareButton.disabled = chosen.length < 2;
    compareButton.textContent = chosen.length < 2 ? "So sánh (chọn 2 đến 4)" : "So sánh " + chosen.length + " đơn vị";
  };
  const pickable = (table) => {
    const head = make("th", "Chọn", { className: "pick c", scope: "col" });
    table.tHead.rows[0].prepend(head);
    for (const row of table.tBodies[0].rows) {
      const cell = row.insertCell(0);
      cell.className = "pick c";
      const link = row.querySelector("a[href^='#don-vi=']");
      if (!link || row.classList.contains("muted")) continue;
      const box = make("input", null, { type: "checkbox" });
      box.setAttribute("aria-label", "Chọn " + link.textContent + " để so sánh");
      const key = link.getAttribute("href").slice("#don-vi=".length);
      box.addEventListener("change", () => choose(key, box));
      cell.append(box);
    }
  };
  document.querySelectorAll("#xep-hang table").forEach(pickable);

  // --- every figure of a unit leads to its account; the name is the way for the keyboard
  const leading = (table) => {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0].rows) {
      const link = row.querySelector("a[href^='#don-vi=']");
      if (!link) continue;
      const href = link.getAttribute("href");
      const { fields } = data.blocks[Number(href.slice("#don-vi=".length).split("-")[0])];
      [...row.cells].forEach((cell, column) => {
        if (cell.dataset.v === undefined || column <= link.parentElement.cellIndex) return;
        const head = heads[column];
        const field = fields.find((one) => head === one.code || head.startsWith(one.code + " ") || head.startsWith(one.code + "."));
        const to = make("a", cell.textContent, { href: href + (field ? "&muc=" + field.code : ""), className: "figure", tabIndex: -1 });
        to.setAttribute("aria-label", link.textContent + ", " + head + ": " + cell.textContent + ", vì sao");
        cell.replaceChildren(to);
      });
    }
  };
  document.querySelectorAll(".phan table").forEach(leading);
  document.querySelectorAll(".phan table").forEach((table) => sortable(table));

  // --- searching, with or without marks
  const unitOf = (row) => {
    const link = row.querySelector("a[href^='#don-vi=']");
    if (!link) return null;
    const [block, unit] = link.getAttribute("href").slice("#don-vi=".length).split("-").map(Number);
    return data.blocks[block].units[unit];
  };
  const classes = [...new Set(data.blocks.flatMap((block) => block.units.map((unit) => unit.class)))];
  classes.filter(Boolean).forEach((name) => byId("loai").append(make("option", name, { value: name })));
  byId("loai").parentElement.hidden = !classes.some(Boolean);
  const filter = () => {
    const wanted = fold(byId("tim").value.trim()), kind = byId("loai").value;
    document.querySelectorAll("#xep-hang tbody tr, #linh-vuc tbody tr").forEach((row) => {
      const unit = unitOf(row);
      const fits = unit && fold(unit.name).includes(wanted) && (!kind || unit.class === kind);
      row.hidden = Boolean(wanted || kind) && !fits;
    });
  };
  byId("tim").addEventListener("input", filter);
  byId("loai").addEventListener("change", filter);
  byId("in").addEventListener("click", () => window.print());

  const show = (section) => {
    byId("don-vi").hidden = section !== "don-vi";
    byId("so-sanh").hidden = section !== "so-sanh";
    document.querySelectorAll(".phan").forEach((other) => (other.hidden = section !== null));
  };
  const closer = () => {
    const button = make("button", "Đóng", { type: "button", className: "close" });
    button.addEventListener("click", () => (location.hash = "#xep-hang"));
    return button;
  };

  // --- one unit
  const codeOf = (fold) => fold.querySelector("summary").textContent.split(" ")[0];
  const openUnit = async (block, unit, code) => {
    const section = byId("don-vi");
    section.replaceChildren(closer(), make("h2", data.blocks[block].units[unit].name));
    const body = make("div");
    body.innerHTML = (await part(block, unit)).html;
    section.append(body);
    show("don-vi");
    const folds = [...body.querySelectorAll("details")];
    // A criterion that is named leads to its account.
    body.querySelectorAll("td:first-child").forEach((cell) => {
      const text = cell.textContent.trim();
      if (!folds.some((fold) => codeOf(fold) === text)) return;
      cell.replaceChildren(make("a", text, { href: "#don-vi=" + block + "-" + unit + "&muc=" + text, className: "figure" }));
    });
    const asked = code && folds.filter((fold) => codeOf(fold) === code || codeOf(fold).startsWith(code + "."));
    if (!asked || !asked.length) {
      section.focus({ preventScroll: true });
      window.scrollTo(0, 0);
      return;
    }
    if (asked.length === 1) asked[0].open = true;
    asked[0].querySelector("summary").focus();
    asked[0].scrollIntoView();
  };

  // --- several units
  const tableOf = (heads, rows) => {
    const table = make("table");
    const head = table.createTHead().insertRow();
    heads.forEach((text, at) => head.append(make("th", text, { scope: "col", className: at ? "r" : "" })));
    const body = table.createTBody();
    rows.forEach((cells) => {
      const row = body.insertRow();
      cells.forEach((cell) => row.append(cell));
    });
    const wide = make("div", null, { className: "wide" });
    wide.append(table);
    return wide;
  };
  const plain = (text, className) => make("td", text, { className: className || "" });
  const barred = (number, places, lowest) => {
    const cell = make("td", null, { className: "r" });
    if (number !== null && number !== undefined) {
      const bar = make("span", null, { className: "bar" });
      bar.style.width = Math.max(0, Math.min(100, number)) * 0.6 + "px";
      cell.append(bar);
    }
    cell.append(make("span", shown(number, places), { className: lowest ? "lowest" : "" }));
    return cell;
  };
  const radar = (fields, units) => {
    const size = 420, middle = size / 2, radius = middle - 46;
    const at = (spoke, percent) => {
      const angle = (2 * Math.PI * spoke) / fields.length;
      const length = (radius * Math.max(0, Math.min(100, percent))) / 100;
      return [middle + length * Math.sin(angle), middle - length * Math.cos(angle)];
    };
    const picture = svg("svg", { class: "radar", viewBox: "0 0 " + size + " " + size, width: size, height: size, role: "img" });
    picture.setAttribute("aria-label", "Chỉ số theo lĩnh vực của các đơn vị được so sánh");
    const ring = (percent) => fields.map((_, spoke) => at(spoke, percent).join(",")).join(" ");
    [20, 40, 60, 80, 100].forEach((percent) =>
      picture.append(svg("polygon", { points: ring(percent), fill: "none", stroke: "#aaa" })));
    fields.forEach((field, spoke) => {
      const [x, y] = at(spoke, 100);
      picture.append(svg("line", { x1: middle, y1: middle, x2: x, y2: y, stroke: "#ccc" }));
      const [lx, ly] = [middle + (x - middle) * 1.13, middle + (y - middle) * 1.13];
      const label = svg("text", { x: lx, y: ly + 5, "text-anchor": "middle", "font-size": 15 });
      label.textContent = field.code;
      picture.append(label);
    });
    units.forEach((unit, which) => {
      const look = LOOKS[which];
      const points = unit.fields.map((value, spoke) => at(spoke, value === null ? 0 : value).join(",")).join(" ");
      picture.append(svg("polygon", { points, fill: "none", stroke: look.color, "stroke-width": 3, "stroke-dasharray": look.dash }));
    });
    return picture;
  };
  const compare = async (keys) => {
    const section = byId("so-sanh");
    const places = keys.map((key) => key.split("-").map(Number));
    const units = places.map(([block, unit]) => data.blocks[block].units[unit]);
    section.replaceChildren(closer(), make("h2", "So sánh: " + units.map((unit) => unit.name).join(", ")));
    const names = units.map((unit) => unit.name);
    section.append(tableOf(["Kết quả", ...names], [
      [plain("Chỉ số (%)"), ...units.map((unit) => plain(shown(unit.index, data.decimals), "r"))],
      [plain("Xếp hạng"), ...units.map((unit) => plain(unit.rank === null ? "–" : String(unit.rank), "r"))],
      [plain("Xếp loại"), ...units.map((unit) => plain(unit.class || "–", "r"))],
    ]));
    const block = places[0][0];
    if (places.every(([other]) => other === block)) {
      const figures = data.blocks[block];
      section.append(make("h3", "Theo lĩnh vực (%)"));
      const rows = figures.fields.map((field, at) => {
        const values = units.map((unit) => unit.fields[at]);
        const known = values.filter((value) => value !== null);
        const least = Math.min(...known), most = Math.max(...known);
        return [plain(field.code + ". " + field.name),
          ...values.map((value) => barred(value, data.decimals, value === least && least < most))];
      });
      const beside = make("div", null, { className: "beside" });
      const left = make("div"), right = make("div");
      left.append(tableOf(["Lĩnh vực", ...names], rows));
      if (figures.fields.length > 2) right.append(radar(figures.fields, units));
      const key = make("ul", null, { className: "key" });
      units.forEach((unit, which) => {
        const item = make("li");
        const sample = svg("svg", { width: 46, height: 10, "aria-hidden": "true" });
        sample.append(svg("line", { x1: 0, y1: 5, x2: 46, y2: 5, stroke: LOOKS[which].color, "stroke-width": 3, "stroke-dasharray": LOOKS[which].dash }));
        item.append(sample, " " + unit.name);
        key.append(item);
      });
      if (figures.fields.length > 2) right.append(key);
      beside.append(left, right);
      section.append(beside);
      if (figures.leaves.length) await differences(section, figures, places, units, names);
    } else {
      section.append(make("p", "Các đơn vị thuộc khối khác nhau, chấm theo bộ tiêu chí khác nhau: chỉ so sánh chỉ số chung và mức độ hài lòng."));
    }
    satisfaction(section, units, names);
    show("so-sanh");
    section.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  const differences = async (section, figures, places, units, names) => {
    const causes = await Promise.all(places.map(async ([block, unit]) => (await part(block, unit)).causes));
    const number = (points) => (typeof points === "number" ? points : 0);
    const spread = figures.leaves.map((leaf, at) => {
      const points = units.map((unit) => number(unit.leaves[at]));
      return { leaf, at, by: Math.max(...points) - Math.min(...points) };
    }).filter((one) => one.by > 0).sort((a, b) => b.by - a.by || a.at - b.at).slice(0, 15);
    section.append(make("h3", "Tiêu chí khác nhau nhiều nhất (điểm)"));
    if (!spread.length) return section.append(make("p", "Không có tiêu chí nào khác nhau."));
    section.append(tableOf(["Tiêu chí", ...names], spread.map(({ leaf, at }) => [
      plain(leaf.code + " " + leaf.name + " (tối đa " + shown(leaf.max, data.point_decimals) + ")"),
      ...units.map((unit, which) => {
        const cell = make("td");
        const points = unit.leaves[at];
        cell.append(make("strong", typeof points === "number" ? shown(points, data.point_decimals) : points || "–"));
        const cause = causes[which][at];
        if (cause) cell.append(make("br"), cause);
        return cell;
      }),
    ])));
  };
  const satisfaction = (section, units, names) => {
    data.surveys.forEach((survey) => {
      const told = units.map((unit) => survey.units.find((one) => one.id === unit.id));
      if (told.every((one) => !one)) return;
      section.append(make("h3", survey.title));
      const interval = (one) =>
        !one || one.low === null ? "–" : shown(one.low, data.decimals) + " – " + shown(one.high, data.decimals);
      section.append(tableOf(["Hài lòng", ...names], [
        [plain("Chỉ số (%)"), ...told.map((one) => plain(one ? shown(one.index, data.decimals) : "–", "r"))],
        [plain("Khoảng tin cậy (%)"), ...told.map((one) => plain(interval(one), "r"))],
        [plain("Số phiếu"), ...told.map((one) => plain(one ? String(one.n) : "–", "r"))],
      ]));
    });
  };
  compareButton.addEventListener("click", () => (location.hash = "#so-sanh=" + chosen.join(",")));

  // --- addresses
  const route = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    const unit = /^don-vi=(\d+)-(\d+)(?:&muc=(.+))?$/.exec(hash);
    const several = /^so-sanh=([\d,-]+)$/.exec(hash);
    if (unit && data.blocks[unit[1]] && data.blocks[unit[1]].units[unit[2]]) {
      return openUnit(Number(unit[1]), Number(unit[2]), unit[3]);
    }
    if (several) {
      const keys = several[1].split(",").slice(0, MOST).filter((key) => /^\d+-\d+$/.test(key));
      const known = keys.filter((key) => {
        const [block, at] = key.split("-").map(Number);
        return data.blocks[block] && data.blocks[block].units[at];
      });
      if (known.length >= 2) return compare(known);
    }
    show(null);
    if (hash && byId(hash)) byId(hash).scrollIntoView();
  };
  window.addEventListener("hashchange", route);
  if (location.hash) route();
})();
