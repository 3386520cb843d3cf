// The graph as columns of numbers (kg/web/explorer/columns.py): nodes and lines by number, texts decoded when asked for.

const NUMBERS = { u8: Uint8Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array };
const reader = new TextDecoder();
const writer = new TextEncoder();

/** The columns of a block of bytes, and what it says about them. */
export function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(reader.decode(new Uint8Array(buffer, 4, length)));
  const columns = {};
  for (const [name, { type, offset, length: count }] of Object.entries(head.columns)) {
    const at = 4 + length + offset;
    if (type === 'text') columns[name] = new Texts(buffer, at, count);
    else columns[name] = new NUMBERS[type](buffer, at, count);
  }
  return { columns, about: head.about };
}

/** Texts as they were sent, each decoded when it is asked for. */
class Texts {
  constructor(buffer, at, count) {
    this.ends = new Uint32Array(buffer, at, count + 1);
    this.bytes = new Uint8Array(buffer, at + 4 * (count + 1));
  }

  at(place) { return reader.decode(this.bytes.subarray(this.ends[place], this.ends[place + 1])); }

  /** True where the text is the one with these bytes. */
  is(place, wanted) {
    const start = this.ends[place];
    if (this.ends[place + 1] - start !== wanted.length) return false;
    for (let i = wanted.length - 1; i >= 0; i--) if (this.bytes[start + i] !== wanted[i]) return false;
    return true;
  }
}

export class Graph {
  constructor(buffer) {
    const { columns, about } = unpack(buffer);
    const { id, label, ...numbers } = columns;
    Object.assign(this, numbers, about, { ids: id, labels: label, known: new Map() });
    this.count = this.x.length;
    this.lines = this.source.length;
    this.clusters = this.cluster.reduce((most, one) => Math.max(most, one + 1), 0);
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

  id(node) { return this.ids.at(node); }

  label(node) { return this.labels.at(node); }

  /** The number of the node with this name, -1 for none. */
  find(name) {
    if (!name) return -1;
    if (!this.known.has(name)) this.known.set(name, this.#search(name));
    return this.known.get(name);
  }

  #search(name) {
    const at = name.indexOf(':'), kind = name.slice(0, at), bytes = writer.encode(name.slice(at + 1));
    const kinds = this.kinds.map((one) => one === kind || (one === 'cited' && kind === 'document'));
    for (let n = 0; n < this.count; n++) if (kinds[this.kind[n]] && this.ids.is(n, bytes)) return n;
    return -1;
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
