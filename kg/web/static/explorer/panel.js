// Beside the picture: the selected node with its neighbours, the selected line with its facts, the path.

import { button, element, say } from './dom.js';
import { factsBetween, typeName } from './facts.js';

const PIECE = 25;
const FIELDS = ['title', 'signed', 'region'];

export class Panel {
  /** `act`: go(node), line(a, b), expand, only, hide, from, to (node), openGroup, closeGroup (cluster), clearPath(). */
  constructor(host, graph, act) { Object.assign(this, { host, graph, act, turn: 0 }); }

  /** Shows what the view selects. `shown` are the masks of what passes the filters. */
  show(view) {
    this.turn++;
    const parts = [...this.#path(view)];
    if (view.line) parts.push(...this.#line(...view.line));
    else if (view.cluster >= 0) parts.push(...this.#cluster(view.cluster));
    else if (view.node >= 0) parts.push(...this.#node(view.node, view));
    else parts.push(element('p', { class: 'count' }, say('details.none')));
    this.host.replaceChildren(...parts);
    this.host.scrollTop = 0;
  }

  focus() { this.host.querySelector('h2[tabindex]')?.focus(); }

  #heading(text, kind) {
    return [element('p', { class: 'kind' }, kind), element('h2', { tabindex: '-1' }, text)];
  }

  #node(node, { shown, cluster, opened, start }) {
    const { graph, act } = this;
    const buttons = element('p', { class: 'buttons' },
      button(say('expand'), () => act.expand(node), { 'data-do': 'expand' }), button(say('only'), () => act.only(node), { 'data-do': 'only' }),
      button(say('hide'), () => act.hide(node), { 'data-do': 'hide' }),
      start && start !== graph.name(node) ? button(say('path.to'), () => act.to(node), { 'data-do': 'to' })
        : button(say('path.from'), () => act.from(node), { 'data-do': 'from' }),
      cluster < 0 && opened ? button(say('group.close'), () => act.closeGroup(graph.cluster[node])) : '');
    const known = element('p', { class: 'count' });
    this.#ask(node, known, this.turn);
    return [...this.#heading(graph.label(node), say(`kind.${graph.kindOf(node)}`)), known, buttons, ...this.#neighbours(node, shown)];
  }

  async #ask(node, place, turn) {
    const answer = await fetch(`/api/v1/graph/node?${new URLSearchParams({ id: this.graph.name(node) })}`);
    if (!answer.ok || turn !== this.turn) return;
    const about = await answer.json();
    const said = FIELDS.map((name) => about[name]).filter((value) => value && value !== '-');
    if (about.kind === 'agency' && about.tier !== '-') said.push(say(`tier.${about.tier}`));
    if (about.names?.length) said.push(about.names.join('、'));
    place.append(said.join(' · '), ' ');
    if (about.href) place.append(element('a', { href: about.href }, say('page')));
  }

  #neighbours(node, shown) {
    const { graph } = this;
    const by = new Map();
    for (const line of graph.at(node)) {
      const other = graph.other(line, node);
      if (!shown.lines[line] || other === node) continue;
      const types = by.get(other) ?? by.set(other, new Set()).get(other);
      types.add(graph.typeOf(line));
    }
    const rows = [...by].sort(([a], [b]) => graph.degree(b) - graph.degree(a) || a - b);
    const list = element('ul', { class: 'neighbours' });
    return [element('h3', {}, say('neighbours', { count: rows.length })), list, this.#piecemeal(list, rows, ([other, types]) => element('li', {},
      button(graph.label(other), () => this.act.go(other), { class: 'link' }),
      element('span', { class: 'count' }, [...types].map(typeName).join('、')),
      button(say('facts.show'), () => this.act.line(node, other),
        { class: 'quiet facts', 'aria-label': say('facts.of', { from: graph.label(node), to: graph.label(other) }) })))];
  }

  /** Puts the first rows into a list; the answer is a button that adds more. */
  #piecemeal(list, rows, made) {
    let done = 0;
    const more = button('', () => grow());
    const grow = () => {
      list.append(...rows.slice(done, done + PIECE).map(made));
      done += PIECE;
      more.hidden = done >= rows.length;
      more.textContent = say('more', { count: Math.min(PIECE, rows.length - done) });
    };
    grow();
    return more;
  }

  #line(a, b) {
    const { graph } = this;
    const list = element('div', {}, element('p', { class: 'count' }, say('loading')));
    const heading = element('h3', {}, say('facts', { count: '…' }));
    const turn = this.turn;
    factsBetween(graph, a, b).then((facts) => {
      if (turn !== this.turn) return;
      heading.textContent = say('facts', { count: facts.length });
      list.replaceChildren();
      list.append(this.#piecemeal(list, facts, (fact) => fact));
    }, () => list.replaceChildren(say('failed')));
    const ends = element('p', { class: 'buttons' }, ...[a, b].map((node) => button(graph.label(node), () => this.act.go(node), { class: 'link' })));
    return [...this.#heading(`${graph.label(a)} — ${graph.label(b)}`, say('lines')), ends, heading, list];
  }

  #cluster(cluster) {
    const { graph, act } = this;
    const members = graph.members[cluster] ?? [];
    const list = element('ul', { class: 'neighbours' });
    return [...this.#heading(say('group.name', { name: graph.label(members[0]), count: members.length }), say('kind.cluster')),
      element('p', { class: 'buttons' }, button(say('group.open'), () => act.openGroup(cluster), { 'data-do': 'open' })),
      list, this.#piecemeal(list, members, (node) => element('li', {}, button(graph.label(node), () => act.go(node), { class: 'link' }),
        element('span', { class: 'count' }, say(`kind.${graph.kindOf(node)}`))))];
  }

  #path({ path, found }) {
    const { graph, act } = this;
    if (!path.length) return [];
    const clear = button(say('path.clear'), () => act.clearPath());
    if (path.length < 2) {
      const start = graph.find(path[0]);
      return [element('section', { class: 'path-box' }, element('p', {}, say('path.start', { name: start < 0 ? path[0] : graph.label(start) })), clear)];
    }
    if (!found) return [element('section', { class: 'path-box' }, element('p', {}, say('path.none')), clear)];
    const steps = found.nodes.map((node, place) => element('li', {}, button(graph.label(node), () => act.go(node), { class: 'link' }),
      place < found.lines.length ? button(`↓ ${typeName(graph.typeOf(found.lines[place]))}`, () => act.line(node, found.nodes[place + 1]), { class: 'quiet facts' }) : ''));
    return [element('section', { class: 'path-box' },
      element('h2', {}, say('path'), ' ', element('span', { class: 'count' }, say('path.length', { count: found.lines.length }))),
      element('ol', { class: 'steps' }, ...steps), clear)];
  }
}
