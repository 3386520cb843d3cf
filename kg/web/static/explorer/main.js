// The explorer: loads the graph, keeps the view and the address the same, and ties the parts together.

import { hasGpu } from './choose.js';
import { controls } from './controls.js';
import { button, say } from './dom.js';
import { visible } from './filter.js';
import { Graph, unpack } from './graph.js';
import { keyboard } from './keys.js';
import { shortened } from './marks.js';
import { Panel } from './panel.js';
import { shortest } from './path.js';
import { save } from './save.js';
import { compose } from './scene.js';
import { searchBox } from './search.js';
import { Stage } from './stage.js';
import { START, read, toggled, write } from './state.js';
import { tables } from './table.js';

const BIG = 2000;
const at = (id) => document.getElementById(id);

class Explorer {
  constructor(graph) {
    this.graph = graph;
    this.state = read(location.hash);
    this.stage = new Stage(at('stage'), {
      picked: (place, line) => this.picked(place, line),
      opened: (place) => this.opened(place),
      moved: () => this.keep(),
    });
    this.panel = new Panel(at('details'), graph, this.acts());
    this.renew = () => {};
    searchBox(at('find'), graph, (node) => { this.go(node); this.stage.host.focus(); });
    this.buttons();
    keyboard(this.stage, this.keys());
    addEventListener('hashchange', () => this.arrive());
  }

  /** The picture first: filters and legend are put in once it is on the screen. */
  async start() {
    await this.stage.drawWith(this.state.draw);
    await this.arrive();
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    this.renew = controls(at('filters').querySelector('div'), this.graph, (change) => this.change(change));
    this.renew(this.state);
    at('explorer').dataset.ready = 'true';
  }

  /** Shows the view that the address tells. */
  async arrive() {
    const drawn = this.state.draw;
    this.state = read(location.hash);
    if (this.state.draw !== drawn) await this.stage.drawWith(this.state.draw);
    await this.placesOf(this.state.layout);
    const { camera } = this.state;
    this.render();
    if (camera) { this.stage.camera.place = camera; this.stage.touch(); } else this.stage.fit();
  }

  /** Puts a change into the view. */
  async change(change) {
    this.state = { ...this.state, ...change };
    if ('draw' in change) await this.stage.drawWith(this.state.draw);
    if ('layout' in change) await this.placesOf(this.state.layout);
    this.render();
    if ('layout' in change) this.stage.fit();
    this.keep();
  }

  async placesOf(layout) {
    this.places = layout === 'time' ? (this.timed ??= unpack(await bytes('/explorer/places/time')).columns) : this.graph;
    this.stage.learn(this.places);
  }

  get clustered() {
    return !this.state.show.length && (this.state.mode || (this.graph.count > BIG ? 'clusters' : 'all')) === 'clusters';
  }

  /** Draws the view anew, with all that stands around the picture. */
  render() {
    const { graph, state, stage } = this;
    this.shown = visible(graph, state);
    this.found = state.path.length === 2 ? shortest(graph, this.shown.lines, ...state.path.map((name) => graph.find(name))) : null;
    const whole = new Set([graph.find(state.focus), ...state.line.map((name) => graph.find(name)), ...(this.found?.nodes ?? [])]);
    const open = new Set(state.open), { clustered } = this;
    stage.show(compose(graph, this.shown, { closed: (cluster) => clustered && !open.has(cluster), whole, places: this.places }), (i) => this.name(i));
    this.mark();
    this.renew(state);
    for (const name of ['layout', 'draw']) at(name).value = state[name];
    at('mode').value = this.clustered ? 'clusters' : 'all';
    at('whole').hidden = !state.show.length;
    const groups = stage.scene.count - stage.scene.nodes;
    const lines = this.shown.lines.reduce((sum, one) => sum + one, 0), nodes = this.shown.nodes.reduce((sum, one) => sum + one, 0);
    at('tally').textContent = nodes ? say(groups ? 'tally.groups' : 'tally', { nodes, lines, groups }) : say('nothing');
    if (at('tables').open) this.table();
  }

  name(i) {
    const ref = this.stage.scene.ref[i];
    if (ref >= 0) return this.graph.label(ref);
    const { top, count } = this.stage.scene.gathered.get(-1 - ref);
    return say('group.name', { name: shortened(this.graph.label(top), 10), count });
  }

  /** Marks what is selected, and tells of it beside the picture. */
  mark() {
    const { graph, state, stage, found } = this, { scene } = stage;
    const cluster = state.focus.startsWith('cluster:') ? Number(state.focus.slice(8)) : -1;
    const node = graph.find(state.focus);
    const line = state.line.length === 2 ? state.line.map((name) => graph.find(name)) : null;
    const places = [node, ...(line ?? [])].filter((n) => n >= 0).map((n) => scene.place(n));
    if (cluster >= 0) places.push(scene.place(-1 - cluster));
    const chosen = places.filter((i) => i >= 0);
    const joins = (from, to) => linesBetween(scene, from, to);
    stage.mark({
      nodes: chosen,
      around: line || !chosen.length ? [] : joins(chosen[0], null),
      line: line && chosen.length === 2 ? joins(...chosen).slice(0, 1) : [],
      path: (found?.nodes ?? []).map((n) => scene.place(n)).filter((i) => i >= 0),
      pathLines: (found?.nodes ?? []).slice(1).flatMap((n, place) => joins(scene.place(found.nodes[place]), scene.place(n)).slice(0, 1)),
    });
    this.panel.show({
      node, cluster, line: line && line.every((n) => n >= 0) ? line : null, shown: this.shown, path: state.path, found,
      start: state.path.length === 1 ? state.path[0] : '', opened: this.clustered && node >= 0 && state.open.includes(graph.cluster[node]),
    });
  }

  /** Selects a node, wherever it is, and brings it into sight. */
  go(node) {
    const { graph, state } = this;
    const inside = this.clustered && !state.open.includes(graph.cluster[node]);
    const show = state.show.length && !this.shown.nodes[node] ? [...state.show, graph.name(node)] : state.show;
    this.change({ focus: graph.name(node), line: [], show, hide: toggled(state.hide, graph.name(node), false), open: inside ? [...state.open, graph.cluster[node]] : state.open });
    const place = this.stage.scene.place(node);
    if (place >= 0) this.stage.reveal(place);
    at('said').textContent = say('said.node', { name: graph.label(node), kind: say(`kind.${graph.kindOf(node)}`), count: graph.degree(node) });
  }

  picked(place, line) {
    const { graph, stage: { scene } } = this;
    if (place >= 0) {
      const ref = scene.ref[place];
      if (ref < 0) this.change({ focus: `cluster:${-1 - ref}`, line: [] });
      else this.go(ref);
    } else if (line >= 0 && scene.lines.ref[line] >= 0) {
      const ref = scene.lines.ref[line];
      this.line(graph.source[ref], graph.target[ref]);
    } else if (this.state.focus || this.state.line.length) this.change({ focus: '', line: [] });
  }

  line(a, b) { this.change({ focus: '', line: [this.graph.name(a), this.graph.name(b)] }); }

  opened(place) {
    const ref = this.stage.scene.ref[place];
    if (ref < 0) this.group(-1 - ref, true); else this.acts().expand(ref);
  }

  group(cluster, inside) {
    const focus = inside ? this.graph.name(this.graph.members[cluster][0]) : '';
    this.change({ focus, line: [], open: toggled(this.state.open, cluster, inside) });
  }

  acts() {
    const { graph } = this, name = (node) => graph.name(node);
    return {
      go: (node) => this.go(node),
      line: (a, b) => { this.line(a, b); this.panel.focus(); },
      expand: (node) => this.expand(node),
      only: (node) => { this.change({ show: [name(node)], focus: name(node), camera: null }); this.stage.fit(); },
      hide: (node) => this.change({ hide: toggled(this.state.hide, name(node), true), focus: '' }),
      from: (node) => this.change({ path: [name(node)] }),
      to: (node) => this.change({ path: [this.state.path[0], name(node)] }),
      clearPath: () => this.change({ path: [] }),
      openGroup: (cluster) => this.group(cluster, true),
      closeGroup: (cluster) => this.group(cluster, false),
    };
  }

  /** Adds the neighbours of a node: to those shown alone, or by opening the groups they are in; in the whole graph only they stay. */
  expand(node) {
    const { graph, state } = this, name = graph.name(node);
    if (this.clustered) {
      const inside = [...graph.at(node)].map((line) => graph.cluster[graph.other(line, node)]);
      this.change({ focus: name, open: [...new Set([...state.open, graph.cluster[node], ...inside])] });
    } else {
      this.change({ focus: name, line: [], show: toggled(state.show, name, true) });
      if (!state.show.length) this.stage.fit();
    }
  }

  keys() {
    const chosen = (act) => () => { const node = this.graph.find(this.state.focus); if (node >= 0) this.acts()[act](node); };
    return {
      place: () => {
        const cluster = this.state.focus.startsWith('cluster:') ? -1 - Number(this.state.focus.slice(8)) : this.graph.find(this.state.focus);
        return cluster === -1 ? -1 : this.stage.scene.place(cluster);
      },
      go: (place) => this.picked(place, -1),
      enter: () => {
        if (this.state.focus.startsWith('cluster:')) this.group(Number(this.state.focus.slice(8)), true);
        else this.panel.focus();
      },
      clear: () => this.change({ focus: '', line: [] }),
      letters: {
        e: chosen('expand'), i: chosen('only'), h: chosen('hide'),
        p: () => chosen(this.state.path.length === 1 ? 'to' : 'from')(),
      },
    };
  }

  buttons() {
    const on = (id, act, event = 'click') => at(id).addEventListener(event, act);
    on('fit', () => this.stage.fit());
    on('in', () => this.stage.near(1.4));
    on('out', () => this.stage.near(1 / 1.4));
    on('reset', () => { this.change({ ...START }); this.stage.fit(); });
    on('whole', () => { this.change({ show: [] }); this.stage.fit(); });
    for (const name of ['mode', 'layout', 'draw']) on(name, () => this.change({ [name]: at(name).value }), 'change');
    on('tables', () => this.table(), 'toggle');
    on('share', async () => { this.keep(); await navigator.clipboard?.writeText(location.href); at('share').textContent = say('share.done'); });
    document.querySelectorAll('[data-save]').forEach((one) => one.addEventListener('click', () => save(one.dataset.save, this.stage, this.graph)));
    if (matchMedia('(min-width: 60rem)').matches) at('filters').open = true;
  }

  table() {
    if (at('tables').open) tables(at('tables').querySelector('div'), this.graph, this.stage.scene, (i) => this.name(i), this.acts());
  }

  /** Writes the view into the address. */
  keep() {
    this.state.camera = this.stage.camera.place = this.stage.camera.place;
    history.replaceState(null, '', `#${write(this.state)}`);
    document.querySelector('.tongue').hash = location.hash;
  }
}

/** The lines of a scene at a place, or between two. */
function linesBetween(scene, from, to) {
  const { a, b, count } = scene.lines, found = [];
  for (let e = 0; e < count; e++) {
    if (a[e] === from ? to === null || b[e] === to : b[e] === from && (to === null || a[e] === to)) found.push(e);
  }
  return found;
}

async function bytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.arrayBuffer();
}

try {
  const coming = bytes('/explorer/graph');
  hasGpu(); // asked while the graph is on its way, answered from memory later
  at('explorer').explorer = new Explorer(new Graph(await coming));
  await at('explorer').explorer.start();
} catch (error) {
  at('tally').replaceChildren(say('failed'), ' ', button('↻', () => location.reload()));
  throw error;
}
