// Elements from code, and the words of the page. Text is only ever put in as text.

const table = JSON.parse(document.getElementById('explorer').dataset.words);

/** The message `key` with `values` put in; the last part of the key where there is none. */
export function say(key, values = {}) {
  const text = table[key] ?? key.slice(key.indexOf('.') + 1);
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** An element; `attributes` may hold `on` (event -> what to do) and `class`, false leaves one out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') Object.entries(value).forEach(([event, act]) => made.addEventListener(event, act));
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ''));
  return made;
}

/** A button that does `act`. */
export function button(text, act, attributes = {}) {
  return element('button', { type: 'button', class: 'quiet', ...attributes, on: { click: act } }, text);
}

/** Gives a file to keep. */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
