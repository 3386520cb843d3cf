// Draws a scene on a Canvas 2D context, in pieces, so that who draws can stop for the next frame.

const PIECE = 1000;

/** Lines by group and dots by colour, in the order in which they are drawn: made once for a scene. */
export function sorted(scene) {
  const lines = [[], [], [], []];
  const bundles = [];
  for (let e = 0; e < scene.lines.count; e++) {
    if (scene.lines.width[e] > 1) bundles.push(e); else lines[scene.lines.group[e]].push(e);
  }
  const dots = [];
  for (let i = 0; i < scene.count; i++) (dots[scene.colour[i]] ??= []).push(i);
  return { lines: lines.map((list) => Uint32Array.from(list)), bundles, dots: dots.map((list) => Uint32Array.from(list ?? [])) };
}

/** A view: the part of the graph that a picture of `width` × `height` shows. */
export function view(camera, width, height) {
  return { x: camera.x, y: camera.y, zoom: camera.zoom, swell: camera.swell, width, height };
}

/** Draws; to be called on (`next`) until it is done. */
export function* paint(context, scene, order, colours, at) {
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, at.width, at.height);
  const fine = scene.lines.count > 4000;
  context.lineWidth = fine ? 0.5 : 1;
  for (let group = 0; group < order.lines.length; group++) {
    context.strokeStyle = colours.groups[group];
    context.globalAlpha = opacity(scene.lines.count, group);
    for (let first = 0; first < order.lines[group].length; first += PIECE) {
      strokes(context, scene, order.lines[group], first, at);
      yield;
    }
  }
  context.globalAlpha = 0.35;
  context.strokeStyle = colours.groups[0];
  for (let first = 0; first < order.bundles.length; first += PIECE) {
    bundled(context, scene, order.bundles, first, at);
    yield;
  }
  context.globalAlpha = 1;
  for (let colour = 0; colour < order.dots.length; colour++) {
    if (!order.dots[colour]) continue;
    context.fillStyle = colours.kinds[colour];
    for (let first = 0; first < order.dots[colour].length; first += PIECE) {
      dots(context, scene, order.dots[colour], first, at);
      yield;
    }
  }
}

function opacity(count, group) {
  const plain = Math.min(0.6, Math.max(0.14, 40 / Math.sqrt(count + 1)));
  return group === 0 ? plain * 0.8 : plain;
}

function strokes(context, scene, list, first, at) {
  const { x, y, lines: { a, b } } = scene;
  const { zoom, width, height } = at;
  const left = width / 2 - at.x * zoom, top = height / 2 - at.y * zoom;
  const end = Math.min(list.length, first + PIECE);
  context.beginPath();
  for (let place = first; place < end; place++) {
    const e = list[place];
    const x1 = x[a[e]] * zoom + left, y1 = y[a[e]] * zoom + top, x2 = x[b[e]] * zoom + left, y2 = y[b[e]] * zoom + top;
    if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > width && x2 > width) || (y1 > height && y2 > height)) continue;
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
}

function bundled(context, scene, list, first, at) {
  const { x, y, lines: { a, b, width } } = scene;
  const left = at.width / 2 - at.x * at.zoom, top = at.height / 2 - at.y * at.zoom;
  for (const e of list.slice(first, first + PIECE)) {
    context.lineWidth = Math.min(8, 0.8 + Math.log2(width[e]));
    context.beginPath();
    context.moveTo(x[a[e]] * at.zoom + left, y[a[e]] * at.zoom + top);
    context.lineTo(x[b[e]] * at.zoom + left, y[b[e]] * at.zoom + top);
    context.stroke();
  }
}

function dots(context, scene, list, first, at) {
  const { x, y, r } = scene;
  const { zoom, swell, width, height } = at;
  const left = width / 2 - at.x * zoom, top = height / 2 - at.y * zoom;
  const end = Math.min(list.length, first + PIECE);
  context.beginPath();
  for (let place = first; place < end; place++) {
    const i = list[place];
    const radius = r[i] * swell, px = x[i] * zoom + left, py = y[i] * zoom + top;
    if (px < -radius || py < -radius || px > width + radius || py > height + radius) continue;
    if (radius < 2.2) context.fillRect(px - radius * 0.9, py - radius * 0.9, radius * 1.8, radius * 1.8);
    else { context.moveTo(px + radius, py); context.arc(px, py, radius, 0, 6.2832); }
  }
  context.fill();
}
