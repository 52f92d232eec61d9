import { readOwners, showOwners, mark } from './owners.js';

const MAX_CALLS = 30;
const REFRESH_MS = 3000;
const MEANING = {
  NOT_EXECUTED: 'Not executed: sending again does no harm.',
  EXECUTED: 'The process did run.',
  UNKNOWN: 'Unknown whether it ran: look before you send again.',
};

const $ = (selector) => document.querySelector(selector);
let here = '';
const colours = new Map();
let drawn = '';

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const colourOf = (node) => `var(--n${(colours.get(node) ?? 0) % 8})`;

async function api(method, path, body) {
  const response = await fetch(`api/${path}`, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, ok: response.ok, body: parsed(text) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { title: 'The answer is not JSON', detail: text.slice(0, 200) };
  }
}

// ---- the cluster

function showView(view) {
  here = view.node;
  // a node keeps its colour for as long as the page is open, whoever else comes and goes
  view.members.forEach(({ name }) => colours.has(name) || colours.set(name, colours.size));
  $('#node').textContent = view.node;
  $('#epoch').textContent = view.epoch;
  $('#size').textContent = view.members.length;
  $('#members').replaceChildren(...view.members.map(memberItem));
}

function memberItem(member) {
  const item = element('li');
  item.style.setProperty('--owner', colourOf(member.name));
  const chips = element('ul', 'chips');
  chips.append(...member.capabilities.map((name) => element('li', '', name)));
  const state = member.state.toLowerCase() + (member.name === here ? ', this node' : '');
  item.append(element('span', 'name', member.name), element('span', 'state', state), chips);
  return item;
}

async function refresh() {
  const view = await api('GET', 'mesh/view');
  if (!view.ok) throw new Error(view.body.detail ?? view.body.title);
  const key = JSON.stringify(view.body);
  if (key === drawn) return;
  showView(view.body);
  const capabilities = (await api('GET', 'mesh/capabilities')).body;
  const maps = await Promise.all(
    capabilities.map((name) => api('GET', `mesh/owners?capability=${encodeURIComponent(name)}`)));
  showOwners($('#owners'), maps.filter((map) => map.ok).map((map) => readOwners(map.body)), colourOf);
  drawn = key;
}

async function update() {
  try {
    await refresh();
    $('#offline').hidden = true;
  } catch (failure) {
    $('#offline').textContent = `The mesh cannot be read from here: ${failure.message}. Trying again.`;
    $('#offline').hidden = false;
  }
}

async function keepFresh() {
  await update();
  setTimeout(keepFresh, REFRESH_MS);
}

// ---- the calls

async function call(capability, id, method, path, body) {
  const started = performance.now();
  let answer;
  try {
    answer = await api(method, path, body);
  } catch (failure) {
    answer = { status: 0, ok: false, body: { title: 'No answer', detail: failure.message, outcome: 'UNKNOWN' } };
  }
  const took = performance.now() - started;
  logCall(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`, answer, took);
  if (capability && id.trim()) markShard(capability, id);
  return answer;
}

async function markShard(capability, id) {
  const answer = await api('GET', `mesh/shards/${encodeURIComponent(id)}`).catch(() => ({ ok: false }));
  if (answer.ok) mark(capability, answer.body.shard);
}

function logCall(what, answer, took) {
  const item = element('li');
  item.append(
    element('time', '', new Date().toLocaleTimeString()),
    element('span', 'what', what.length > 160 ? `${what.slice(0, 160)}…` : what),
    element('span', answer.ok ? 'status' : 'status failed', answer.status || '—'),
    servedBy(answer.body),
    element('span', 'took', `${took.toFixed(1)} ms`));
  if (!answer.ok) item.append(problemCard(answer.body));
  $('#none').hidden = true;
  $('#calls').prepend(item);
  while ($('#calls').children.length > MAX_CALLS) $('#calls').lastChild.remove();
}

function servedBy(body) {
  const node = body.process?.node ?? body.owner;
  const who = element('span', node ? 'who dot' : 'who');
  if (!node) return who;
  who.style.setProperty('--owner', colourOf(node));
  const how = body.process ? (node === here ? 'local' : 'remote') : 'sent, not awaited';
  who.append(`${node} `, element('span', 'how', how));
  return who;
}

function problemCard(problem) {
  const card = element('div', 'problem');
  const title = element('strong', '', [problem.title, problem.id].filter(Boolean).join(' · '));
  card.append(title, element('div', '', problem.detail ?? ''));
  if (MEANING[problem.outcome]) card.append(element('div', 'meaning', MEANING[problem.outcome]));
  return card;
}

// ---- the forms

const show = (name) => $(`[data-show="${name}"]`);

function showBig(name, value, under) {
  show(name).replaceChildren(String(value), element('small', '', under));
}

const actions = {
  async game(form, action) {
    const path = `game/${encodeURIComponent(form.id)}`;
    const answer = action === 'read'
      ? await call('game', form.id, 'GET', path)
      : await call('game', form.id, 'POST', `${path}/move`, { direction: action });
    if (answer.ok) {
      const { score, position, process } = answer.body;
      showBig('game', score, `points, at ${position.x}, ${position.y} on ${process.node}`);
    }
  },
  async chat(form, action) {
    const path = `chat/${encodeURIComponent(form.id)}`;
    if (action === 'post') {
      await call('chat', form.id, 'POST', path, { author: form.author, text: form.text });
      return;
    }
    const answer = await call('chat', form.id, 'GET', path);
    if (answer.ok) showLines(answer.body.lines);
  },
  async counter(form, action) {
    const path = `counter/${encodeURIComponent(form.id)}`;
    const answer = action === 'read'
      ? await call('counter', form.id, 'GET', path)
      : await call('counter', form.id, 'POST', `${path}/increment`);
    if (answer.ok) showBig('counter', answer.body.value, `on ${answer.body.process.node}`);
  },
  async payment(form) {
    const amount = form.amount.trim() === '' || isNaN(form.amount) ? form.amount : Number(form.amount);
    const answer = await call('payment', form.id, 'POST', `payment/${encodeURIComponent(form.id)}`, { amount });
    show('payment').textContent = answer.ok
      ? `Paid ${answer.body.amount} on ${answer.body.process.node}, authorization ${answer.body.authorization}`
      : answer.body.detail ?? answer.body.title;
  },
};

function showLines(lines) {
  const list = show('chat');
  list.replaceChildren(...lines.map((line) => {
    const item = element('li');
    item.append(element('b', '', `${line.author}: `), line.text);
    return item;
  }));
  if (lines.length === 0) list.append(element('li', 'hint', 'Nobody has said anything yet.'));
  list.scrollTop = list.scrollHeight;
}

// a click takes the button that was pressed, the Enter key the form's first
for (const form of document.querySelectorAll('form[data-capability]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions[form.dataset.capability](Object.fromEntries(new FormData(form)), event.submitter.value);
  });
}

$('#serve').addEventListener('submit', async (event) => {
  event.preventDefault();
  const names = [new FormData(event.target).get('capability')];
  await call(null, '', 'POST', 'mesh/capabilities', { [event.submitter.value]: names });
  await update();
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  drawn = '';
  update();
});

keepFresh();
