/**
 * What a browser adds to pages that are complete without it: the figure lights up, what was typed is
 * echoed and kept, answers are sent in place. Listeners sit on the document, so that a board that comes
 * back from the server needs no wiring of its own.
 */
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const boxes = () => all('.entry input:not([readonly])');

/* The figure: hovering or focusing a place lights what it reaches; focusing a box lights its weight. */

function light(source) {
  const onward = new Set(source?.dataset.onward?.split(' '));
  for (const net of all('.net')) net.classList.toggle('dimmed', source !== undefined);
  for (const place of all('.net [data-quantity]')) {
    const { quantity } = place.dataset;
    place.classList.toggle('source', quantity === source?.dataset.quantity);
    place.classList.toggle('lit', onward.has(quantity) || (!source && quantity === askedNow()));
  }
}

const askedNow = () => document.activeElement?.closest('.part')?.dataset.lights;
const placeOf = (event) => event.target.closest?.('.net [data-quantity]') ?? undefined;

document.addEventListener('pointerover', (event) => light(placeOf(event)));
document.addEventListener('focusin', (event) => light(placeOf(event)));
document.addEventListener('focusout', () => light());

/** One stop of the Tab key for a whole net; arrows go from place to place. */
function walk(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const place = placeOf(event);
  if (!step || !place) return;
  const places = all('[data-quantity]', place.ownerSVGElement);
  const next = places.at((places.indexOf(place) + step) % places.length);
  place.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  event.preventDefault();
}

/* Typing: numbers from the figure, symbols, Enter, the echo, drafts. */

let lastBox;

function insert(text) {
  const box = lastBox?.isConnected && !lastBox.readOnly ? lastBox : boxes()[0];
  if (!box) return;
  const { selectionStart: start, selectionEnd: end } = box;
  box.focus({ preventScroll: true });
  box.setRangeText(text, start ?? box.value.length, end ?? box.value.length, 'end');
  if (text.endsWith('()')) box.setSelectionRange(box.selectionEnd - 1, box.selectionEnd - 1);
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A weight that is an option is chosen by a click on it; the figure shows what is chosen. */
const optionOf = (place) =>
  all('.options input').find(({ value, disabled }) => value === place.dataset.quantity && !disabled);

function showChosen() {
  const chosen = new Set(all('.options input:checked').map(({ value }) => value));
  for (const place of all('.net [data-quantity]'))
    place.classList.toggle('chosen', chosen.has(place.dataset.quantity));
}

document.addEventListener('change', ({ target }) => {
  if (target.matches('.options input')) showChosen();
});

/** What pressing a place of the figure does: choose it where it is asked for, else copy its number. */
function press(place) {
  const option = optionOf(place);
  if (option) option.click();
  else copyFrom(place);
}

function copyFrom(place) {
  const { value } = place.dataset;
  if (value === undefined || boxes().length === 0) return;
  insert(value);
  announce(`${document.querySelector('#answers').dataset.copied} ${value}`);
}

/** A number or symbol that is pressed leaves the focus, and the caret, where they are. */
document.addEventListener('pointerdown', (event) => {
  if (event.target.closest?.('[data-value], [data-types]')) event.preventDefault();
});

document.addEventListener('click', (event) => {
  const key = event.target.closest?.('[data-types]');
  const place = placeOf(event);
  if (key) insert(key.dataset.types);
  else if (place) press(place);
});

document.addEventListener('focusin', ({ target }) => {
  if (target.matches('.entry input')) lastBox = target;
});

document.addEventListener('keydown', (event) => {
  walk(event);
  const place = placeOf(event);
  if (place && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    press(place);
  }
  if (event.key !== 'Enter' || event.isComposing || !event.target.matches('.entry input')) return;
  const next = boxes()[boxes().indexOf(event.target) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

const echoTimers = new Map();

document.addEventListener('input', ({ target }) => {
  if (!target.matches('.entry input')) return;
  saveDraft(target);
  clearTimeout(echoTimers.get(target.id));
  echoTimers.set(
    target.id,
    setTimeout(() => echo(target), 250),
  );
});

async function echo(box) {
  const place = document.getElementById(box.id.replace('answer', 'echo'));
  const { echo: path } = box.form.dataset;
  if (!place || !path) return;
  const text = box.value;
  const query = new URLSearchParams({ text, part: box.name.replace('answer.', '') });
  const answer = text.trim() === '' ? undefined : await fetch(`${path}?${query}`).catch(() => undefined);
  const markup = answer?.ok ? await answer.text() : '';
  if (box.value === text) place.innerHTML = markup;
}

const draftsKept = 20;

/** Drafts by variant, the latest last. A browser that stores nothing simply has none. */
function drafts() {
  try {
    return JSON.parse(localStorage.getItem('drafts') ?? '{}');
  } catch {
    return {};
  }
}

function storeDrafts(entries) {
  try {
    localStorage.setItem('drafts', JSON.stringify(Object.fromEntries(entries.slice(-draftsKept))));
  } catch {
    // Storage is full or forbidden: the page works without.
  }
}

function saveDraft(box) {
  const { variant } = box.form.dataset;
  const { [variant]: own, ...others } = drafts();
  storeDrafts([...Object.entries(others), [variant, { ...own, [box.name]: box.value }]]);
}

function forgetDrafts(variant) {
  storeDrafts(Object.entries(drafts()).filter(([key]) => key !== variant));
}

/* Sending: in place, keeping the focus, saying what came of it. */

let sending = false;

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.id !== 'answers') return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const variant = form.dataset.variant;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const response = await fetch(form.getAttribute('action'), { method: 'POST', body });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (response.ok) forgetDrafts(variant);
    show(page, variant);
  } catch {
    announce(form.dataset.lost);
  } finally {
    sending = false;
  }
});

/** Puts the answered board where the old one was; any other page takes the whole place. */
function show(page, variant) {
  const focused = document.activeElement?.id;
  const board = page.querySelector('#board');
  if (board?.dataset.variant === variant) document.querySelector('#board').replaceWith(board);
  else document.querySelector('main').replaceWith(page.querySelector('main'));
  announce(page.querySelector('#status')?.textContent ?? '');
  start();
  const next = document.getElementById(focused) ?? document.querySelector('[aria-invalid], #another, main');
  next?.focus({ preventScroll: true });
}

function announce(sentence) {
  const status = document.querySelector('#status');
  if (!status) return;
  status.textContent = '';
  requestAnimationFrame(() => {
    status.textContent = sentence;
  });
}

/** What each new board needs once: keys, the Tab stop of the net, drafts. */
function start() {
  for (const keys of all('.symbols')) keys.hidden = boxes().length === 0;
  for (const net of all('.net')) net.querySelector('[data-quantity]').tabIndex = 0;
  for (const place of all('#board .net [data-value]')) place.setAttribute('role', 'button');
  showChosen();
  const own = drafts()[document.querySelector('#answers')?.dataset.variant] ?? {};
  for (const box of boxes()) {
    const draft = own[box.name];
    if (draft === undefined || draft === box.value) continue;
    box.value = draft;
    echo(box);
  }
}

start();

/* A teacher's preview shows the file as it was saved last. */

const preview = document.querySelector('[data-version]');

async function reloadWhenSaved() {
  if (document.visibilityState !== 'visible') return;
  const answer = await fetch(preview.dataset.versionAt).catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== preview.dataset.version) location.reload();
}

if (preview) setInterval(reloadWhenSaved, 2000);
