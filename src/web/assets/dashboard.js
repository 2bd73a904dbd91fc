/**
 * The dashboard while the class works: hears that something changed, over a stream or, where that does not hold, by
 * asking; then fetches the page again and puts its live part in place. The pages are complete without it.
 */
const pauseButton = document.querySelector('#pause');
const state = document.querySelector('#live-state');
const live = () => document.querySelector('#live');

const askEveryMs = 5000;
/** Also without a new answer: who is idle becomes so by waiting. */
const refreshEveryMs = 60_000;
let paused = false;
let waiting = false;
/** Something new was heard while the page was being fetched. */
let missed = false;

/** Finds the same thing in another state of the page: a link by where it leads, all else by its words. */
const nameOf = (element) =>
  element.tagName +
  (element.getAttribute('href') ?? element.getAttribute('aria-label') ?? element.textContent);
const inside = (part) => [...part.querySelectorAll('a, button, summary, [tabindex]')];

/** What was opened stays open, and the focus where it is. */
function put(before, after) {
  const open = [...before.querySelectorAll('details')].map((each) => each.open);
  [...after.querySelectorAll('details')].forEach((each, index) => {
    each.open = open[index] ?? false;
  });
  const focused = inside(before).find((each) => each === document.activeElement);
  before.replaceWith(after);
  if (focused)
    inside(after)
      .find((each) => nameOf(each) === nameOf(focused))
      ?.focus({ preventScroll: true });
}

async function refresh() {
  if (paused) return;
  missed = waiting;
  if (waiting) return;
  waiting = true;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const next = page.querySelector('#live');
    if (next && !paused) put(live(), document.adoptNode(next));
  } finally {
    waiting = false;
  }
  if (missed) await refresh();
}

const hear = (version) => {
  if (version !== live().dataset.version) refresh().catch(() => {});
};

async function ask() {
  const response = await fetch(live().dataset.versionAt);
  if (response.ok) hear((await response.json()).version);
}

let source;
let asking;

/** Asking again and again, while the stream is broken: each failure to reach it only goes on with that. */
function poll(on) {
  if (!on) {
    clearInterval(asking);
    asking = undefined;
  } else asking ??= setInterval(() => ask().catch(() => {}), askEveryMs);
}

function start() {
  source = new EventSource(live().dataset.events);
  source.onmessage = ({ data }) => {
    poll(false);
    hear(data);
  };
  source.onerror = () => poll(true);
}

function stop() {
  source?.close();
  poll(false);
}

pauseButton.hidden = false;
state.textContent = state.dataset.live;
pauseButton.addEventListener('click', () => {
  paused = !paused;
  pauseButton.setAttribute('aria-pressed', `${paused}`);
  pauseButton.textContent = paused ? pauseButton.dataset.goOn : pauseButton.dataset.pause;
  state.textContent = paused ? state.dataset.paused : state.dataset.live;
  if (paused) stop();
  else start();
});

setInterval(() => refresh().catch(() => {}), refreshEveryMs);
start();
