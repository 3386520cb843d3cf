"use strict";
/* The side panel: what is known of the picked thing, and the words that say so. Text nodes only: no markup from data. */

const panel = document.getElementById("panel");
const PIECE = 30;
const roles = Object.keys(page.strings.zh.roles);

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "click") made.addEventListener("click", value);
    else if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function name_of(i) {
  const thing = things[i];
  if (thing.kind === "document" && thing.title && thing.number) return thing.number + " " + thing.title;
  return thing.label;
}

function jump(i, label) {
  return element("button", { type: "button", class: "link", click: () => pick("node", i, true) }, label || name_of(i));
}

function marked(quote, surface) {
  const cut = surface ? quote.indexOf(surface) : -1;
  if (cut < 0) return [quote];
  return [quote.slice(0, cut), element("mark", {}, surface), quote.slice(cut + surface.length)];
}

function role_name(link) {
  const words = text();
  if (link.kind === "responsibility") return words.roles[link.role] || link.role;
  if (link.kind === "citation") return words.relations[link.relation] || link.relation;
  if (link.kind === "member" && link.role) return words.links.member + " · " + link.role;
  return words.links[link.kind];
}

function role_chip(link) {
  const chip = element("span", { class: "chip role" }, role_name(link));
  chip.style.backgroundColor = "var(--" + (link.kind === "responsibility" ? link.role : link.kind) + ")";
  if (["part_of", "mention", "addressed_to"].includes(link.kind)) { chip.className = "chip"; chip.style.backgroundColor = ""; }
  return chip;
}

/* The way back to the site of kg serve, where the page was made with its address. */
function way(thing, label) {
  return thing.href ? element("a", { href: thing.href, rel: "noreferrer" }, label) : null;
}

/* Where in the source the words stand: file, page, characters, how sure, by which rule. */
function proof(link) {
  const words = text();
  const parts = [words.fields.source + " " + link.source];
  if (link.page !== null) parts.push(fill(words.page, { n: link.page }));
  link.spans.forEach(([a, b]) => parts.push(fill(words.characters, { a, b })));
  parts.push(words.status[link.status] || link.status);
  if (link.rule) parts.push(words.fields.rule + " " + link.rule);
  return element("p", { class: "proof" }, parts.join(" · "), " ", way(link, words.source_page));
}

function fact(e) {
  const link = links[e], edge = page.edges[e], words = text();
  const document_node = page.facts.documents[link.document];
  const line = element("p", { class: "say" }, jump(edge.from, short_name(edge.from)), " ", role_chip(link), jump(edge.to, short_name(edge.to)));
  const where = element("p", { class: "where" });
  if (document_node !== undefined) where.append(jump(document_node, things[document_node].label), " · ");
  where.append(words.fields.clause + " " + (link.clause || words.clause_none));
  if (link.deadline) where.append(" · " + words.fields.due + " " + link.deadline);
  const quote = link.quote ? element("blockquote", {}, ...marked(link.quote, link.surface)) : null;
  return element("article", { class: "fact", "data-edge": e }, line, where, quote, link.spans.length || link.quote ? proof(link) : null);
}

function short_name(i) { return things[i].label; }

/* A heading and its facts, the first PIECE at once, the rest on demand. */
function section(title, found) {
  if (!found.length) return [];
  const box = element("div", {});
  let done = 0;
  const more = element("button", { type: "button", class: "more", click: () => grow() });
  const grow = () => {
    found.slice(done, done + PIECE).forEach((e) => box.append(fact(e)));
    done += PIECE;
    more.hidden = done >= found.length;
    more.textContent = fill(text().more, { n: Math.min(PIECE, found.length - done) });
  };
  grow();
  return [element("h3", {}, title + " (" + found.length + ")"), box, more];
}

/* Duties in the order of their documents, clauses and roles. */
function by_place(a, b) {
  const [one, two] = [a, b].map((e) => [links[e].document, things[page.edges[e].to].order, roles.indexOf(links[e].role), e]);
  const first = one.findIndex((value, n) => value !== two[n]);
  return first < 0 ? 0 : one[first] < two[first] ? -1 : 1;
}

function sections(i) {
  const words = text().sections, shown = visible().edges;
  const mine = at[i].filter((e) => shown[e]);
  const of = (kind, way) => mine.filter((e) => links[e].kind === kind && (!way || page.edges[e][way] === i));
  const parts = [];
  const duties = [...of("responsibility"), ...duties_of(i).filter((e) => shown[e])];
  parts.push(...section(words.responsibility, duties.sort(by_place)));
  parts.push(...section(words.member, of("member")), ...section(words.host, of("host")));
  parts.push(...section(words.citation, of("citation", "from")), ...section(words.cited_by, of("citation", "to")));
  parts.push(...section(words.issued_by, of("issued_by", "from")), ...section(words.issued, of("issued_by", "to")));
  parts.push(...section(words.addressed_to, of("addressed_to", "from")), ...section(words.addressed, of("addressed_to", "to")));
  parts.push(...section(words.mention, of("mention")));
  if (mine.length < at[i].length) parts.push(element("p", { class: "where" }, text().hidden_by_filter));
  return parts;
}

function chips(labels) { return element("p", {}, ...labels.filter(Boolean).map((label) => element("span", { class: "chip" }, label))); }

function facts_about(thing) {
  const words = text(), rows = [];
  const row = (name, value) => { if (value && value.length) rows.push(element("dt", {}, words.fields[name]), element("dd", {}, value)); };
  if (thing.kind === "agency") {
    row("names", (thing.names || []).join("、"));
    row("parent", thing.parent);
  } else if (thing.kind === "document") {
    if (thing.title !== thing.label) row("title", thing.title);
    ["genre", "signed", "effective", "expires", "source"].forEach((name) => row(name, thing[name]));
  } else {
    const home = page.facts.documents[thing.document];
    if (home !== undefined) row("document", jump(home));
    row("clause", thing.path || words.clause_none);
    row("deadlines", thing.deadlines.map(([said, date]) => (date ? said + "（" + date + "）" : said)).join("；"));
  }
  return element("dl", {}, ...rows);
}

function kind_chips(thing) {
  const words = text();
  if (thing.kind !== "agency") return chips([words.nodes[node_group(thing)]]);
  return chips([words.nodes.agency, words.tiers[thing.tier] ?? thing.tier, thing.region === "-" ? "" : thing.region, words.bodies[thing.body_kind] ?? thing.body_kind]);
}

function panel_body() {
  const { kind, id } = state.picked;
  if (kind === "edge") return { title: role_name(links[id]), parts: [fact(id)] };
  const thing = things[id];
  const parts = [kind_chips(thing), facts_about(thing)];
  if (thing.href) parts.push(element("p", {}, way(thing, text().site_page)));
  if (thing.stub) parts.push(element("p", { class: "where" }, text().stub_note));
  return { title: thing.label, parts: [...parts, ...sections(id)] };
}

/* Fill and open the panel for what is picked. ``focus`` puts the keyboard there. */
function show_panel(focus) {
  if (!state.picked) return;
  const { title, parts } = panel_body(), words = text();
  const heading = element("h2", { tabindex: "-1" }, title);
  const close = element("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, click: leave }, "×");
  panel.replaceChildren(element("div", { class: "top" }, heading, close), ...parts);
  panel.setAttribute("aria-label", words.panel);
  panel.hidden = false;
  panel.scrollTop = 0;
  document.getElementById("said").textContent = title;
  if (focus) heading.focus({ preventScroll: true });
}

/* Close the panel and give the keyboard back to the search box. */
function leave() {
  const inside = panel.contains(document.activeElement);
  unpick();
  if (inside) document.getElementById("search").focus();
}
