// Canvas 2D, for machines without a GPU. A large scene is drawn into a picture that is wider than the screen; panning
// and zooming move that picture, and it is drawn anew, some milliseconds a frame, until it is sharp again.

import { element } from './dom.js';
import { paint, sorted, view } from './paint.js';

const SMALL = 2500;
const MARGIN = 0.3;
const SLICE = 7;

export class CanvasRenderer {
  constructor(host) {
    this.canvas = element('canvas', { 'aria-hidden': 'true' });
    host.append(this.canvas);
    this.context = this.canvas.getContext('2d', { alpha: false });
    this.ready = null; // the picture that is shown
    this.spare = null; // the one that is drawn meanwhile
    this.job = null;
  }

  get name() { return 'canvas'; }

  resize(width, height, ratio) {
    Object.assign(this, { width, height, ratio });
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    this.ready = this.spare = this.job = null;
  }

  show(scene, colours) {
    this.scene = scene;
    this.colours = colours;
    this.order = sorted(scene);
    this.ready = this.job = null;
  }

  /** Draws what the camera sees; true where it is not sharp yet. */
  draw(camera) {
    if (this.scene.count + this.scene.lines.count <= SMALL) {
      this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      finish(paint(this.context, this.scene, this.order, this.colours, view(camera, this.width, this.height)));
      return false;
    }
    const first = this.ready === null;
    if (!this.#good(camera) && !this.#good(camera, this.job)) this.#begin(camera);
    if (this.job) this.#work(first ? Infinity : SLICE);
    this.#blit(camera);
    return this.job !== null;
  }

  /** The picture is at this zoom, and reaches half its margin beyond what is seen. */
  #good(camera, one = this.ready) {
    if (!one || one.at.zoom !== camera.zoom) return false;
    const spare = 0.5 * MARGIN;
    return Math.abs(camera.x - one.at.x) * camera.zoom < spare * this.width
      && Math.abs(camera.y - one.at.y) * camera.zoom < spare * this.height;
  }

  #begin(camera) {
    const at = view(camera, this.width * (1 + 2 * MARGIN), this.height * (1 + 2 * MARGIN));
    const picture = this.spare ?? element('canvas');
    const width = Math.ceil(at.width * this.ratio), height = Math.ceil(at.height * this.ratio);
    if (picture.width !== width || picture.height !== height) Object.assign(picture, { width, height });
    const context = picture.getContext('2d', { alpha: false, willReadFrequently: true });
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.spare = picture;
    this.job = { at, picture, context, steps: paint(context, this.scene, this.order, this.colours, at) };
  }

  #work(budget) {
    const until = performance.now() + budget;
    let done = false;
    while (!done && performance.now() < until) {
      done = this.job.steps.next().done;
      this.job.context.getImageData(0, 0, 1, 1); // draws now what else would all be drawn in one later frame
    }
    if (!done) return;
    this.spare = this.ready?.picture ?? null;
    this.ready = this.job;
    this.job = null;
  }

  #blit(camera) {
    const { at, picture } = this.ready;
    const scale = camera.zoom / at.zoom;
    const left = this.width / 2 + (at.x - camera.x) * camera.zoom - (at.width / 2) * scale;
    const top = this.height / 2 + (at.y - camera.y) * camera.zoom - (at.height / 2) * scale;
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    if (scale < 1 || !this.#good(camera)) {
      this.context.fillStyle = this.colours.paper;
      this.context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    }
    const ratio = this.ratio;
    if (scale === 1) this.context.drawImage(picture, Math.round(left * ratio), Math.round(top * ratio));
    else this.context.drawImage(picture, left * ratio, top * ratio, picture.width * scale, picture.height * scale);
  }

  remove() { this.canvas.remove(); }
}

function finish(steps) { while (!steps.next().done); }
