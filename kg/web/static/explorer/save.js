// What is shown, as a file: a picture (PNG), a drawing (SVG), a graph (GEXF).

import { download } from './dom.js';
import { shortened } from './marks.js';
import { paint, sorted, view } from './paint.js';

/** Saves the view as `format`. */
export function save(format, stage, graph) {
  if (format === 'png') return png(stage);
  const [text, media] = format === 'svg' ? [svg(stage), 'image/svg+xml'] : [gexf(stage.scene, graph, stage.names), 'application/gexf+xml'];
  return download(new Blob([text], { type: `${media};charset=utf-8` }), `graph.${format}`);
}

function png(stage) {
  const { camera, scene, colours, marks } = stage;
  const canvas = document.createElement('canvas');
  canvas.width = camera.width * 2;
  canvas.height = camera.height * 2;
  const context = canvas.getContext('2d');
  context.setTransform(2, 0, 0, 2, 0, 0);
  for (const step = paint(context, scene, sorted(scene), colours, view(camera, camera.width, camera.height)); !step.next().done;);
  context.drawImage(marks.canvas, 0, 0, camera.width, camera.height);
  canvas.toBlob((blob) => download(blob, 'graph.png'));
}

function escaped(text) {
  const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (sign) => signs[sign]);
}

function svg({ camera, scene, colours, marks }) {
  const { width, height } = camera, fixed = (value) => value.toFixed(1);
  const left = (i) => fixed(camera.screenX(scene.x[i])), top = (i) => fixed(camera.screenY(scene.y[i]));
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`];
  colours.groups.forEach((colour, group) => {
    const way = [];
    for (let e = 0; e < scene.lines.count; e++) {
      if (scene.lines.group[e] === group) way.push(`M${left(scene.lines.a[e])} ${top(scene.lines.a[e])}L${left(scene.lines.b[e])} ${top(scene.lines.b[e])}`);
    }
    if (way.length) parts.push(`<path d="${way.join('')}" stroke="${colour}" stroke-opacity=".5" fill="none"/>`);
  });
  for (let i = 0; i < scene.count; i++) {
    parts.push(`<circle cx="${left(i)}" cy="${top(i)}" r="${fixed(camera.radius(scene.r[i]))}" fill="${colours.kinds[scene.colour[i]]}"/>`);
  }
  for (const { i, text } of marks.told ?? []) {
    const under = fixed(camera.screenY(scene.y[i]) + camera.radius(scene.r[i]) + 14);
    parts.push(`<text x="${left(i)}" y="${under}" font-size="13" text-anchor="middle" fill="${colours.ink}">${escaped(shortened(text))}</text>`);
  }
  return `${parts.join('\n')}\n</svg>\n`;
}

/** GEXF 1.3 (gexf.net/schema.html) of what is shown, with places, sizes and colours. */
function gexf(scene, graph, names) {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">', '<graph defaultedgetype="directed">',
    '<attributes class="node"><attribute id="kind" title="kind" type="string"/></attributes>',
    '<attributes class="edge"><attribute id="type" title="type" type="string"/><attribute id="status" title="status" type="string"/>'
    + '<attribute id="document" title="document" type="string"/></attributes>', '<nodes>'];
  const id = (i) => (scene.ref[i] >= 0 ? graph.name(scene.ref[i]) : `cluster:${-1 - scene.ref[i]}`);
  for (let i = 0; i < scene.count; i++) {
    const kind = scene.ref[i] >= 0 ? graph.kindOf(scene.ref[i]) : 'cluster';
    parts.push(`<node id="${escaped(id(i))}" label="${escaped(names(i))}"><attvalues><attvalue for="kind" value="${kind}"/></attvalues>`
      + `<viz:position x="${scene.x[i]}" y="${-scene.y[i]}"/><viz:size value="${scene.r[i]}"/></node>`);
  }
  parts.push('</nodes>', '<edges>');
  const { lines } = scene;
  for (let e = 0; e < lines.count; e++) {
    const ref = lines.ref[e];
    const values = ref < 0 ? '' : `<attvalue for="type" value="${graph.typeOf(ref)}"/><attvalue for="status" value="${graph.derived[ref] ? 'derived' : 'stated'}"/>`
      + `<attvalue for="document" value="${escaped(graph.id(graph.document[ref]))}"/>`;
    parts.push(`<edge id="${e}" source="${escaped(id(lines.a[e]))}" target="${escaped(id(lines.b[e]))}" weight="${lines.width[e]}"><attvalues>${values}</attvalues></edge>`);
  }
  return `${[...parts, '</edges>', '</graph>', '</gexf>'].join('\n')}\n`;
}
