// A field that suggests while one types (the combobox of the ARIA practices): for the site's search and the explorer's.

const PAUSE = 80;

/**
 * Suggests below `input`. `options`:
 *   id: of the list; label: its name for screen readers;
 *   find(typed): the items found, or a promise of them; draw(item): what stands in its line;
 *   choose(item): what choosing one does; first: whether Enter without a choice takes the first.
 * Keys that come before the answer to what was typed last wait for it: nobody chooses from an older list.
 */
export function suggest(input, { id, label, find, draw, choose, first = false }) {
  const list = document.createElement('ul');
  Object.assign(list, { className: 'suggestions', id, hidden: true });
  list.setAttribute('role', 'listbox');
  if (label) list.setAttribute('aria-label', label);
  input.parentElement.append(list);
  const roles = { role: 'combobox', 'aria-controls': id, 'aria-autocomplete': 'list', 'aria-expanded': 'false' };
  Object.entries(roles).forEach(([name, value]) => input.setAttribute(name, value));
  let items = [], picked = -1, asked = 0, answered = 0, timer = 0, early = [];

  const close = () => {
    list.hidden = true;
    early = [];
    pick(-1);
    input.setAttribute('aria-expanded', 'false');
  };
  const pick = (place) => {
    picked = place;
    [...list.children].forEach((line, at) => line.setAttribute('aria-selected', String(at === place)));
    if (place < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[place].id);
    list.children[place].scrollIntoView({ block: 'nearest' });
  };
  const take = (place) => {
    const item = items[place];
    close();
    choose(item);
  };
  const show = (found) => {
    items = found;
    list.replaceChildren(...found.map((item, place) => {
      const line = document.createElement('li');
      line.id = `${id}-${place}`;
      line.setAttribute('role', 'option');
      line.append(...draw(item));
      return line;
    }));
    list.hidden = !found.length;
    input.setAttribute('aria-expanded', String(found.length > 0));
    pick(-1);
  };
  const ask = async (number) => {
    const typed = input.value.trim();
    const found = typed ? await find(typed) : [];
    if (number !== asked) return;
    answered = number;
    if (document.activeElement !== input) return;
    const waiting = early;
    show(found);
    early = [];
    waiting.forEach(press);
  };
  const press = (key) => {
    const count = list.hidden ? 0 : items.length;
    if (!count) return;
    if (key === 'ArrowDown') pick((picked + 1) % count);
    else if (key === 'ArrowUp') pick(picked <= 0 ? count - 1 : picked - 1);
    else if (picked >= 0 || first) take(Math.max(0, picked));
  };
  /** Whether a key is for the list and not for the field. */
  const listens = (key) => {
    const open = !list.hidden && items.length > 0;
    if (key === 'Enter') return answered < asked ? first || early.length > 0 : open && (first || picked >= 0);
    return ['ArrowDown', 'ArrowUp'].includes(key) && (open || answered < asked);
  };

  input.addEventListener('input', () => {
    const number = ++asked;
    pick(-1);
    early = [];
    clearTimeout(timer);
    timer = setTimeout(() => ask(number), PAUSE);
  });
  input.addEventListener('blur', () => setTimeout(() => { if (document.activeElement !== input) close(); }, 150));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && !list.hidden) close();
    else if (!listens(event.key)) return;
    else if (answered < asked) early.push(event.key);
    else press(event.key);
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => {
    const line = event.target.closest('li');
    if (!line) return;
    event.preventDefault();
    take([...list.children].indexOf(line));
  });
}

/** What the site's index suggests for `typed`: {kind, name, note, href} each; nothing where it does not answer. */
export async function ofTheSite(typed) {
  const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`).catch(() => null);
  return answer?.ok ? answer.json() : [];
}

/** A note behind a suggestion. */
export function remark(text) {
  const note = document.createElement('small');
  note.append(text);
  return note;
}
