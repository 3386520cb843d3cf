// What lies at a place of the picture: nodes by a grid over the graph, lines one by one.

export class Grid {
  constructor(scene) {
    this.scene = scene;
    this.side = Math.max(1, Math.ceil(Math.sqrt(scene.count / 4)));
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (let i = 0; i < scene.count; i++) {
      left = Math.min(left, scene.x[i]); right = Math.max(right, scene.x[i]);
      top = Math.min(top, scene.y[i]); bottom = Math.max(bottom, scene.y[i]);
    }
    Object.assign(this, { left, top, wide: (right - left) / this.side || 1, high: (bottom - top) / this.side || 1 });
    this.cells = new Map();
    for (let i = 0; i < scene.count; i++) {
      const key = this.#column(scene.x[i]) * this.side + this.#row(scene.y[i]);
      const cell = this.cells.get(key);
      if (cell) cell.push(i); else this.cells.set(key, [i]);
    }
  }

  #column(x) { return Math.min(this.side - 1, Math.max(0, Math.floor((x - this.left) / this.wide))); }

  #row(y) { return Math.min(this.side - 1, Math.max(0, Math.floor((y - this.top) / this.high))); }

  /** The place in the scene of the dot there, -1 for none. */
  node(camera, left, top) {
    const reach = 40 / camera.zoom;
    const x = camera.worldX(left), y = camera.worldY(top);
    let best = -1, least = Infinity;
    for (let column = this.#column(x - reach); column <= this.#column(x + reach); column++) {
      for (let row = this.#row(y - reach); row <= this.#row(y + reach); row++) {
        for (const i of this.cells.get(column * this.side + row) ?? []) {
          const away = Math.hypot(this.scene.x[i] - x, this.scene.y[i] - y) * camera.zoom - camera.radius(this.scene.r[i]);
          if (away < 4 && away < least) { least = away; best = i; }
        }
      }
    }
    return best;
  }

  /** The line within 6 pixels, -1 for none. */
  line(camera, left, top) {
    const { lines, x, y } = this.scene;
    const px = camera.worldX(left), py = camera.worldY(top);
    let best = -1, least = 6 / camera.zoom;
    for (let e = 0; e < lines.count; e++) {
      const ax = x[lines.a[e]], ay = y[lines.a[e]], dx = x[lines.b[e]] - ax, dy = y[lines.b[e]] - ay;
      const along = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
      const away = Math.hypot(ax + along * dx - px, ay + along * dy - py);
      if (away < least) { least = away; best = e; }
    }
    return best;
  }
}
