// The picture by keyboard.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 80;

/** Listens on the picture. `act`: place() of the selected, go(place), enter(), clear(), and one of each letter. */
export function keyboard(stage, act) {
  stage.host.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) stage.pan(-arrow[0] * STEP, -arrow[1] * STEP);
    else if (arrow) walk(stage, act, arrow);
    else if (event.key === '+' || event.key === '=') stage.near(1.3);
    else if (event.key === '-' || event.key === '_') stage.near(1 / 1.3);
    else if (event.key === '0') stage.fit();
    else if (event.key === 'Enter') act.enter();
    else if (event.key === 'Escape') act.clear();
    else if (act.letters[event.key.toLowerCase()]) act.letters[event.key.toLowerCase()]();
    else return;
    event.preventDefault();
  });
}

/** To the neighbour that lies that way, the straightest and nearest first; with nothing selected to the largest in sight. */
function walk(stage, act, [right, down]) {
  const { scene, camera } = stage, here = act.place();
  let best = -1, least = Infinity;
  const consider = (i, cost) => { if (cost < least) { least = cost; best = i; } };
  if (here < 0) {
    for (let i = 0; i < scene.count; i++) {
      const left = camera.screenX(scene.x[i]), top = camera.screenY(scene.y[i]);
      if (left > 0 && top > 0 && left < camera.width && top < camera.height) consider(i, -scene.r[i]);
    }
  } else {
    const { a, b, count } = scene.lines;
    for (let e = 0; e < count; e++) {
      if (a[e] !== here && b[e] !== here) continue;
      const i = a[e] === here ? b[e] : a[e];
      const x = scene.x[i] - scene.x[here], y = scene.y[i] - scene.y[here], far = Math.hypot(x, y) || 1;
      const straight = (x * right + y * down) / far;
      if (straight > 0.35) consider(i, far / straight ** 2);
    }
  }
  if (best >= 0) act.go(best);
}
