// The pictures of shard ownership: one canvas a capability, one pixel a shard.

const COLUMNS = 128;

let marked = null;

/** Unpacks what `mesh/owners` answers: for each shard the index of its owner, or undefined. */
export function readOwners({ capability, shards, nodes, bytesPerShard, owners }) {
  const bytes = Uint8Array.from(atob(owners), (c) => c.charCodeAt(0));
  const indexOf = bytesPerShard === 1 ? (i) => bytes[i] : (i) => bytes[2 * i] * 256 + bytes[2 * i + 1];
  const indexes = Array.from({ length: shards }, (_, shard) => indexOf(shard));
  return { capability, shards, nodes, indexes };
}

/** Draws a picture with a legend for each capability. */
export function showOwners(parent, maps, colourOf) {
  parent.replaceChildren(...maps.map((map) => picture(map, colourOf)));
  if (marked) mark(marked.capability, marked.shard);
}

/** Puts the ring on a shard. */
export function mark(capability, shard) {
  marked = { capability, shard };
  document.querySelectorAll('.owners .mark').forEach((ring) => ring.remove());
  const map = document.querySelector(`.owners .map[data-capability="${CSS.escape(capability)}"]`);
  if (!map) return;
  const rows = Math.ceil(Number(map.dataset.shards) / COLUMNS);
  const ring = document.createElement('span');
  ring.className = 'mark';
  ring.title = `shard ${shard}`;
  ring.style.left = `${(((shard % COLUMNS) + 0.5) / COLUMNS) * 100}%`;
  ring.style.top = `${((Math.floor(shard / COLUMNS) + 0.5) / rows) * 100}%`;
  map.append(ring);
}

function picture(map, colourOf) {
  const figure = document.createElement('div');
  const title = document.createElement('h3');
  title.textContent = map.capability;
  const frame = document.createElement('div');
  frame.className = 'map';
  frame.dataset.capability = map.capability;
  frame.dataset.shards = map.shards;
  frame.append(canvas(map, colourOf));
  figure.append(title, frame, legend(map, colourOf));
  return figure;
}

function canvas(map, colourOf) {
  const made = document.createElement('canvas');
  made.width = COLUMNS;
  made.height = Math.ceil(map.shards / COLUMNS);
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', `Shards of ${map.capability}: ${shares(map).map(([n, s]) => `${n} ${s}`).join(', ')}`);
  const colours = map.nodes.map((node) => resolved(colourOf(node)));
  const pen = made.getContext('2d');
  map.indexes.forEach((index, shard) => {
    if (colours[index] === undefined) return;
    pen.fillStyle = colours[index];
    pen.fillRect(shard % COLUMNS, Math.floor(shard / COLUMNS), 1, 1);
  });
  return made;
}

/** A canvas takes no CSS variables: what the variable stands for now. */
function resolved(colour) {
  const name = colour.slice('var('.length, -1);
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function legend(map, colourOf) {
  const list = document.createElement('ul');
  list.className = 'legend';
  for (const [node, share] of shares(map)) {
    const item = document.createElement('li');
    item.className = 'dot';
    item.style.setProperty('--owner', colourOf(node));
    item.textContent = `${node} ${share}`;
    list.append(item);
  }
  if (map.nodes.length === 0) list.textContent = 'No node serves it.';
  return list;
}

function shares(map) {
  const counts = map.nodes.map(() => 0);
  map.indexes.forEach((index) => counts[index] !== undefined && counts[index]++);
  return map.nodes.map((node, index) => [node, `${((counts[index] / map.shards) * 100).toFixed(1)} %`]);
}
