// The colours of the style sheet, for what is drawn and not laid out.

import { GROUPS } from './scene.js';

const KINDS = ['agency', 'document', 'cited', 'task', 'cluster'];

/** Colours of dots and lines in the light or dark in which the page is seen now. */
export function palette() {
  const style = getComputedStyle(document.getElementById('explorer'));
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    kinds: KINDS.map((name) => colour(`dot-${name}`)),
    groups: GROUPS.map((name) => colour(`line-${name}`)),
    paper: colour('card'),
    ink: colour('ink'),
    mark: colour('chosen'),
    font: style.getPropertyValue('--sans'),
  };
}
