// The picture: what draws it, where one looks, and what the pointer does.

import { Camera } from './camera.js';
import { renderer } from './choose.js';
import { Grid } from './hit.js';
import { Marks } from './marks.js';
import { palette } from './palette.js';

const REST = 140;
const NOTHING = { nodes: [], line: [], around: [], path: [], pathLines: [] };

export class Stage {
  /** `act`: picked(place, line) after a click, opened(place) after a double click, moved() when the camera came to rest. */
  constructor(host, act) {
    Object.assign(this, { host, act, camera: new Camera(), marked: NOTHING, waiting: false, moved: 0 });
    this.marks = new Marks(host);
    this.touches = new Map();
    new ResizeObserver(() => this.resize()).observe(host);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.scene && this.show(this.scene));
    this.#listen();
  }

  /** Chooses what draws. */
  async drawWith(wish) {
    const next = await renderer(wish, this.host);
    this.base?.remove();
    this.base = next;
    this.host.dataset.drawn = next.name;
    this.host.append(this.marks.canvas);
    this.resize();
    if (this.scene) this.show(this.scene);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!width || !height || !this.base) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    Object.assign(this.camera, { width, height });
    if (this.places) this.camera.learn(this.places);
    for (const part of [this.base, this.marks]) part.resize(width, height, ratio);
    this.request();
  }

  /** Says where all the nodes of the graph are. */
  learn(places) { this.places = places; this.camera.learn(places); }

  /** Shows another scene. `names` gives the label of a place in it. */
  show(scene, names = this.names) {
    Object.assign(this, { scene, names, colours: palette(), grid: new Grid(scene) });
    this.base.show(scene, this.colours);
    this.marks.show(scene, this.colours, names);
    this.request();
  }

  mark(marked) {
    this.marked = { ...NOTHING, ...marked };
    this.marks.told = null;
    this.request();
  }

  request() {
    if (this.waiting || !this.scene || !this.base) return;
    this.waiting = true;
    requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    this.waiting = false;
    const rests = performance.now() - this.moved > REST;
    const more = this.base.draw(this.camera);
    this.marks.draw(this.camera, this.marked, rests || this.scene.count < 400);
    if (!this.seen) { this.seen = true; performance.mark('drawn'); }
    this.host.dataset.rests = String(!more && rests);
    if (more || !rests) this.request();
    else if (this.moved) { this.moved = 0; this.act.moved(); this.request(); }
  }

  /** The camera was moved: draw, and tell when it rests. */
  touch() {
    this.moved = performance.now();
    this.request();
  }

  fit() { this.camera.fit(this.scene); this.touch(); }

  near(factor, left, top) { this.camera.near(factor, left, top); this.touch(); }

  pan(left, top) { this.camera.pan(left, top); this.touch(); }

  /** Brings a place of the scene into the middle, where it is not well in sight. */
  reveal(i) {
    const left = this.camera.screenX(this.scene.x[i]), top = this.camera.screenY(this.scene.y[i]);
    const { width, height } = this.camera;
    if (left > width * 0.1 && left < width * 0.9 && top > height * 0.1 && top < height * 0.9) return;
    this.camera.x = this.scene.x[i];
    this.camera.y = this.scene.y[i];
    this.touch();
  }

  #listen() {
    const { host } = this;
    host.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.near(Math.exp(-Math.sign(event.deltaY) * Math.min(0.35, Math.abs(event.deltaY) / 400)), event.offsetX, event.offsetY);
    }, { passive: false });
    host.addEventListener('pointerdown', (event) => {
      host.setPointerCapture(event.pointerId);
      this.touches.set(event.pointerId, [event.offsetX, event.offsetY]);
      this.dragged = this.touches.size > 1 ? Infinity : 0;
    });
    host.addEventListener('pointermove', (event) => this.#move(event));
    host.addEventListener('pointerup', (event) => this.#lift(event));
    host.addEventListener('pointercancel', (event) => this.touches.delete(event.pointerId));
    host.addEventListener('dblclick', (event) => {
      const i = this.grid.node(this.camera, event.offsetX, event.offsetY);
      if (i >= 0) this.act.opened(i);
    });
  }

  #move(event) {
    const before = this.touches.get(event.pointerId);
    if (!before) {
      if (this.scene) this.host.style.cursor = this.grid.node(this.camera, event.offsetX, event.offsetY) >= 0 ? 'pointer' : '';
      return;
    }
    const now = [event.offsetX, event.offsetY];
    const [left, top] = [now[0] - before[0], now[1] - before[1]];
    if (this.touches.size === 1) {
      this.dragged += Math.hypot(left, top);
      if (this.dragged > 4) this.pan(left, top);
      else return;
    } else {
      const [other] = [...this.touches].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const factor = Math.hypot(now[0] - other[0], now[1] - other[1]) / (Math.hypot(before[0] - other[0], before[1] - other[1]) || 1);
      this.near(factor, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      this.pan(left / 2, top / 2);
    }
    this.touches.set(event.pointerId, now);
  }

  #lift(event) {
    if (!this.touches.delete(event.pointerId) || this.dragged > 4 || !this.scene) return;
    const node = this.grid.node(this.camera, event.offsetX, event.offsetY);
    this.act.picked(node, node >= 0 ? -1 : this.grid.line(this.camera, event.offsetX, event.offsetY));
  }
}
