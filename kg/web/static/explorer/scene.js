// What is drawn: nodes, or closed clusters in place of theirs, and the lines between them, as plain columns.

export const GROUPS = ['tie', 'citation', 'duty', 'lead'];
const DUTIES = new Set(['share', 'responsible', 'support', 'joint', 'implement', 'interpret']);

/** Which group of colours a kind of line has. */
export function groupOf(type) {
  if (type === 'lead' || type === 'citation') return type;
  return DUTIES.has(type) ? 'duty' : 'tie';
}

/**
 * count, x, y, r (pixels at the first zoom), colour (number of the kind; one more for clusters), ref (node, or -1 - cluster);
 * lines: a, b (places here), group, ref (line of the graph; -1 for a bundle of several), width.
 * `whole` is the set of nodes that stay on their own though their cluster is closed.
 */
export function compose(graph, shown, { closed, whole, places }) {
  const place = new Int32Array(graph.count).fill(-1);
  const scene = { x: [], y: [], r: [], colour: [], ref: [], size: [] };
  const shrink = Math.min(1, Math.max(0.4, Math.sqrt(1500 / graph.count)));
  const gathered = new Map();
  for (let n = 0; n < graph.count; n++) {
    if (!shown.nodes[n]) continue;
    if (closed(graph.cluster[n]) && !whole.has(n)) {
      const one = gathered.get(graph.cluster[n]) ?? { x: 0, y: 0, count: 0, top: n };
      one.x += places.x[n]; one.y += places.y[n]; one.count++;
      if (graph.degree(n) > graph.degree(one.top)) one.top = n;
      gathered.set(graph.cluster[n], one);
    } else {
      place[n] = scene.x.length;
      put(scene, places.x[n], places.y[n], shrink * (2.5 + 1.1 * Math.sqrt(graph.degree(n))), graph.kind[n], n, 1);
    }
  }
  scene.nodes = scene.x.length;
  const seat = new Map();
  for (const [cluster, one] of gathered) {
    seat.set(cluster, scene.x.length);
    put(scene, one.x / one.count, one.y / one.count, Math.min(34, 6 + Math.sqrt(one.count)), graph.kinds.length, -1 - cluster, one.count);
  }
  scene.gathered = gathered;
  scene.count = scene.x.length;
  for (const name of ['x', 'y', 'r']) scene[name] = Float32Array.from(scene[name]);
  scene.ref = Int32Array.from(scene.ref);
  const at = (n) => (place[n] >= 0 ? place[n] : seat.get(graph.cluster[n]));
  scene.lines = connect(graph, shown, at, scene.nodes);
  scene.place = (ref) => (ref >= 0 ? place[ref] : seat.get(-1 - ref) ?? -1);
  return scene;
}

function put(scene, x, y, r, colour, ref, size) {
  scene.x.push(x); scene.y.push(y); scene.r.push(Math.min(r, 34)); scene.colour.push(colour); scene.ref.push(ref); scene.size.push(size);
}

function connect(graph, shown, at, nodes) {
  const groups = graph.types.map((type) => GROUPS.indexOf(groupOf(type)));
  const lines = { a: [], b: [], group: [], ref: [], width: [] };
  const bundles = new Map();
  for (let e = 0; e < graph.lines; e++) {
    if (!shown.lines[e]) continue;
    const a = at(graph.source[e]), b = at(graph.target[e]);
    if (a === b) continue;
    if (a < nodes && b < nodes) add(lines, a, b, groups[graph.type[e]], e, 1);
    else {
      const key = a < b ? a * 4294967 + b : b * 4294967 + a;
      const known = bundles.get(key);
      if (known === undefined) { bundles.set(key, lines.a.length); add(lines, a, b, 0, -1, 1); }
      else lines.width[known]++;
    }
  }
  lines.count = lines.a.length;
  lines.a = Uint32Array.from(lines.a);
  lines.b = Uint32Array.from(lines.b);
  lines.group = Uint8Array.from(lines.group);
  return lines;
}

function add(lines, a, b, group, ref, width) {
  lines.a.push(a); lines.b.push(b); lines.group.push(group); lines.ref.push(ref); lines.width.push(width);
}
