"use strict";
/* Legend and filters, language, keys, and the first view. */

const filters = document.getElementById("filters");
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

/* A small picture of the node or line that a row of the legend stands for. */
function sample(group, name) {
  const drawing = svg("svg", { viewBox: "0 0 20 12", "aria-hidden": "true" });
  const tint = "var(--" + name + ")";
  if (group === "node" && (name === "document" || name === "stub")) {
    drawing.append(svg("rect", { x: 5, y: 1, width: 10, height: 10, stroke: tint, fill: name === "stub" ? "none" : tint }));
  } else if (group === "node") {
    drawing.append(svg("circle", { cx: 10, cy: 6, r: name === "task" ? 3 : 5, fill: tint }));
  } else if (group !== "status") {
    const line = svg("line", { x1: 0, y1: 6, x2: 20, y2: 6, stroke: tint, "stroke-width": 2.5 });
    if (dashes[name]) line.setAttribute("stroke-dasharray", dashes[name].map((n) => n / 1.6).join(" "));
    drawing.append(line);
  }
  return drawing;
}

function tally(keys) {
  const count = new Map();
  keys.forEach((key) => count.set(key, (count.get(key) || 0) + 1));
  return count;
}

const counts = {
  node: tally(things.map(node_group)),
  role: tally(links.filter((link) => link.kind === "responsibility").map((link) => link.role)),
  link: tally(links.filter((link) => link.kind !== "responsibility").map((link) => link.kind)),
  status: tally(links.map((link) => link.status)),
};

function filter_row(group, name, label) {
  const key = group + ":" + name;
  const tick = element("input", { type: "checkbox", "data-filter": key });
  tick.checked = !state.off.has(key);
  tick.addEventListener("change", () => {
    if (tick.checked) state.off.delete(key); else state.off.add(key);
    filtered();
  });
  return element("label", {}, tick, sample(group, name), element("span", { class: "name" }, label),
    element("span", { class: "count" }, String(counts[group].get(name))));
}

function draw_filters() {
  const words = text();
  const groups = [["node", words.groups.node, words.nodes], ["role", words.groups.responsibility, words.roles],
    ["link", words.groups.link, words.links], ["status", words.groups.status, words.status]];
  filters.replaceChildren(...groups.filter(([group]) => counts[group].size).map(([group, title, names]) =>
    element("fieldset", {}, element("legend", {}, title),
      ...Object.keys(names).filter((name) => counts[group].has(name)).map((name) => filter_row(group, name, names[name])))));
}

function filtered() {
  paint();
  if (!state.picked) return;
  const gone = state.picked.kind === "node" ? !visible().nodes[state.picked.id] : !visible().edges[state.picked.id];
  if (gone) unpick(); else show_panel(false);
}

function reset_filters() {
  state.off.clear();
  draw_filters();
  filtered();
}

function label(id, words) {
  const found = document.getElementById(id);
  found.setAttribute("aria-label", words);
  found.setAttribute("title", words);
}

function speak() {
  const words = text();
  document.documentElement.lang = words.html_lang;
  document.documentElement.dataset.lang = state.lang;
  document.getElementById("language").textContent = words.language;
  document.getElementById("language").lang = state.lang === "zh" ? "en" : "zh-CN";
  box.placeholder = words.search;
  box.setAttribute("aria-label", words.search);
  hits.setAttribute("aria-label", words.search);
  document.getElementById("search-help").textContent = words.search_help;
  document.querySelector("#legend summary").textContent = words.legend;
  document.getElementById("reset").textContent = words.reset;
  label("zoom-in", words.zoom_in);
  label("zoom-out", words.zoom_out);
  label("fit", words.fit);
  const sum = [...counts.node].map(([name, n]) => words.nodes[name] + " " + n).join(state.lang === "zh" ? "，" : ", ");
  canvas.setAttribute("aria-label", words.graph + ": " + sum + ". " + words.graph_help);
  draw_filters();
  show_panel(false);
}

document.getElementById("language").addEventListener("click", () => { state.lang = state.lang === "zh" ? "en" : "zh"; speak(); });
document.getElementById("reset").addEventListener("click", reset_filters);
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("fit").addEventListener("click", () => fit());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.picked) leave();
  if (event.key === "/" && !event.target.closest("input")) { event.preventDefault(); box.focus(); }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

/* Go to the thing that the address names behind "#". */
function follow_address() {
  const wanted = things.findIndex((thing) => encodeURI("#" + thing.id) === location.hash || "#" + encodeURIComponent(thing.id) === location.hash);
  if (wanted >= 0) pick("node", wanted, true);
}

start();
const frame = canvas.querySelector(".vis-network");
frame.tabIndex = 0;
document.getElementById("legend").open = !narrow.matches;
speak();
fit(null, true);
window.addEventListener("hashchange", follow_address);
follow_address();
window.gongwen = { network, nodes, edges, things, links, state, pick, unpick };
