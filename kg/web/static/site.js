// Suggestions while typing, links to any place in a source, citations to the clipboard. The pages work without it.
'use strict';

function suggestFor(input) {
  const list = document.createElement('ul');
  list.className = 'suggestions';
  list.id = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  input.parentElement.append(list);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  let picked = -1;
  let asked = 0;
  let timer = 0;

  function close() {
    list.hidden = true;
    picked = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function pick(index) {
    picked = index;
    [...list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === index)));
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', list.children[index].id);
      list.children[index].scrollIntoView({ block: 'nearest' });
    }
  }

  function show(hits) {
    list.replaceChildren(...hits.map((hit, place) => {
      const item = document.createElement('li');
      item.id = `suggestion-${place}`;
      item.setAttribute('role', 'option');
      item.dataset.href = hit.href;
      item.append(hit.name);
      if (hit.note) {
        const note = document.createElement('small');
        note.append(hit.note);
        item.append(note);
      }
      return item;
    }));
    list.hidden = hits.length === 0;
    input.setAttribute('aria-expanded', String(hits.length > 0));
    pick(-1);
  }

  async function ask() {
    const number = ++asked;
    const typed = input.value.trim();
    if (!typed) return close();
    const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`);
    if (number === asked && answer.ok && document.activeElement === input) show(await answer.json());
  }

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
  input.addEventListener('blur', () => setTimeout(close, 150));
  input.addEventListener('keydown', (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (count && event.key === 'ArrowDown') pick((picked + 1) % count);
    else if (count && event.key === 'ArrowUp') pick(picked <= 0 ? count - 1 : picked - 1);
    else if (count && event.key === 'Enter' && picked >= 0) location.assign(list.children[picked].dataset.href);
    else return;
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => {
    const item = event.target.closest('li');
    if (item) location.assign(item.dataset.href);
  });
}

function goToPlace() {
  const place = /^#c(\d+-\d+)$/.exec(location.hash);
  const raw = document.querySelector('.raw');
  if (place && raw && !new URLSearchParams(location.search).has('at')) {
    location.replace(`?at=${place[1]}${location.hash}`);
  }
}

function copyFrom(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent += ' ✓';
  }, { once: true });
}

document.querySelectorAll('[data-suggest]').forEach(suggestFor);
document.querySelectorAll('[data-copy]').forEach(copyFrom);
const here = document.querySelector('.beside .here');
if (here) here.closest('.beside').scrollTop = here.offsetTop - here.closest('.beside').offsetTop - 80;
addEventListener('hashchange', goToPlace);
goToPlace();
const query = document.getElementById('query');
if (query) {
  query.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) query.form.requestSubmit();
  });
}
