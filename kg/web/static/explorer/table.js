// The picture as two tables, for who cannot see it, and for who would rather read.

import { button, element, say } from './dom.js';
import { typeName } from './facts.js';

const MOST = 200;

/** Fills `host` with the nodes and lines of the scene. `act`: go(node), line(a, b), openGroup(cluster). */
export function tables(host, graph, scene, name, act) {
  const order = Array.from(scene.ref.keys()).sort((a, b) => scene.r[b] - scene.r[a] || a - b);
  const nodes = order.slice(0, MOST).map((i) => {
    const ref = scene.ref[i];
    return [
      button(name(i), () => (ref >= 0 ? act.go(ref) : act.openGroup(-1 - ref)), { class: 'link' }),
      ref >= 0 ? say(`kind.${graph.kindOf(ref)}`) : say('kind.cluster'),
      String(ref >= 0 ? graph.degree(ref) : scene.size[i]),
    ];
  });
  const single = scene.lines.ref.filter((ref) => ref >= 0);
  const lines = Array.from(single.subarray(0, MOST), (ref) => {
    const a = graph.source[ref], b = graph.target[ref];
    return [graph.label(a), typeName(graph.typeOf(ref)), graph.label(b),
      button(say('facts.show'), () => act.line(a, b), { 'aria-label': say('facts.of', { from: graph.label(a), to: graph.label(b) }) })];
  });
  host.replaceChildren(
    ...table(say('table.nodes'), ['name', 'kind', 'degree'], nodes, scene.count),
    ...table(say('table.lines'), ['from', 'what', 'to', ''], lines, single.length),
  );
}

function table(title, columns, rows, total) {
  const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name ? say(`table.${name}`) : say('facts.show'))));
  const body = rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, cell))));
  return [
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title },
      element('table', {}, element('caption', {}, title), element('thead', {}, head), element('tbody', {}, ...body))),
    total > rows.length ? element('p', { class: 'count' }, say('table.cut', { count: rows.length, total })) : '',
  ].filter(Boolean);
}
