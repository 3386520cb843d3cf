// WebGL by sigma.js, for machines with a GPU. It only draws: camera, hits, labels and marks are those of the page.

import { Graph, Sigma } from '../vendor/sigma.js';
import { element } from './dom.js';
import { bounds } from './camera.js';

const SETTINGS = {
  autoRescale: true,
  stagePadding: 0,
  renderLabels: false,
  renderEdgeLabels: false,
  enableEdgeEvents: false,
  enableCameraPanning: false,
  enableCameraZooming: false,
  enableCameraRotation: false,
  hideEdgesOnMove: false,
  allowInvalidContainer: true,
  minCameraRatio: null,
  maxCameraRatio: null,
};

export class WebglRenderer {
  constructor(host) {
    this.host = element('div', { class: 'gl', 'aria-hidden': 'true' });
    host.append(this.host);
  }

  get name() { return 'webgl'; }

  resize(width, height) {
    Object.assign(this, { width, height });
    this.sigma?.resize(true);
  }

  show(scene, colours) {
    this.sigma?.kill();
    const graph = new Graph({ multi: true, type: 'undirected' });
    for (let i = 0; i < scene.count; i++) {
      graph.addNode(i, { x: scene.x[i], y: -scene.y[i], size: scene.r[i], color: colours.kinds[scene.colour[i]] });
    }
    const { a, b, group, width } = scene.lines;
    for (let e = 0; e < scene.lines.count; e++) {
      graph.addEdge(a[e], b[e], { size: Math.min(8, 0.5 + Math.log2(width[e] + 1) / 2), color: colours.groups[group[e]], zIndex: group[e] });
    }
    const [left, top, right, bottom] = bounds(scene);
    this.side = Math.max(right - left, bottom - top, 50);
    this.middle = [(left + right) / 2, (top + bottom) / 2];
    this.sigma = new Sigma(graph, this.host, { ...SETTINGS, zoomToSizeRatioFunction: () => 1 / this.swell, itemSizesReference: 'screen' });
    const half = this.side / 2, [x, y] = this.middle;
    this.sigma.setCustomBBox({ x: [x - half, x + half], y: [-y - half, -y + half] });
  }

  /** Draws what the camera sees. */
  draw(camera) {
    this.swell = camera.swell;
    const whole = Math.min(this.width, this.height) / this.side;
    this.sigma.getCamera().setState({
      x: 0.5 + (camera.x - this.middle[0]) / this.side,
      y: 0.5 - (camera.y - this.middle[1]) / this.side,
      ratio: whole / camera.zoom,
      angle: 0,
    });
    return false;
  }

  remove() {
    this.sigma?.kill();
    this.host.remove();
  }
}
