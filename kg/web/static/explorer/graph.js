// The graph as columns of numbers (kg/web/explorer/columns.py): nodes and lines by number, texts decoded when asked for.

const NUMBERS = { u8: Uint8Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array };
const reader = new TextDecoder();

/** The columns of a block of bytes, and what it says about them. */
export function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(reader.decode(new Uint8Array(buffer, 4, length)));
  const columns = {};
  for (const [name, { type, offset, length: count }] of Object.entries(head.columns)) {
    const at = 4 + length + offset;
    if (type === 'text') columns[name] = texts(buffer, at, count);
    else columns[name] = new NUMBERS[type](buffer, at, count);
  }
  return { columns, about: head.about };
}

function texts(buffer, at, count) {
  const ends = new Uint32Array(buffer, at, count + 1);
  const bytes = new Uint8Array(buffer, at + 4 * (count + 1));
  return (place) => reader.decode(bytes.subarray(ends[place], ends[place + 1]));
}

export class Graph {
  constructor(buffer) {
    const { columns, about } = unpack(buffer);
    Object.assign(this, columns, about);
    this.count = this.x.length;
    this.lines = this.source.length;
    this.#gather();
  }

  /** Which lines meet at each node: those of node n are around[from[n]] … around[from[n + 1] - 1]. */
  #gather() {
    const { source, target, count, lines } = this;
    const from = new Uint32Array(count + 1);
    for (let e = 0; e < lines; e++) { from[source[e] + 1]++; if (source[e] !== target[e]) from[target[e] + 1]++; }
    for (let n = 0; n < count; n++) from[n + 1] += from[n];
    const around = new Uint32Array(from[count]);
    const next = from.slice();
    for (let e = 0; e < lines; e++) {
      around[next[source[e]]++] = e;
      if (source[e] !== target[e]) around[next[target[e]]++] = e;
    }
    this.from = from;
    this.around = around;
  }

  degree(node) { return this.from[node + 1] - this.from[node]; }

  /** The lines at a node. */
  at(node) { return this.around.subarray(this.from[node], this.from[node + 1]); }

  /** The other end of a line. */
  other(line, node) { return this.source[line] === node ? this.target[line] : this.source[line]; }

  kindOf(node) { return this.kinds[this.kind[node]]; }

  typeOf(line) { return this.types[this.type[line]]; }

  /** The name of a node that addresses use. */
  name(node) {
    const kind = this.kindOf(node);
    return `${kind === 'cited' ? 'document' : kind}:${this.id(node)}`;
  }

  /** The number of the node with this name, -1 for none. */
  find(name) {
    if (!this.index) {
      this.index = new Map();
      for (let n = 0; n < this.count; n++) this.index.set(this.name(n), n);
    }
    return this.index.get(name) ?? -1;
  }

  /** The members of each cluster, those with most lines first. */
  get members() {
    if (!this.sorted) {
      this.sorted = [];
      for (let n = 0; n < this.count; n++) (this.sorted[this.cluster[n]] ??= []).push(n);
      for (const list of this.sorted) list?.sort((a, b) => this.degree(b) - this.degree(a) || a - b);
    }
    return this.sorted;
  }
}
