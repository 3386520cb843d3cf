"use strict";
/* The picture: what is shown, in which colours, and what is picked. Other scripts: labels.js, panel.js, search.js, start.js. */

const page = JSON.parse(document.getElementById("data").textContent);
const things = page.facts.nodes;
const links = page.facts.edges;
const narrow = matchMedia("(max-width: 760px)");
const state = { lang: document.documentElement.dataset.lang, off: new Set(), picked: null };
const style = { nodes: [], edges: [] };
if (narrow.matches) page.nodes.forEach((node) => { [node.x, node.y] = [node.y, node.x]; });
const nodes = new vis.DataSet(page.nodes);
const edges = new vis.DataSet(page.edges);
const canvas = document.getElementById("graph");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dashes = { support: [7, 4], joint: [2, 4], addressed_to: [3, 4], mention: [2, 5] };

const at = things.map(() => []);
page.edges.forEach((edge, i) => {
  at[edge.from].push(i);
  if (edge.to !== edge.from) at[edge.to].push(i);
});

function text() { return page.strings[state.lang]; }

function fill(pattern, values) { return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]); }

function node_group(thing) { return thing.stub ? "stub" : thing.kind; }

/* What a link is filtered by: its role where it is a duty, else its kind. */
function link_group(link) { return link.kind === "responsibility" ? "role:" + link.role : "link:" + link.kind; }

function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); }

function visible() {
  const shown = things.map((thing) => !state.off.has("node:" + node_group(thing)));
  const wanted = links.map((link) => !state.off.has(link_group(link)) && !state.off.has("status:" + link.status));
  const tied = things.map(() => false);
  page.edges.forEach((edge, i) => {
    if (!wanted[i] || !shown[edge.from] || !shown[edge.to]) return;
    if (links[i].kind === "part_of") return;
    tied[edge.from] = tied[edge.to] = true;
  });
  things.forEach((thing, i) => {
    const alone = at[i].every((e) => links[e].kind === "part_of");
    if (thing.kind !== "document" || thing.stub) shown[i] = shown[i] && (tied[i] || (alone && state.off.size === 0));
  });
  return { nodes: shown, edges: page.edges.map((edge, i) => wanted[i] && shown[edge.from] && shown[edge.to]) };
}

/* The duties of a document: those of its tasks. */
function duties_of(i) {
  const tasks = at[i].filter((e) => links[e].kind === "part_of" && page.edges[e].to === i).map((e) => page.edges[e].from);
  return tasks.flatMap((task) => at[task].filter((e) => links[e].kind === "responsibility"));
}

/* Everything near the picked thing, for a document also who has duties in it; null where nothing is picked. */
function near() {
  if (!state.picked) return null;
  const found = { nodes: new Set(), edges: new Set() };
  if (state.picked.kind === "edge") found.edges.add(state.picked.id);
  else {
    found.nodes.add(state.picked.id);
    [...at[state.picked.id], ...duties_of(state.picked.id)].forEach((e) => found.edges.add(e));
  }
  found.edges.forEach((e) => { found.nodes.add(page.edges[e].from); found.nodes.add(page.edges[e].to); });
  return found;
}

function node_style(i, shown, around, ink, paper) {
  const fill_colour = colour(node_group(things[i]));
  const faint = around !== null && !around.nodes.has(i);
  return {
    id: i, hidden: !shown, opacity: faint ? 0.13 : 1,
    color: {
      background: things[i].stub ? paper : fill_colour, border: fill_colour,
      highlight: { background: fill_colour, border: ink }, hover: { background: fill_colour, border: ink },
    },
    font: { size: Math.round(label_sizes[i] * 10) / 10, color: ink, strokeColor: paper, strokeWidth: 3 },
  };
}

function edge_style(i, shown, around) {
  const link = links[i];
  const tint = colour(link.kind === "responsibility" ? link.role : link.kind);
  const faint = around !== null && !around.edges.has(i);
  const thin = ["part_of", "mention", "addressed_to"].includes(link.kind);
  const strength = faint ? 0.05 : around !== null ? 1 : thin ? 0.55 : 0.6;
  return {
    id: i, hidden: !shown, dashes: dashes[link.role] || dashes[link.kind] || false,
    width: around !== null && !faint ? 2.2 : link.role === "lead" ? 2.4 : 1.4,
    color: { color: tint, highlight: tint, hover: tint, opacity: strength },
  };
}

/* Bring the picture up to date: only what changed goes to the network. */
function paint() {
  const shown = visible();
  const around = near();
  choose_labels(magnification(), shown.nodes, around);
  const ink = colour("ink"), paper = colour("paper");
  const change = (data, old, make) => {
    const fresh = [];
    old.forEach((before, i) => {
      const now = make(i), key = JSON.stringify(now);
      if (before !== key) { old[i] = key; fresh.push(now); }
    });
    if (fresh.length) data.update(fresh);
  };
  if (!style.nodes.length) { style.nodes = things.map(() => ""); style.edges = links.map(() => ""); }
  change(nodes, style.nodes, (i) => node_style(i, shown.nodes[i], around, ink, paper));
  change(edges, style.edges, (i) => edge_style(i, shown.edges[i], around));
}

let network = null;
let zoomed = 0;

function magnification() { return network ? network.getScale() : 1; }

function start() {
  paint();
  network = new vis.Network(canvas, { nodes, edges }, page.options);
  network.on("click", (event) => {
    if (event.nodes.length) pick("node", event.nodes[0]);
    else if (event.edges.length) pick("edge", event.edges[0]);
    else if (state.picked) unpick();
  });
  network.on("animationFinished", paint);
  network.on("zoom", repaint_soon);
}

/* Labels are chosen anew when the magnification has come to rest. */
function repaint_soon() {
  clearTimeout(zoomed);
  zoomed = setTimeout(paint, 120);
}

/* The part of the canvas that no card covers: left, top, right, bottom. */
function room() {
  const box = canvas.getBoundingClientRect();
  const panel = document.getElementById("panel");
  const legend = document.getElementById("legend");
  const free = { left: 20, top: 20, right: box.width - 20, bottom: box.height - 20 };
  if (!panel.hidden && narrow.matches) free.bottom = box.height - panel.offsetHeight - 10;
  else if (!panel.hidden) free.right = box.width - panel.offsetWidth - 20;
  if (!narrow.matches && legend.open) free.left = legend.offsetLeft + legend.offsetWidth + 16;
  return { ...free, width: box.width, height: box.height };
}

function move(position, scale, quick) {
  const free = room();
  const offset = { x: (free.left + free.right - free.width) / 2, y: (free.top + free.bottom - free.height) / 2 };
  const animation = quick || still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  network.moveTo({ position, scale, offset, animation });
  if (!animation) paint();
}

/* Show the given nodes, or all that are visible, as large as the free room allows. */
function fit(which, quick) {
  const shown = visible().nodes;
  const some = page.nodes.filter((node) => (which ? which.has(node.id) : true) && shown[node.id]);
  if (!some.length) return;
  const left = Math.min(...some.map((n) => n.x - n.size)), right = Math.max(...some.map((n) => n.x + n.size));
  const top = Math.min(...some.map((n) => n.y - n.size)), bottom = Math.max(...some.map((n) => n.y + n.size + 24));
  const free = room();
  const across = free.right - free.left;
  const scale = Math.min((across - Math.min(130, across / 5)) / (right - left), (free.bottom - free.top) / (bottom - top + 40), 1.1);
  move({ x: (left + right) / 2, y: (top + bottom) / 2 }, Math.max(scale, 0.05), quick);
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor });
  paint();
}

/* Pick a node or an edge: paint its surroundings and open the panel. ``go`` also moves there and takes the focus. */
function pick(kind, id, go) {
  state.picked = { kind, id };
  if (kind === "node") network.selectNodes([id], false); else network.selectEdges([id]);
  paint();
  show_panel(go);
  const anchor = kind === "node" ? things[id].id : "";
  history.replaceState(null, "", anchor ? "#" + encodeURIComponent(anchor) : "#");
  if (!go) return;
  const around = kind === "edge" ? near().nodes : new Set([id, ...at[id].flatMap((e) => [page.edges[e].from, page.edges[e].to])]);
  if (around.size > 60) move({ x: page.nodes[id].x, y: page.nodes[id].y }, Math.max(network.getScale(), 0.7));
  else fit(around);
}

function unpick() {
  state.picked = null;
  network.unselectAll();
  document.getElementById("panel").hidden = true;
  history.replaceState(null, "", "#");
  paint();
}
