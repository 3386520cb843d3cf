// Legend and filters: every kind of node and line with its colour and count, tiers, status, documents, days.

import { button, element, say } from './dom.js';
import { typeName } from './facts.js';
import { player } from './player.js';
import { groupOf } from './scene.js';
import { toggled } from './state.js';

/** Builds the filters in `host`; `change` gets what is different. The answer shows a state in them. */
export function controls(host, graph, change) {
  const counts = counted(graph);
  let now = null;
  const boxes = [];
  const check = (list, value, text, count, swatch) => {
    const box = element('input', { type: 'checkbox', on: { change: () => change({ [list]: toggled(now[list], value, !box.checked) }) } });
    boxes.push(() => { box.checked = !now[list].includes(value); });
    return element('label', {}, box, element('span', { class: `swatch ${swatch}`, 'aria-hidden': 'true' }), text, element('span', { class: 'count' }, String(count)));
  };
  const group = (title, ...content) => element('fieldset', {}, element('legend', {}, title), ...content);
  const used = (names, table) => names.map((name, place) => [name, table[place]]).filter(([, count]) => count);
  host.replaceChildren(
    group(say('nodes'), ...used(graph.kinds, counts.kinds).map(([name, count]) => check('kinds', name, say(`kind.${name}`), count, `dot-${name}`))),
    group(say('lines'), ...used(graph.types, counts.types).map(([name, count]) => check('types', name, typeName(name), count, `line-${groupOf(name)}`))),
    group(say('tier'), ...used(graph.tiers, counts.tiers).map(([name, count]) => check('tiers', name, say(`tier.${name}`), count, 'none'))),
    group(say('status'), choice('status', ['', 'stated', 'derived'], (value) => say(value ? `status.${value}` : 'status.any'))),
    days(), papers(), absent(),
  );

  function choice(name, values, text) {
    const select = element('select', { 'aria-label': say(name), on: { change: () => change({ [name]: select.value }) } },
      ...values.map((value) => element('option', { value }, text(value))));
    boxes.push(() => { select.value = now[name]; });
    return select;
  }

  function days() {
    const known = months(graph);
    if (known.length < 2) return '';
    const place = (value, none) => (value ? Math.max(0, known.findIndex((month) => month >= Math.floor(value / 100))) : none);
    const play = player(() => [place(now.from, 0), place(now.to, known.length - 1), known.length - 1], (to) => change({ to: day(to, 'to') }));
    return group(say('time'), ...['from', 'to'].map((end) => {
      const told = element('output', { class: 'count' });
      const slider = element('input', { type: 'range', min: '0', max: String(known.length - 1), step: '1', 'data-time': end, on: {
        input: () => change({ [end]: day(Number(slider.value), end) }),
      } });
      boxes.push(() => {
        const value = now[end];
        slider.value = String(place(value, end === 'from' ? 0 : known.length - 1));
        told.value = value ? written(value) : say('time.any');
        slider.setAttribute('aria-valuetext', told.value);
      });
      return element('label', { class: 'slider' }, say(`time.${end}`), slider, told);
    }), play);

    function day(place, end) {
      if (end === 'from') return place === 0 ? 0 : known[place] * 100 + 1;
      return place === known.length - 1 ? 0 : known[place] * 100 + 31;
    }
  }

  function papers() {
    const list = element('datalist', { id: 'papers' });
    const input = element('input', { type: 'text', list: 'papers', 'aria-label': say('documents'), autocomplete: 'off' });
    const chips = element('span', { class: 'chips' });
    let names = null;
    const learn = () => {
      if (names) return;
      names = new Map(documents(graph).map((node) => [graph.label(node), graph.name(node)]));
      list.append(...[...names.keys()].map((name) => element('option', { value: name })));
    };
    input.addEventListener('focus', learn);
    const add = () => {
      learn();
      const name = names.get(input.value.trim());
      if (name) { input.value = ''; change({ docs: toggled(now.docs, name, true) }); }
    };
    input.addEventListener('change', add);
    boxes.push(() => chips.replaceChildren(...now.docs.map((name) => {
      const node = graph.find(name), label = node < 0 ? name : graph.label(node);
      return button(`${label} ×`, () => change({ docs: toggled(now.docs, name, false) }), { 'aria-label': say('remove', { name: label }) });
    })));
    return group(say('documents'), input, list, button(say('documents.add'), add), chips);
  }

  function absent() {
    const text = element('span', { class: 'count' });
    const box = element('p', { hidden: true }, text, ' ', button(say('hidden.back'), () => change({ hide: [] })));
    boxes.push(() => { box.hidden = !now.hide.length; text.textContent = say('hidden', { count: now.hide.length }); });
    return box;
  }

  return (state) => { now = state; boxes.forEach((renew) => renew()); };
}

function counted(graph) {
  const count = (values, names) => { const table = names.map(() => 0); for (const value of values) table[value]++; return table; };
  const agency = graph.kinds.indexOf('agency');
  return {
    kinds: count(graph.kind, graph.kinds),
    types: count(graph.type, graph.types),
    tiers: count(graph.tier.filter((none, n) => graph.kind[n] === agency), graph.tiers),
  };
}

function documents(graph) {
  const kind = graph.kinds.indexOf('document');
  return Array.from(graph.kind.keys()).filter((n) => graph.kind[n] === kind).sort((a, b) => graph.degree(b) - graph.degree(a) || a - b).slice(0, 2000);
}

/** The months (YYYYMM) in which something was signed. */
function months(graph) {
  return [...new Set(graph.day)].filter(Boolean).map((day) => Math.floor(day / 100)).filter((month, at, all) => all.indexOf(month) === at).sort((a, b) => a - b);
}

function written(day) { return `${Math.floor(day / 10000)}-${String(Math.floor(day / 100) % 100).padStart(2, '0')}`; }
