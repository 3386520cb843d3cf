// Which nodes and lines pass the filters of a view.

/** Masks over nodes and lines: 1 for what is shown, before clusters are closed. */
export function visible(graph, state) {
  const nodes = new Uint8Array(graph.count);
  const lines = new Uint8Array(graph.lines);
  const kinds = graph.kinds.map((name) => !state.kinds.includes(name));
  const tiers = graph.tiers.map((name) => !state.tiers.includes(name));
  const types = graph.types.map((name) => !state.types.includes(name));
  const documents = new Set(state.docs.map((name) => graph.find(name)));
  const agency = graph.kinds.indexOf('agency');
  const shown = reach(graph, state.show);
  for (let n = 0; n < graph.count; n++) {
    if (kinds[graph.kind[n]] && (graph.kind[n] !== agency || tiers[graph.tier[n]]) && (!shown || shown[n])) nodes[n] = 1;
  }
  for (const name of state.hide) { const n = graph.find(name); if (n >= 0) nodes[n] = 0; }
  const dated = state.from > 0 || state.to > 0;
  const to = state.to || 99999999;
  const chosen = dated || documents.size > 0 || state.status !== '' || state.types.length > 0;
  const touched = chosen ? new Uint8Array(graph.count) : null;
  for (let e = 0; e < graph.lines; e++) {
    const a = graph.source[e], b = graph.target[e];
    if (!nodes[a] || !nodes[b] || !types[graph.type[e]]) continue;
    if (state.status && (graph.derived[e] === 1) !== (state.status === 'derived')) continue;
    if (documents.size && !documents.has(graph.document[e])) continue;
    const day = graph.day[graph.document[e]];
    if (dated && (day < state.from || day > to || day === 0)) continue;
    lines[e] = 1;
    if (touched) { touched[a] = 1; touched[b] = 1; }
  }
  if (touched) for (let n = 0; n < graph.count; n++) nodes[n] &= touched[n];
  return { nodes, lines };
}

/** The nodes with these names, and their neighbours; null for no names. */
function reach(graph, names) {
  const numbers = names.map((name) => graph.find(name)).filter((n) => n >= 0);
  if (!numbers.length) return null;
  const found = new Uint8Array(graph.count);
  for (const n of numbers) {
    found[n] = 1;
    for (const e of graph.at(n)) found[graph.other(e, n)] = 1;
  }
  return found;
}
