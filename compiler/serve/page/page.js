"use strict";
(() => {
  const element = (id) => document.getElementById(id);
  const picture = element("picture");
  let state = null;
  let chosen = "";
  let view = "";

  function made(name, text, css) {
    const node = document.createElement(name);
    node.textContent = text;
    if (css) {
      node.className = css;
    }
    return node;
  }

  // ---- the picture ----
  function mark() {
    picture.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
    if (chosen !== "") {
      element(chosen)?.classList.add("chosen");
    }
  }

  function draw(text) {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    picture.replaceChildren(document.importNode(parsed, true));
    for (const group of picture.querySelectorAll("g[id]")) {
      if (state.cards[group.id]) {
        group.setAttribute("tabindex", "0");
        group.setAttribute("role", "button");
      }
    }
    mark();
  }

  // ---- the findings of a card ----
  function row(finding) {
    const item = made("li", "");
    const head = made("div", "");
    if (finding.number > 0) {
      head.append(made("span", finding.number, "number"), " ");
    }
    head.append(made("span", finding.level || finding.status, finding.band === "" ? "level" : `level band-${finding.band}`), finding.title);
    item.append(head);
    if (finding.because) {
      item.append(made("p", finding.because));
    }
    if (finding.helps.length > 0) {
      item.append(made("p", `would help: ${finding.helps.join(", ")}`, "quiet"));
    }
    for (const question of finding.asks) {
      item.append(made("p", `${question.ask} (${question.path})`, "quiet"));
    }
    return item;
  }

  function choose(id) {
    const card = state === null ? undefined : state.cards[id];
    const panel = element("findings");
    chosen = card ? id : "";
    panel.hidden = !card;
    mark();
    if (!card) {
      return;
    }
    const close = made("button", "Close", "close");
    close.addEventListener("click", () => {
      const group = element(chosen);
      choose("");
      group?.focus();
    });
    const list = made("ul", "", "list");
    list.append(...card.findings.map(row));
    panel.replaceChildren(close, made("h2", card.label), made("p", `${card.kind} ${card.path}, ${card.place}`, "quiet"),
      card.findings.length > 0 ? list : made("p", "no findings"));
  }

  // ---- saving ----
  async function save(format) {
    const answer = await fetch(`/export/${format.name}`);
    if (!answer.ok) {
      tell(`${format.name} cannot be made`, await answer.text(), true);
      return;
    }
    const link = made("a", "");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))[1];
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // ---- the state ----
  function tell(problem, messages, mild) {
    element("wrong").hidden = problem === "" && messages === "";
    element("wrong").classList.toggle("mild", mild);
    element("problem").textContent = problem;
    element("messages").textContent = messages.trimEnd();
    element("messages").hidden = messages === "";
  }

  function show() {
    document.title = element("title").textContent = state.title;
    element("note").textContent = state.summary;
    const last = state.stale ? "; below is the last good picture" : "";
    tell(state.problem === "" ? "" : state.problem + last, state.messages, state.problem === "");
    picture.classList.toggle("stale", state.stale);
    element("choice").hidden = state.views.length === 0;
    element("view").replaceChildren(...state.views.map((one) => {
      const option = made("option", one.title);
      option.value = one.name;
      option.title = one.description;
      option.selected = one.name === view;
      return option;
    }));
    view = element("view").value;
    element("exports").replaceChildren(...state.formats.map((format) => {
      const button = made("button", format.name);
      button.title = format.description;
      button.addEventListener("click", () => void save(format));
      return button;
    }));
  }

  // Only what was asked for last is shown.
  let latest = 0;
  async function load() {
    const asked = ++latest;
    const told = await (await fetch("/state")).json();
    if (asked !== latest) {
      return;
    }
    state = told;
    show();
    if (view === "") {
      picture.replaceChildren();
    } else {
      const drawn = await (await fetch(`/picture/${encodeURIComponent(view)}`)).text();
      if (asked !== latest) {
        return;
      }
      draw(drawn);
    }
    choose(chosen);
  }

  element("view").addEventListener("change", (event) => {
    view = event.target.value;
    void load();
  });
  function pick(event) {
    const group = event.target.closest("g[role=button]");
    if (group !== null && !event.target.closest("a")) {
      event.preventDefault();
      choose(group.id);
    }
  }
  picture.addEventListener("click", pick);
  picture.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      pick(event);
    }
  });
  const events = new EventSource("/events");
  events.onmessage = () => void load();
  events.onerror = () => { element("note").textContent = "aixc serve has ended; start it again"; };
})();
