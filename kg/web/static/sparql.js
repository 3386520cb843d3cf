// The editor of the SPARQL page: yasqe in the place of the text field, with the terms of this graph to complete from.
// Without this script the field stays as it is, and the form works the same.
import { Yasqe } from './vendor/yasqe.js';

const area = document.getElementById('query');
const chinese = document.documentElement.lang.startsWith('zh');
let asked = false; // completion called for by its key, not by typing

function fits(term, typed, iri) {
  const low = typed.toLowerCase();
  return term.iri.startsWith(iri) || term.name.toLowerCase().startsWith(low)
    || term.name.split(':')[1].toLowerCase().startsWith(low) || term.zh.includes(typed)
    || term.en.toLowerCase().split(' ').some((word) => word.startsWith(low));
}

// Chinese words are no tokens of SPARQL: what stands before the cursor counts as typed, to be put in the place of.
function chineseBefore(yasqe, token) {
  const { line, ch } = yasqe.getDoc().getCursor();
  const typed = /[^\u0000-\u007f]+$/.exec(yasqe.getLine(line).slice(0, ch));
  return typed && { ...token, string: typed[0], from: { ch: ch - typed[0].length }, to: { ch } };
}

function completer(kind, terms) {
  const { preProcessToken } = Yasqe.Autocompleters[kind];
  const byName = new Map(terms.map((term) => [term.name, term]));
  return {
    autoShow: true,
    get(_, token) {
      const typed = token.string.trim();
      if (typed ? typed === 'a' : !asked) return [];
      const iri = token.autocompletionString || typed;
      return terms.filter((term) => term.kind === kind && (!typed || fits(term, typed, iri))).map((term) => term.name);
    },
    preProcessToken: (yasqe, token) => chineseBefore(yasqe, token) || preProcessToken(yasqe, token),
    postProcessSuggestion: (_, __, name) => name,
    postprocessHints: (_, hints) => hints.map((hint) => ({
      ...hint,
      render(item) {
        const label = document.createElement('small');
        label.append(byName.get(hint.text)[chinese ? 'zh' : 'en']);
        item.append(hint.text, ' ', label);
      },
    })),
  };
}

function markFault(yasqe) {
  const line = Number(area.dataset.line) - 1;
  const end = yasqe.getLine(line).length;
  const start = Math.min(Number(area.dataset.column) - 1, Math.max(end - 1, 0));
  yasqe.markText({ line, ch: start }, { line, ch: Math.max(start + 1, end ? start + 1 : 1) }, { className: 'fault' });
  yasqe.addLineClass(line, 'background', 'fault-line');
  yasqe.setCursor({ line, ch: start });
}

function edit(terms, prefixes) {
  Yasqe.Autocompleters.variables.autoShow = true;
  Object.assign(Yasqe.Autocompleters.prefixes, { get: () => prefixes, persistenceId: null });
  Object.assign(Yasqe.Autocompleters.property, completer('property', terms));
  Object.assign(Yasqe.Autocompleters.class, completer('class', terms));
  const place = document.createElement('div');
  place.className = 'editor';
  area.after(place);
  const yasqe = new Yasqe(place, {
    value: area.value,
    autocompleters: ['variables', 'prefixes', 'property', 'class'],
    requestConfig: { endpoint: new URL('/sparql', location.href).href, method: 'POST' },
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: '',
    screenReaderLabel: document.getElementById('query-label').textContent,
    extraKeys: {
      Tab: false, // leaves the editor, as everywhere else
      'Shift-Tab': false,
      'Ctrl-Space'() { asked = true; yasqe.autocomplete(); asked = false; },
      'Ctrl-Enter': () => area.form.requestSubmit(),
      'Cmd-Enter': () => area.form.requestSubmit(),
    },
  });
  area.hidden = true;
  document.getElementById('query-label').addEventListener('click', () => yasqe.focus());
  area.form.addEventListener('submit', () => { area.value = yasqe.getValue(); });
  document.querySelectorAll('.scripted').forEach((part) => { part.hidden = false; });
  if (area.dataset.line) markFault(yasqe);
}

const answer = await fetch('/api/v1/terms');
if (answer.ok) {
  const prefixes = [...document.querySelectorAll('[data-prefix]')].map((one) => `${one.dataset.prefix}: <${one.dataset.iri}>`);
  edit(await answer.json(), prefixes);
}
