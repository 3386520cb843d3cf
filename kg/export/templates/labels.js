"use strict";
/* Which labels can be read at this magnification: the most important first, and none upon another. */

const SIZES = { agency: 12, document: 13, stub: 11, task: 11 };
const TASKS_FROM = 0.75;
const LARGE = 5;
const label_sizes = things.map(() => 0);

function label_box(i, scale) {
  const node = page.nodes[i], size = SIZES[node_group(things[i])];
  const half = [...node.label].reduce((sum, sign) => sum + (sign < "\u0100" ? 0.58 : 1), 0) * size / 2;
  const top = (node.y + node.size) * scale + 3;
  return { left: node.x * scale - half - 2, right: node.x * scale + half + 2, top, bottom: top + size * 1.25 };
}

function collide(a, b) { return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }

function importance(i) {
  const thing = things[i];
  if (state.picked && state.picked.kind === "node" && state.picked.id === i) return 1e9;
  const base = thing.kind === "task" ? 0 : thing.stub ? 100 : thing.kind === "document" ? 1000 : 500;
  return base + Math.min(at[i].length, 60) * 10;
}

/* Small nodes get a label only when they are drawn large enough, or belong to what is picked. */
function large_enough(i, scale) {
  const thing = things[i];
  if (thing.kind === "task") return scale >= TASKS_FROM;
  return (thing.kind === "document" && !thing.stub) || page.nodes[i].size * scale >= LARGE;
}

function node_box(i, scale) {
  const { x, y, size } = page.nodes[i];
  return { i, left: (x - size) * scale, right: (x + size) * scale, top: (y - size) * scale, bottom: (y + size) * scale };
}

/* Fills ``label_sizes`` for the given magnification: a size on the canvas that reads the same on every screen, or 0. */
function choose_labels(scale, shown, around) {
  const wanted = things.map((_, i) => i).filter((i) => shown[i] && (around ? around.nodes.has(i) : large_enough(i, scale)));
  const weight = new Map(wanted.map((i) => [i, importance(i)]));
  wanted.sort((a, b) => weight.get(b) - weight.get(a) || a - b);
  const kept = wanted.filter((i) => importance(i) >= 1000).filter((i) => things[i].kind !== "task").map((i) => node_box(i, scale));
  label_sizes.fill(0);
  wanted.forEach((i) => {
    if (things[i].kind === "task" && scale < TASKS_FROM) return;
    const box = label_box(i, scale);
    if (kept.some((other) => other.i !== i && collide(box, other))) return;
    kept.push(box);
    label_sizes[i] = SIZES[node_group(things[i])] / scale;
  });
}
