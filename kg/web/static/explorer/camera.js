// Where one looks: the middle of the picture in the coordinates of the graph, and how many pixels one unit is.

export class Camera {
  constructor() { this.x = 0; this.y = 0; this.zoom = 1; this.first = 1; this.width = 1; this.height = 1; }

  /** `first` is the zoom that shows the whole graph; sizes of dots are told for it. */
  learn(places) { this.first = zoomFor(bounds({ ...places, count: places.x.length }), this.width, this.height); }

  /** Shows all of the scene. */
  fit(scene) {
    const box = bounds(scene);
    this.zoom = Math.min(zoomFor(box, this.width, this.height), this.first * 12);
    this.x = (box[0] + box[2]) / 2;
    this.y = (box[1] + box[3]) / 2;
  }

  /** How much larger a dot is now than at the first zoom. */
  get swell() { return Math.min(2.4, Math.max(0.55, Math.sqrt(this.zoom / this.first))); }

  /** The radius of a dot in pixels. */
  radius(r) { return r * this.swell; }

  screenX(x) { return (x - this.x) * this.zoom + this.width / 2; }

  screenY(y) { return (y - this.y) * this.zoom + this.height / 2; }

  worldX(left) { return (left - this.width / 2) / this.zoom + this.x; }

  worldY(top) { return (top - this.height / 2) / this.zoom + this.y; }

  /** What an address holds of it. */
  get place() { return [this.x, this.y, this.zoom].map((one) => Number(one.toPrecision(7))); }

  set place([x, y, zoom]) { Object.assign(this, { x, y, zoom }); }

  pan(left, top) { this.x -= left / this.zoom; this.y -= top / this.zoom; }

  /** Nearer by `factor`, with what is at this place of the picture staying there. */
  near(factor, left = this.width / 2, top = this.height / 2) {
    const x = this.worldX(left), y = this.worldY(top);
    this.zoom = Math.min(this.first * 400, Math.max(this.first / 8, this.zoom * factor));
    this.x = x - (left - this.width / 2) / this.zoom;
    this.y = y - (top - this.height / 2) / this.zoom;
  }
}

/** The zoom at which a box fills a picture. */
function zoomFor([left, top, right, bottom], width, height) {
  const margin = Math.min(60, width / 8);
  return Math.min((width - 2 * margin) / Math.max(right - left, 50), (height - 2 * margin) / Math.max(bottom - top, 50));
}

/** The box around a scene: left, top, right, bottom. */
export function bounds(scene) {
  if (!scene.count) return [-100, -100, 100, 100];
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (let i = 0; i < scene.count; i++) {
    left = Math.min(left, scene.x[i]); right = Math.max(right, scene.x[i]);
    top = Math.min(top, scene.y[i]); bottom = Math.max(bottom, scene.y[i]);
  }
  return [left, top, right, bottom];
}
