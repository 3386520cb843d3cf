// The search field: agencies and documents from the site's own index (any name, pinyin), tasks from the graph.

import { ofTheSite, remark, suggest } from '../suggest.js';
import { say } from './dom.js';

const MOST_TASKS = 5;

/** Suggests nodes while one types into `input`; `go` gets the number of the one chosen. */
export function searchBox(input, graph, go) {
  suggest(input, {
    id: `${input.id}-list`,
    label: say('search'),
    first: true,
    find: async (typed) => [...known(graph, await ofTheSite(typed)), ...tasks(graph, typed)],
    draw: ([node, note]) => (note ? [graph.label(node), remark(note)] : [graph.label(node)]),
    choose: ([node]) => { input.value = ''; go(node); },
  });
}

function known(graph, hits) {
  return hits.map((hit) => [graph.find(`${hit.kind}:${hit.name}`), hit.note]).filter(([node]) => node >= 0);
}

function tasks(graph, typed) {
  const task = graph.kinds.indexOf('task');
  const found = [];
  for (let n = 0; n < graph.count && found.length < MOST_TASKS; n++) {
    if (graph.kind[n] === task && graph.label(n).includes(typed)) found.push([n, say('kind.task')]);
  }
  return found;
}
