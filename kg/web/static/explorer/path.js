// The shortest path between two nodes.

/** The nodes and lines from `start` to `end`, along lines whose mask is 1; null where there is no path. */
export function shortest(graph, lines, start, end) {
  if (start < 0 || end < 0) return null;
  const by = new Int32Array(graph.count).fill(-1);
  const seen = new Uint8Array(graph.count);
  const waiting = [start];
  seen[start] = 1;
  for (let at = 0; at < waiting.length && !seen[end]; at++) {
    const node = waiting[at];
    for (const line of graph.at(node)) {
      const next = graph.other(line, node);
      if (!lines[line] || seen[next]) continue;
      seen[next] = 1;
      by[next] = line;
      waiting.push(next);
    }
  }
  if (!seen[end]) return null;
  const path = { nodes: [end], lines: [] };
  for (let node = end; node !== start;) {
    path.lines.unshift(by[node]);
    node = graph.other(by[node], node);
    path.nodes.unshift(node);
  }
  return path;
}
