// Time that runs: the end of what is shown goes on month by month, until the last one or until it is stopped.

import { button, say } from './dom.js';

const STEP = 700;

/** A button that plays. `at()` tells the first and last month that are shown and the last there is; `go(month)` shows until another. */
export function player(at, go) {
  let timer = 0;
  const made = button(say('time.play'), () => (timer ? stop() : start()), { 'data-do': 'play', 'aria-pressed': 'false' });

  function start() {
    const [first, last, end] = at();
    if (last >= end) go(first);
    told('time.stop');
    timer = setInterval(() => {
      const next = at()[1] + 1;
      go(next);
      if (next >= end) stop();
    }, STEP);
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    told('time.play');
  }

  function told(key) {
    made.textContent = say(key);
    made.setAttribute('aria-pressed', String(key === 'time.stop'));
  }

  return made;
}
