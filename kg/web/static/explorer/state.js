// What is shown, and how it stands in the address behind '#'.

export const START = Object.freeze({
  focus: '', // what is selected: the name of a node, or cluster:N
  line: [], // the selected line: two names
  show: [], // only these nodes and their neighbours
  hide: [], // nodes that are hidden
  open: [], // clusters that are shown node by node
  mode: '', // '' (by size), 'clusters', 'all'
  kinds: [], // kinds of nodes left out
  types: [], // kinds of lines left out
  tiers: [], // tiers of agencies left out
  docs: [], // only lines of these documents
  status: '', // '', 'stated', 'derived'
  from: 0, // only what was signed from this day (YYYYMMDD)
  to: 0, // … until this one
  path: [], // two ends
  layout: 'forces',
  draw: 'auto',
  camera: null, // [x, y, zoom]
});

const LISTS = ['show', 'hide', 'open', 'kinds', 'types', 'tiers', 'docs', 'path', 'line'];

/** What stands behind '#' in the address of a view. */
export function write(state) {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (name === 'camera') { if (value) parts.set('at', value.join('~')); }
    else if (Array.isArray(value)) value.forEach((one) => parts.append(name, one));
    else if (value !== START[name]) parts.set(name, value);
  }
  return parts.toString();
}

/** The view of an address; what makes no sense counts as not given. */
export function read(text) {
  const parts = new URLSearchParams(text.replace(/^#/, ''));
  const state = { ...START };
  for (const [name, usual] of Object.entries(START)) {
    if (name === 'camera') {
      const numbers = (parts.get('at') ?? '').split('~').map(Number);
      if (numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0) state.camera = numbers;
    } else if (LISTS.includes(name) && Array.isArray(usual)) state[name] = parts.getAll(name);
    else if (typeof usual === 'number') state[name] = Number(parts.get(name)) || 0;
    else if (parts.has(name)) state[name] = parts.get(name);
  }
  state.open = state.open.map(Number).filter(Number.isInteger);
  if (state.path.length > 2) state.path.length = 2;
  return state;
}

/** A list with a value put in or taken out. */
export function toggled(list, value, inside) {
  const others = list.filter((one) => one !== value);
  return inside ? [...others, value] : others;
}
