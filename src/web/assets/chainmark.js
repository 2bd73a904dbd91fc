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
  for (const net of all('.net')) {
    net.classList.toggle('dimmed', source !== undefined);
    net.classList.remove('walking');
  }
  for (const place of all('.net [data-quantity]')) {
    const { quantity } = place.dataset;
    place.classList.toggle('source', quantity === source?.dataset.quantity);
    place.classList.toggle('lit', onward.has(quantity) || (!source && quantity === askedNow()));
  }
  if (!source && walked) lightStep(walked);
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

/* The worked solution walks along the figure: where a step happens, where it comes from, and its number. */

let walked;
let playing;
const playMs = 3500;
const svgName = 'http://www.w3.org/2000/svg';

/** Each quantity once, in the order of the solutions. */
const walkSteps = () => all('.solution .place').map((place) => place.parentElement);

function lightStep({ dataset: { at, from, number } }) {
  const origins = new Set(from.split(' '));
  for (const old of all('.walk-number')) old.remove();
  for (const net of all('#board .net')) {
    net.classList.add('dimmed', 'walking');
    for (const place of all('[data-quantity]', net)) {
      place.classList.toggle('source', place.dataset.quantity === at);
      place.classList.toggle('lit', origins.has(place.dataset.quantity));
    }
    putNumber(net, at, number);
  }
}

/** Under the place, on a ground of its own; the figure that is not shown has no size. */
function putNumber(net, at, number) {
  const shape = net.querySelector(`[data-quantity="${at}"] .shape`);
  if (!shape || net.getBoundingClientRect().width === 0) return;
  const [group, ground, text] = ['g', 'rect', 'text'].map((tag) => document.createElementNS(svgName, tag));
  const { x, y, width, height } = shape.getBBox();
  group.setAttribute('class', 'walk-number');
  text.textContent = number;
  group.append(ground, text);
  net.append(group);
  const room = text.getComputedTextLength() + 10;
  const whole = net.viewBox.baseVal.width;
  const left = Math.min(Math.max(0, x + width / 2 - room / 2), whole - room);
  const sizes = { x: left, y: y + height - 3, width: room, height: 17, rx: 5 };
  for (const [name, value] of Object.entries(sizes)) ground.setAttribute(name, value);
  text.setAttribute('x', left + room / 2);
  text.setAttribute('y', y + height + 9.5);
}

function walkTo(index) {
  const steps = walkSteps();
  const bar = document.querySelector('.walk');
  walked?.removeAttribute('aria-current');
  walked = steps[Math.min(Math.max(index, 0), steps.length - 1)];
  walked.setAttribute('aria-current', 'step');
  const at = steps.indexOf(walked);
  const [before, after] = [bar.querySelector('[data-walk="-1"]'), bar.querySelector('[data-walk="1"]')];
  before.setAttribute('aria-disabled', at === 0);
  after.setAttribute('aria-disabled', at === steps.length - 1);
  tellStep(bar, walked);
  lightStep(walked);
  if (at === steps.length - 1) stopPlaying();
}

/** The line as it stands in the solution; for ears in words. */
function tellStep(bar, step) {
  const [heard, seen] = [document.createElement('p'), document.createElement('div')];
  const [place, sentence, ...lines] = step.cloneNode(true).children;
  heard.className = 'unseen';
  heard.textContent = step.dataset.words;
  seen.setAttribute('aria-hidden', 'true');
  seen.append(...lines);
  sentence.prepend(`${place.textContent} `);
  bar.querySelector('.walk-now').replaceChildren(sentence, heard, seen);
}

function stopPlaying() {
  clearInterval(playing);
  playing = undefined;
  document.querySelector('[data-walk="play"]')?.setAttribute('aria-pressed', 'false');
}

function togglePlaying(button) {
  if (playing) return stopPlaying();
  const steps = walkSteps();
  const at = steps.indexOf(walked);
  walkTo(at === steps.length - 1 ? 0 : at + 1);
  button.setAttribute('aria-pressed', 'true');
  playing = setInterval(() => walkTo(walkSteps().indexOf(walked) + 1), playMs);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-walk]');
  if (!button) return;
  const { walk: way } = button.dataset;
  if (way === 'play') return togglePlaying(button);
  stopPlaying();
  walkTo(walkSteps().indexOf(walked) + Number(way));
});

/** Nothing moves by itself for those who asked for less motion. */
function offerWalk() {
  stopPlaying();
  walked?.removeAttribute('aria-current');
  walked = undefined;
  for (const bar of all('.walk')) {
    bar.hidden = false;
    bar.querySelector('[data-walk="play"]').hidden = matchMedia('(prefers-reduced-motion: reduce)').matches;
  }
}

/** The sentence on the next hint goes when it may be had. */
function countDownHints() {
  for (const wait of all('.hint-wait')) setTimeout(() => wait.remove(), wait.dataset.seconds * 1000);
}

/** The answer of the server; undefined where none comes, or where it can take nothing just now. */
async function reach(path, body, more = {}) {
  const answer = await fetch(path, { method: 'POST', body, ...more }).catch(() => undefined);
  return answer && isRefusedNow(answer) ? undefined : answer;
}

/** What can be sent again in a moment. */
const isRefusedNow = ({ status }) => status >= 500 || status === 429;

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
  if (target.matches('#answers :is(select, .options input)')) saveDraft(target.form);
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
  saveDraft(target.form);
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

const answersIn = (form) => [...new FormData(form)].filter(([name]) => name.startsWith('answer.'));

/** What was typed or chosen and has not reached the server stands in this browser until it has. */
function saveDraft(form) {
  const { [form.dataset.variant]: _, ...others } = drafts();
  storeDrafts([...Object.entries(others), [form.dataset.variant, answersIn(form)]]);
  keepOnServer(form);
}

/* Kept on the server a second after the last change, so that an exam, and another device, has it; tried until it is. */

const keepAfterMs = 1000;
const tryAgainMs = 3000;
let keeping;
let cutOff = false;

function keepOnServer(form, afterMs = keepAfterMs) {
  clearTimeout(keeping);
  keeping = form.dataset.draft && setTimeout(() => keep(form), afterMs);
}

async function keep(form) {
  keepOnServer(form, tryAgainMs);
  const sent = new URLSearchParams(new FormData(form));
  const answer = await reach(form.dataset.draft, sent, { keepalive: true });
  if (!answer) {
    if (!cutOff) announce(form.dataset.lost);
    cutOff = true;
    return;
  }
  if (cutOff && answer.ok) announce(form.dataset.kept);
  cutOff = false;
  if (`${new URLSearchParams(new FormData(form))}` !== `${sent}`) return;
  clearTimeout(keeping);
  keeping = undefined;
  if (answer.ok) forgetDrafts(form.dataset.variant);
}

/** At once, where something still waits to be kept. */
function keepNow() {
  const form = document.querySelector('#answers');
  if (form && keeping) keep(form);
}

addEventListener('online', keepNow);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keepNow();
});

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
  clearTimeout(keeping);
  const variant = form.dataset.variant;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  for (const { dataset } of all('[data-piece]')) body.append('shown', dataset.piece);
  try {
    const headers = { prefer: 'return=representation' };
    const response = await fetch(form.getAttribute('action'), { method: 'POST', headers, body });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // What can be sent again in a moment stays as it stands.
    if (isRefusedNow(response)) {
      keepOnServer(form, tryAgainMs);
      return announce(page.querySelector('main p')?.textContent ?? form.dataset.lost);
    }
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
  const old = document.querySelector('#board');
  if (board && old) bringOver(board, old);
  if (board?.dataset.variant === variant) old.replaceWith(board);
  else document.querySelector('main').replaceWith(page.querySelector('main'));
  announce(page.querySelector('#status')?.textContent ?? '');
  start();
  light();
  const other = { fewer: 'more', more: 'fewer' }[focused];
  const next =
    document.getElementById(focused) ??
    document.getElementById(other) ??
    document.querySelector('[aria-invalid], #another, main');
  next?.focus({ preventScroll: true });
}

/** What the answer leaves out, since the page shows it already. */
function bringOver(board, old) {
  for (const place of all('[data-stays]', board)) {
    const piece = all('[data-piece]', old).find(({ dataset }) => dataset.piece === place.dataset.stays);
    if (!piece) return location.reload();
    place.replaceWith(piece);
  }
  for (const over of all('.way-back', board)) lightWayBack(over, board);
}

/** On a figure that stays: the paths along which the error comes back, and the places on them. */
function lightWayBack({ dataset, content }, board) {
  const back = new Set(dataset.back.split(' ').filter(Boolean));
  const returns = all('.returns', content);
  for (const old of all('.walk-number', board)) old.remove();
  for (const [index, net] of all('.net', board).entries()) {
    net.classList.toggle('net-returning', back.size > 0);
    net.querySelector('.returns').replaceChildren(...(returns[index]?.childNodes ?? []));
    for (const place of all('[data-quantity]', net))
      place.classList.toggle('back', back.has(place.dataset.quantity));
  }
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
  offerWalk();
  countDownHints();
  for (const keys of all('.symbols')) keys.hidden = boxes().length === 0;
  for (const place of all('.net').map(
    (net) => net.querySelector('[tabindex="0"]') ?? net.querySelector('[data-quantity]'),
  ))
    if (place) place.tabIndex = 0;
  for (const place of all('#board .net [data-value]')) place.setAttribute('role', 'button');
  const form = document.querySelector('#answers');
  const own = drafts()[form?.dataset.variant];
  if (Array.isArray(own)) putBack(form, own);
  showChosen();
}

/** Into every field that is still open; fields of one name in their order. */
function putBack(form, answers) {
  const left = Map.groupBy(answers, ([name]) => name);
  for (const field of all('[name^="answer."]:not([type="hidden"], [readonly], :disabled)', form)) {
    const values = left.get(field.name) ?? [];
    if (field.type === 'checkbox' || field.type === 'radio')
      field.checked = values.some(([, value]) => value === field.value);
    else field.value = values.shift()?.[1] ?? field.value;
    if (field.matches('.entry input') && field.value !== field.defaultValue) echo(field);
  }
  keepOnServer(form);
}

start();

/* The clock of an exam counts as the server does, and the page comes again when the time is up. */

const clock = document.querySelector('.clock');

function tick(ends) {
  const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  const two = (number) => String(number).padStart(2, '0');
  clock.querySelector('b').textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  clock.querySelector('span').hidden = false;
  if (seconds === 2) keepNow();
  setTimeout(seconds > 0 ? () => tick(ends) : end, seconds > 0 ? 1000 : 500);
}

/** The server hands in what it has; what never reached it is sent once more, and comes back as too late. */
async function end() {
  const form = document.querySelector('#answers');
  clearTimeout(keeping);
  if (!form) return location.reload();
  const body = new URLSearchParams(new FormData(form));
  const answer = await reach(form.getAttribute('action'), body);
  if (!answer) {
    announce(form.dataset.lost);
    return setTimeout(end, tryAgainMs);
  }
  forgetDrafts(form.dataset.variant);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('main').replaceWith(page.querySelector('main'));
  start();
  document.querySelector('main').focus();
}

if (clock) tick(performance.now() + (Date.parse(clock.dataset.ends) - Date.parse(clock.dataset.now)));

/* A teacher's preview shows the file as it was saved last. */

const preview = document.querySelector('.preview[data-version]');

async function reloadWhenSaved() {
  if (document.visibilityState !== 'visible') return;
  const answer = await fetch(preview.dataset.versionAt).catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== preview.dataset.version) location.reload();
}

if (preview) setInterval(reloadWhenSaved, 2000);
