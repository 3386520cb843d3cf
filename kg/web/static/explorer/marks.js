// Over the picture: what is selected, its lines, the path, what the pointer is on, and names that do not overlap.

import { element } from './dom.js';

const MOST = 60;
const LOOKED_AT = 4000;
const LONGEST = 18;
const HALF = 7; // of the width of a character in a name, in pixels

export class Marks {
  constructor(host) {
    this.canvas = element('canvas', { 'aria-hidden': 'true' });
    host.append(this.canvas);
    this.context = this.canvas.getContext('2d');
    this.named = [];
    this.told = null;
  }

  resize(width, height, ratio) {
    Object.assign(this, { width, height, ratio });
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
  }

  /** `names` gives the label of a place in the scene. */
  show(scene, colours, names) {
    Object.assign(this, { scene, colours, names });
    this.order = Uint32Array.from({ length: scene.count }, (none, i) => i).sort((a, b) => scene.r[b] - scene.r[a] || a - b);
    this.told = null;
  }

  /** `marked`: {node, line, hover, path: [places], around: [lines]}. Names are chosen anew only where the view `rests`. */
  draw(camera, marked, rests) {
    const { context } = this;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    this.#lines(camera, marked.around, this.colours.mark, 1.6);
    this.#ends(camera, marked.around);
    this.#lines(camera, marked.line, this.colours.mark, 4);
    this.#lines(camera, marked.pathLines, this.colours.mark, 4);
    for (const i of [...marked.path, ...marked.nodes]) this.#ring(camera, i, i === marked.nodes[0] ? 4 : 3);
    if (rests || !this.told) this.#choose(camera, marked);
    context.font = `13px ${this.colours.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const { i, text } of this.told) this.#name(camera, i, text);
  }

  #lines(camera, list, colour, width) {
    const { a, b } = this.scene.lines, { x, y } = this.scene, { context } = this;
    if (!list.length) return;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const e of list) {
      context.moveTo(camera.screenX(x[a[e]]), camera.screenY(y[a[e]]));
      context.lineTo(camera.screenX(x[b[e]]), camera.screenY(y[b[e]]));
    }
    context.stroke();
  }

  /** Draws the dots at the ends of lines once more: a line ends at a dot, and does not run through it. */
  #ends(camera, list) {
    const { context, scene } = this, { a, b } = scene.lines;
    for (const i of new Set(list.flatMap((e) => [a[e], b[e]]))) {
      context.fillStyle = this.colours.kinds[scene.colour[i]];
      context.beginPath();
      context.arc(camera.screenX(scene.x[i]), camera.screenY(scene.y[i]), camera.radius(scene.r[i]), 0, 6.2832);
      context.fill();
    }
  }

  #ring(camera, i, width) {
    const { context, scene } = this;
    context.lineWidth = width;
    context.strokeStyle = this.colours.mark;
    context.fillStyle = this.colours.kinds[scene.colour[i]];
    context.beginPath();
    context.arc(camera.screenX(scene.x[i]), camera.screenY(scene.y[i]), camera.radius(scene.r[i]) + 2, 0, 6.2832);
    context.fill();
    context.stroke();
  }

  #choose(camera, marked) {
    const taken = new Set();
    this.told = [];
    const wanted = [...marked.nodes, ...marked.path];
    for (const i of wanted) this.#take(camera, i, taken, true);
    for (let at = 0; at < Math.min(this.order.length, LOOKED_AT) && this.told.length < MOST; at++) {
      const i = this.order[at];
      if (camera.radius(this.scene.r[i]) < 3.2) break;
      this.#take(camera, i, taken, false);
    }
  }

  #take(camera, i, taken, always) {
    const left = camera.screenX(this.scene.x[i]), top = camera.screenY(this.scene.y[i]);
    if (left < 0 || top < 0 || left > this.width || top > this.height) return;
    const text = shortened(this.names(i));
    const half = text.length * HALF, middle = this.#inside(left, text), cells = [];
    for (let x = Math.floor((middle - half) / 20); x <= Math.floor((middle + half) / 20); x++) {
      for (const row of [Math.floor(top / 20), Math.floor(top / 20) + 1]) cells.push(x * 10000 + row);
    }
    if (!always && cells.some((cell) => taken.has(cell))) return;
    cells.forEach((cell) => taken.add(cell));
    this.told.push({ i, text });
  }

  /** Where the middle of a name stands: at its dot, but not cut off by the edge of the picture. */
  #inside(left, text) {
    const half = text.length * HALF;
    return this.width < 2 * half ? left : Math.min(Math.max(left, half), this.width - half);
  }

  #name(camera, i, text) {
    const left = this.#inside(camera.screenX(this.scene.x[i]), text);
    const top = camera.screenY(this.scene.y[i]) + camera.radius(this.scene.r[i]) + 3;
    this.context.lineWidth = 3;
    this.context.lineJoin = 'round';
    this.context.strokeStyle = this.colours.paper;
    this.context.strokeText(text, left, top);
    this.context.fillStyle = this.colours.ink;
    this.context.fillText(text, left, top);
  }

  remove() { this.canvas.remove(); }
}

/** A name short enough to stand at a dot. */
export function shortened(text, longest = LONGEST) {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
