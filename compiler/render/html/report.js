// What the report can do beyond being read: filter, sort, pan, zoom, trace a finding's way.
// Without this script the page is complete; nothing is made here that a reader would miss.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  all("[hidden]").forEach((it) => { it.hidden = false; });

  // ---- the way of a finding on the map ----
  const view = byId("map-view");
  const picture = view && view.querySelector("svg");
  const list = byId("map-findings");
  const rows = list ? all("li", list) : [];
  let kept = null;   // the finding that was selected: its way stays
  let element = "";  // the element that was selected on the map

  function trace(source) {
    if (!picture) { return; }
    all(".on", picture).forEach((it) => it.classList.remove("on"));
    const ids = source ? source.dataset.path.split(" ") : [];
    ids.map(byId).forEach((it) => it && it.classList.add("on"));
    picture.classList.toggle("traced", ids.length > 0);
  }
  function keep(source) {
    if (kept) { kept.classList.remove("shown"); }
    kept = source;
    if (kept) { kept.classList.add("shown"); }
    trace(kept);
  }
  function showElement(id) {
    element = id === element ? "" : id;
    rows.forEach((row) => { row.hidden = element !== "" && row.dataset.element !== element; });
    all(".node", picture).forEach((it) => it.setAttribute("aria-pressed", it.id === element));
    keep(null);
    if (element) { trace({ dataset: { path: element } }); }
  }
  all("[data-path]").forEach((source) => {
    source.addEventListener("pointerenter", () => trace(source));
    source.addEventListener("pointerleave", () => trace(kept));
    source.addEventListener("focusin", () => trace(source));
    source.addEventListener("focusout", () => trace(kept));
  });
  rows.forEach((row) => row.querySelector("a").addEventListener("click", (event) => {
    // The first click shows the way; the second, or Enter, goes to the detail.
    if (kept !== row && event.detail > 0) { event.preventDefault(); keep(row); }
  }));
  if (list) {
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const links = rows.filter((row) => !row.hidden).map((row) => row.querySelector("a"));
      const next = step && links[links.indexOf(document.activeElement) + step];
      if (next) { event.preventDefault(); next.focus(); }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { return; }
    keep(null);
    if (element) { showElement(element); }
  });

  // From a finding's detail to the map: its way stays to be seen there.
  all("a.to-map").forEach((link) => link.addEventListener("click", () => {
    const detail = "#" + link.closest("[data-path]").id;
    keep(rows.find((row) => row.querySelector("a").getAttribute("href") === detail) || null);
  }));

  // ---- the view of the map: the part of it that the frame shows ----
  if (picture) {
    const whole = picture.getAttribute("viewBox").split(" ").map(Number);
    let box = [...whole];
    let dragged = false;
    view.classList.add("live");
    const show = () => picture.setAttribute("viewBox", box.map((n) => n.toFixed(1)).join(" "));
    const scale = () => Math.max(box[2] / picture.clientWidth, box[3] / picture.clientHeight);
    // Keeps the point at (x, y), as shares of the frame, where it is.
    function zoom(factor, x = 0.5, y = 0.5) {
      const width = Math.min(Math.max(box[2] * factor, whole[2] / 12), whole[2] * 1.5);
      const height = width * whole[3] / whole[2];
      box = [box[0] + (box[2] - width) * x, box[1] + (box[3] - height) * y, width, height];
      show();
    }
    function move(x, y) { box[0] += x; box[1] += y; show(); }
    function fit() { box = [...whole]; show(); }
    const actions = { in: () => zoom(0.8), out: () => zoom(1.25), fit };
    all("[data-zoom]").forEach((it) => it.addEventListener("click", actions[it.dataset.zoom]));
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) { return; }
      event.preventDefault();
      const frame = picture.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1.15 : 0.87, (event.clientX - frame.left) / frame.width,
           (event.clientY - frame.top) / frame.height);
    }, { passive: false });
    view.addEventListener("keydown", (event) => {
      const step = box[2] / 12;
      const keys = {
        ArrowLeft: () => move(-step, 0), ArrowRight: () => move(step, 0),
        ArrowUp: () => move(0, -step), ArrowDown: () => move(0, step),
        "+": actions.in, "=": actions.in, "-": actions.out, 0: fit,
      };
      const node = event.target.closest(".node");
      if (node && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        showElement(node.id);
      } else if (keys[event.key] && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        keys[event.key]();
      }
    });
    view.addEventListener("pointerdown", (down) => {
      if (down.button !== 0) { return; }
      dragged = false;
      let last = down;
      const drag = (event) => {
        if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 4) { dragged = true; }
        move((last.clientX - event.clientX) * scale(), (last.clientY - event.clientY) * scale());
        last = event;
      };
      const end = () => {
        removeEventListener("pointermove", drag);
        removeEventListener("pointerup", end);
        removeEventListener("pointercancel", end);
      };
      addEventListener("pointermove", drag);
      addEventListener("pointerup", end);
      addEventListener("pointercancel", end);
    });
    all(".node", picture).forEach((node) => {
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.setAttribute("aria-pressed", "false");
      node.removeAttribute("aria-label");  // a button is named by what is written on it
      node.addEventListener("click", () => { if (!dragged) { showElement(node.id); } });
    });
  }

  // ---- the register ----
  const table = byId("register-table");
  const filters = byId("filters");
  if (table && filters) {
    const body = table.tBodies[0];
    const entries = [...body.rows];
    const count = byId("register-count");
    const filter = () => {
      const wanted = Object.fromEntries(new FormData(filters));
      const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      entries.forEach((row) => {
        const text = row.textContent.toLowerCase();
        const fits = words.every((word) => text.includes(word)) &&
          ["level", "status", "element", "who"].every((key) => !wanted[key] || row.dataset[key] === wanted[key]);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = `${shown} of ${entries.length} shown`;
    };
    filters.addEventListener("input", filter);
    filters.addEventListener("reset", () => setTimeout(filter));
    filters.addEventListener("submit", (event) => event.preventDefault());
    filter();

    const order = (row, column) => {
      const cell = row.cells[column];
      return cell.dataset.order === undefined ? cell.textContent.trim() : Number(cell.dataset.order);
    };
    const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        all("thead th", table).forEach((it) => it.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const sorted = entries.slice().sort((a, b) => compare(order(a, column), order(b, column)));
        body.append(...(up ? sorted : sorted.reverse()));
      });
    });
  }

  // ---- places in the page ----
  function openTarget() {
    const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    for (let it = target || null; it; it = it.parentElement) {
      if (it.tagName === "DETAILS") { it.open = true; }
    }
  }
  addEventListener("hashchange", openTarget);
  openTarget();
  addEventListener("beforeprint", () => all("details").forEach((it) => {
    it.dataset.was = it.open;
    it.open = true;
  }));
  addEventListener("afterprint", () => all("details").forEach((it) => { it.open = it.dataset.was === "true"; }));

  const links = new Map(all("nav a").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (!entry.isIntersecting) { return; }
    links.forEach((link) => link.removeAttribute("aria-current"));
    const link = links.get(entry.target.id);
    link.setAttribute("aria-current", "true");
    const list = link.closest("ul");  // on a narrow screen a line that scrolls sideways
    list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
  }), { rootMargin: "-10% 0px -80% 0px" });
  all("main > section").forEach((section) => seen.observe(section));
})();
