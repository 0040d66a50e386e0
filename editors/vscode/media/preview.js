// The page of the preview: shows the picture that the extension sends, tells it which card is clicked, and marks the
// card of the place where the caret stands.
(() => {
  "use strict";
  const editor = acquireVsCodeApi();
  const nonce = document.currentScript?.nonce ?? "";
  const picture = document.getElementById("picture");
  const note = document.getElementById("note");
  let zoom = 1;
  let marked = "";
  let theme = "editor";

  function card(node) {
    const group = node instanceof Element ? node.closest("g.node[id], g.bnd[id]") : null;
    return group === null ? "" : group.id;
  }

  function mark(id, scroll) {
    for (const one of picture.querySelectorAll(".here")) {
      one.classList.remove("here");
    }
    marked = id;
    const group = id === "" ? null : document.getElementById(id);
    if (group !== null) {
      group.classList.add("here");
      if (scroll) {
        group.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }
  }

  function resize() {
    const svg = picture.querySelector("svg");
    if (svg !== null) {
      svg.style.width = `${Math.round(zoom * 100)}%`;
      svg.style.height = "auto";
    }
  }

  // The picture asks the browser for dark or light and for contrast; here the theme of the editor answers.
  function dress() {
    const has = (...names) => names.some((name) => document.body.classList.contains(name));
    const dark = theme === "editor" ? has("vscode-dark", "vscode-high-contrast") : theme === "dark";
    const contrast = has("vscode-high-contrast", "vscode-high-contrast-light");
    for (const style of picture.querySelectorAll("style")) {
      for (const rule of style.sheet?.cssRules ?? []) {
        if (rule instanceof CSSMediaRule) {
          rule.asked ??= rule.media.mediaText;
          if (rule.asked.includes("prefers-color-scheme")) {
            rule.media.mediaText = dark ? "screen" : "not all";
          } else if (rule.asked.includes("prefers-contrast")) {
            rule.media.mediaText = contrast ? "all" : rule.asked;
          }
        }
      }
    }
  }

  function show(message) {
    note.textContent = message.note;
    note.hidden = message.note === "";
    theme = message.theme ?? theme;
    picture.classList.toggle("stale", message.errors > 0);
    if (message.document !== undefined) {
      editor.setState({ document: message.document });
    }
    if (message.svg === null) {
      picture.replaceChildren();
      return;
    }
    // The renderer escapes everything that a user wrote, and the policy of the page lets no script in it run.
    const parsed = new DOMParser().parseFromString(message.svg, "image/svg+xml");
    const svg = document.importNode(parsed.documentElement, true);
    for (const style of svg.querySelectorAll("style")) {
      style.nonce = nonce;
    }
    for (const group of svg.querySelectorAll("g.node[id]")) {
      group.setAttribute("tabindex", "0");
    }
    picture.replaceChildren(svg);
    resize();
    dress();
    mark(marked, false);
  }

  window.addEventListener("message", (event) => {
    if (event.data.type === "report") {
      show(event.data);
    } else if (event.data.type === "mark") {
      mark(event.data.id, true);
    }
  });
  function choose(event) {
    const id = event.target instanceof Element && event.target.closest("a") ? "" : card(event.target);
    if (id !== "") {
      event.preventDefault();
      mark(id, false);
      editor.postMessage({ type: "clicked", id });
    }
  }
  picture.addEventListener("click", choose);
  picture.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      choose(event);
    }
  });
  const step = (factor) => () => {
    zoom = factor === 0 ? 1 : Math.min(8, Math.max(0.25, zoom * factor));
    resize();
  };
  document.getElementById("smaller").addEventListener("click", step(0.8));
  document.getElementById("larger").addEventListener("click", step(1.25));
  document.getElementById("fit").addEventListener("click", step(0));
  new MutationObserver(dress).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  editor.postMessage({ type: "ready" });
})();
