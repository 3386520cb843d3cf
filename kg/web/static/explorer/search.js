// The search field: agencies and documents from the site's own index (any name, pinyin), tasks from the graph.

import { element, say } from './dom.js';

const MOST_TASKS = 5;

/** Suggests nodes while one types into `input`; `go` gets the number of the one chosen. */
export function searchBox(input, graph, go) {
  const list = element('ul', { class: 'suggestions', id: `${input.id}-list`, role: 'listbox', hidden: true, 'aria-label': say('search') });
  input.parentElement.append(list);
  const roles = { role: 'combobox', 'aria-controls': list.id, 'aria-autocomplete': 'list', 'aria-expanded': 'false' };
  Object.entries(roles).forEach(([name, value]) => input.setAttribute(name, value));
  let picked = -1, asked = 0, timer = 0;

  const close = () => {
    list.hidden = true;
    picked = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const pick = (place) => {
    picked = place;
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === place)));
    if (place < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[place].id);
    list.children[place].scrollIntoView({ block: 'nearest' });
  };
  const choose = (item) => { close(); input.value = ''; go(Number(item.dataset.node)); };
  const show = (nodes) => {
    list.replaceChildren(...nodes.map(([node, note], place) => element(
      'li', { id: `${list.id}-${place}`, role: 'option', 'data-node': String(node) },
      graph.label(node), note ? element('small', {}, note) : '',
    )));
    list.hidden = !nodes.length;
    input.setAttribute('aria-expanded', String(nodes.length > 0));
    pick(-1);
  };
  const ask = async () => {
    const number = ++asked, typed = input.value.trim();
    if (!typed) return close();
    const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`);
    const hits = answer.ok ? await answer.json() : [];
    if (number !== asked || document.activeElement !== input) return;
    const found = hits.map((hit) => [graph.find(`${hit.kind}:${hit.name}`), hit.note]).filter(([node]) => node >= 0);
    show([...found, ...tasks(graph, typed)]);
  };

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
  input.addEventListener('blur', () => setTimeout(close, 150));
  input.addEventListener('keydown', (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (count && event.key === 'ArrowDown') pick((picked + 1) % count);
    else if (count && event.key === 'ArrowUp') pick(picked <= 0 ? count - 1 : picked - 1);
    else if (count && event.key === 'Enter') choose(list.children[Math.max(0, picked)]);
    else return;
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => {
    const item = event.target.closest('li');
    if (item) { event.preventDefault(); choose(item); }
  });
}

function tasks(graph, typed) {
  const task = graph.kinds.indexOf('task');
  const found = [];
  for (let n = 0; n < graph.count && found.length < MOST_TASKS; n++) {
    if (graph.kind[n] === task && graph.label(n).includes(typed)) found.push([n, say('kind.task')]);
  }
  return found;
}
