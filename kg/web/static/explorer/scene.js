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
  const scene = columns(graph.count + graph.clusters);
  const shrink = Math.min(1, Math.max(0.4, Math.sqrt(1500 / graph.count)));
  const shut = Uint8Array.from({ length: graph.clusters }, (none, cluster) => (closed(cluster) ? 1 : 0));
  const gathered = new Map();
  for (let n = 0; n < graph.count; n++) {
    if (!shown.nodes[n]) continue;
    const cluster = graph.cluster[n];
    if (shut[cluster] && !whole.has(n)) gather(gathered, graph, n, cluster, places);
    else {
      place[n] = scene.count;
      put(scene, places.x[n], places.y[n], shrink * (2.5 + 1.1 * Math.sqrt(graph.degree(n))), graph.kind[n], n, 1);
    }
  }
  scene.nodes = scene.count;
  const seat = new Int32Array(graph.clusters).fill(-1);
  for (const [cluster, one] of gathered) {
    seat[cluster] = scene.count;
    put(scene, one.x / one.count, one.y / one.count, 6 + Math.sqrt(one.count), graph.kinds.length, -1 - cluster, one.count);
  }
  for (const name of NODE_COLUMNS) scene[name] = scene[name].subarray(0, scene.count);
  for (let n = 0; n < graph.count; n++) if (shown.nodes[n] && place[n] < 0) place[n] = seat[graph.cluster[n]];
  scene.gathered = gathered;
  scene.lines = connect(graph, shown, place, scene);
  scene.place = (ref) => (ref >= 0 ? place[ref] : seat[-1 - ref] ?? -1);
  return scene;
}

const NODE_COLUMNS = ['x', 'y', 'r', 'colour', 'ref', 'size'];
const LARGEST = 34;

function columns(most) {
  return {
    count: 0, x: new Float32Array(most), y: new Float32Array(most), r: new Float32Array(most),
    colour: new Uint8Array(most), ref: new Int32Array(most), size: new Uint32Array(most),
  };
}

function put(scene, x, y, r, colour, ref, size) {
  const i = scene.count++;
  scene.x[i] = x; scene.y[i] = y; scene.r[i] = Math.min(r, LARGEST);
  scene.colour[i] = colour; scene.ref[i] = ref; scene.size[i] = size;
}

/** Adds a node to what is known of its cluster: how many, where, and which of them has most lines. */
function gather(gathered, graph, n, cluster, places) {
  let one = gathered.get(cluster);
  if (!one) { one = { x: 0, y: 0, count: 0, top: n }; gathered.set(cluster, one); }
  one.x += places.x[n]; one.y += places.y[n]; one.count++;
  if (graph.degree(n) > graph.degree(one.top)) one.top = n;
}

/** The lines between the dots of a scene; those that begin or end at a closed cluster are bundled, one for each pair. */
function connect(graph, shown, place, { nodes, count }) {
  const groups = Uint8Array.from(graph.types, (type) => GROUPS.indexOf(groupOf(type)));
  const lines = {
    a: new Uint32Array(graph.lines), b: new Uint32Array(graph.lines), group: new Uint8Array(graph.lines),
    ref: new Int32Array(graph.lines), width: new Uint32Array(graph.lines), count: 0,
  };
  const bundles = new Map();
  for (let e = 0; e < graph.lines; e++) {
    if (!shown.lines[e]) continue;
    const a = place[graph.source[e]], b = place[graph.target[e]];
    if (a === b) continue;
    const single = a < nodes && b < nodes, key = single ? 0 : Math.min(a, b) * count + Math.max(a, b);
    const known = single ? undefined : bundles.get(key);
    if (known !== undefined) { lines.width[known]++; continue; }
    const next = lines.count++;
    if (!single) bundles.set(key, next);
    lines.a[next] = a; lines.b[next] = b; lines.width[next] = 1;
    lines.group[next] = single ? groups[graph.type[e]] : 0;
    lines.ref[next] = single ? e : -1;
  }
  for (const name of ['a', 'b', 'group', 'ref', 'width']) lines[name] = lines[name].subarray(0, lines.count);
  return lines;
}
