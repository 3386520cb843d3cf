// The facts behind a line: the words, where they stand, and the way to them in the source.

import { element, say } from './dom.js';

/** Facts of the server as articles. Raises where it does not answer. */
export async function factsBetween(graph, from, to) {
  const query = new URLSearchParams({ from: graph.name(from), to: graph.name(to) });
  const answer = await fetch(`/api/v1/graph/facts?${query}`);
  if (!answer.ok) throw new Error(String(answer.status));
  const facts = await answer.json();
  return facts.map((fact) => article(graph, fact));
}

/** What a line of this type is called. */
export function typeName(type) { return say(`role.${type}`) === type ? say(`type.${type}`) : say(`role.${type}`); }

function article(graph, fact) {
  const name = (id) => { const n = graph.find(id); return n < 0 ? id : graph.label(n); };
  const where = [fact.document, fact.clause && say('clause', { clause: fact.clause }), fact.page && say('at', { page: fact.page }),
    fact.deadline && say('due', { day: fact.deadline })];
  const kind = fact.relation ? say(`relation.${fact.relation}`) : typeName(fact.type);
  return element('article', { class: 'fact' },
    element('p', {}, element('b', {}, name(fact.from)), ' ', element('span', { class: `role role-${fact.type}` }, kind),
      fact.status === 'derived' ? element('span', { class: 'tag' }, say('status.derived')) : '', ' ', element('b', {}, name(fact.to))),
    fact.quote ? element('blockquote', {}, ...marked(fact.quote, fact.surface)) : '',
    element('p', { class: 'count' }, where.filter(Boolean).join(' · '), ' ', element('a', { href: fact.href }, say('source'))));
}

function marked(quote, surface) {
  const at = surface ? quote.indexOf(surface) : -1;
  if (at < 0) return [quote];
  return [quote.slice(0, at), element('mark', {}, surface), quote.slice(at + surface.length)];
}
