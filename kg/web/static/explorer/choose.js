// Which way of drawing fits the machine: WebGL only where a GPU does the work.

import { CanvasRenderer } from './canvas.js';

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|microsoft basic|swrast|gdi generic/i;

let known = null;

/** True where WebGL is there, and drawn by a GPU and not by the processor; found out once. */
export function hasGpu() {
  known ??= found();
  return known;
}

function found() {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(name);
}

/** What draws into `host`: as wished ('webgl', 'canvas'), else as the machine can. sigma is only loaded where it is used. */
export async function renderer(wish, host) {
  if (wish === 'webgl' ? document.createElement('canvas').getContext('webgl2') : wish !== 'canvas' && hasGpu()) {
    const { WebglRenderer } = await import('./webgl.js');
    return new WebglRenderer(host);
  }
  return new CanvasRenderer(host);
}
