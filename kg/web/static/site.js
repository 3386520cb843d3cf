// Suggestions while typing, links to any place in a source, citations to the clipboard. The pages work without it.
import { ofTheSite, remark, suggest } from './suggest.js';

function suggestFor(input) {
  suggest(input, {
    id: 'suggestions',
    label: input.getAttribute('aria-label') ?? input.placeholder,
    find: ofTheSite,
    draw: (hit) => (hit.note ? [hit.name, remark(hit.note)] : [hit.name]),
    choose: (hit) => location.assign(hit.href),
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
