"use strict";
/* The search box: agencies by any of their names, documents by number or title, tasks by heading. */

const box = document.getElementById("search");
const hits = document.getElementById("hits");
const MOST = 12;
const found = { list: [], active: -1 };

/* One form for all ways of writing a number or a name: width, case, brackets and white space do not count. */
function plain(words) { return words.normalize("NFKC").toLowerCase().replace(/[\s〔〕[\]()【】《》〈〉“”"'·]/g, ""); }

const index = things.map((thing) => {
  const names = [thing.label, thing.canonical, thing.number, thing.title, ...(thing.names || [])];
  return [...new Set(names.filter(Boolean))].map((name) => ({ name, key: plain(name) }));
});
const order = { agency: 0, document: 1, task: 2 };

function rank(key, wanted) { return key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9; }

function look_up(words) {
  const wanted = plain(words);
  if (!wanted) return [];
  const list = [];
  index.forEach((names, i) => {
    let best = null;
    names.forEach(({ name, key }) => {
      const place = rank(key, wanted);
      if (place < 9 && (!best || place < best.place)) best = { place, name };
    });
    if (best) list.push({ id: i, ...best });
  });
  const weight = (hit) => [hit.place, order[things[hit.id].kind], -at[hit.id].length, hit.id];
  return list.sort((a, b) => { const x = weight(a), y = weight(b); const k = x.findIndex((v, n) => v !== y[n]); return k < 0 ? 0 : x[k] - y[k]; });
}

function close_hits() {
  hits.hidden = true;
  found.active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function mark_active() {
  [...hits.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === found.active)));
  const item = hits.children[found.active];
  if (!item) return;
  box.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}

function show_hits() {
  found.list = look_up(box.value).slice(0, MOST);
  found.active = found.list.length ? 0 : -1;
  if (!plain(box.value)) return close_hits();
  hits.replaceChildren(...found.list.map((hit, n) => {
    const label = name_of(hit.id), group = text().nodes[node_group(things[hit.id])];
    const also = label.includes(hit.name) ? "" : " " + hit.name;
    const item = element("li", { role: "option", id: "hit-" + n, click: () => take(hit) }, label, element("small", {}, group + also));
    item.addEventListener("mousedown", (event) => event.preventDefault());
    return item;
  }));
  if (!found.list.length) hits.append(element("li", { class: "none", role: "option", "aria-disabled": "true" }, text().no_match));
  hits.hidden = false;
  box.setAttribute("aria-expanded", "true");
  mark_active();
}

/* Go to a hit; what the filters hide is shown again first. */
function take(hit) {
  close_hits();
  if (!visible().nodes[hit.id]) reset_filters();
  pick("node", hit.id, true);
}

box.addEventListener("input", show_hits);
box.addEventListener("blur", close_hits);
box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (hits.hidden) show_hits();
    else if (found.list.length) { found.active = (found.active + step + found.list.length) % found.list.length; mark_active(); }
  } else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    if (hits.hidden) show_hits();
    if (found.list.length) take(found.list[Math.max(found.active, 0)]);
  } else if (event.key === "Escape" && !event.isComposing && (box.value || !hits.hidden)) {
    event.stopPropagation();
    box.value = "";
    close_hits();
  }
});
