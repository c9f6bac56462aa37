// Wires the page: loads what the address asks for, then follows it live.
import * as api from './api.js'
import { missedSomething, tell } from './connection.js'
import { byId, el } from './dom.js'
import { Feed, capacity } from './feed.js'
import { bindFilters, emptyBecause, parameters, searchFor, searching } from './filters.js'
import { Intake } from './intake.js'
import { bindKeys } from './keys.js'
import { bindPanels, foldPanels, redraw, sourceChanged } from './panels.js'
import { Reload } from './reload.js'
import { bindStories, eraseTelling } from './story.js'
import { Stream } from './stream.js'
import { bindTheme } from './theme.js'
import { bindZones, setClock } from './time.js'
import { bindWhy } from './why.js'

const page = 100
const feed = new Feed(byId('feed'))
const intake = new Intake(feed, footOfFeed)
const stream = new Stream({
  change: ({ entry }) => intake.change(entry),
  story: ({ entry, story }) => intake.link(entry, story),
  gone,
  source: sourceChanged,
  beat: ({ time }) => setClock(time),
  reset: loadSoon,
}, (state) => {
  if (state === 'live') learn()
  tell(state === 'live' && reload.waits ? 'reconnecting' : state) // not live while something is missing
})
// Search results are not live, but what is erased has to leave them too.
const erasures = new Stream({
  gone: (what) => { if (what.reason === 'erased') gone(what) },
  reset: erasuresMissed,
}, () => {})
const reload = new Reload(load)
let shown = null // the address whose rows are shown
let asked = new AbortController()
let known = null // what the server is and can, once it has said so

/// The snapshot that the address asks for, then the stream from where it ends. A later call makes an earlier one void.
async function load() {
  asked.abort()
  asked = new AbortController()
  const { signal } = asked
  reload.cancel()
  stream.close()
  erasures.close()
  intake.clear()
  byId('feed').setAttribute('aria-busy', 'true')
  const words = searching()
  if (words) erasures.open([], null) // before the answer, or what is erased meanwhile would stay
  tell(words ? 'off' : 'connecting')
  const learnt = learn()
  try {
    const found = await fetchPage(words, null, signal)
    await learnt
    if (signal.aborted) return
    reload.succeeded()
    shown = location.search
    feed.reset(found.entries, found.next ?? null)
    if (!words) stream.open(parameters(), found.position)
    footOfFeed()
  } catch (problem) {
    if (signal.aborted) return
    failed(problem)
  }
  byId('feed').removeAttribute('aria-busy')
}

/// The old rows stay until then.
function loadSoon() {
  missedSomething()
  reload.afterReset()
  tell('reconnecting')
}

function gone({ entry, reason }) {
  if (reason === 'erased') { api.erased(entry); eraseTelling(entry) }
  intake.gone(entry, reason)
}

function erasuresMissed() {
  if (shown === location.search && feed.size) feed.say('Some of this may have been erased since.', searchAgain('Search again'))
}

/// The button goes with its sentence, so the focus has to go elsewhere.
function searchAgain(label) {
  return el('button', { type: 'button', click: () => {
    byId('feed-title').focus({ preventScroll: true })
    feed.say('Searching …')
    load()
  } }, label)
}

/// Of what is searched for, or of what changed last.
function fetchPage(words, before, signal) {
  const where = [['limit', page], ...(before ? [['before', before]] : [])]
  return words ? api.search([['q', words], ...where], signal) : api.entries([...parameters(), ...where], signal)
}

/// A search that takes too long is not repeated unasked, for the database would have to start all over. The live view is.
function failed(problem) {
  const status = problem instanceof api.Refused ? problem.status : 0
  if (shown !== location.search) feed.reset([], null) // they belong to another view
  endOfFeed()
  if (status && status < 500) return feed.say(`The server does not understand this view (${problem.message}).`)
  if (searching()) {
    const said = status ? 'The search takes too long, or the database cannot be reached now.' : 'The server cannot be reached now.'
    return feed.say(said, searchAgain('Try again'))
  }
  const starting = status === 503 // it still reads its topics
  feed.say(starting ? 'The server is not ready yet. Trying again …' : 'The server cannot be reached. Trying again …')
  missedSomething()
  tell(starting ? 'connecting' : 'lost')
  reload.afterFailure()
}

function endOfFeed() {
  byId('older').hidden = !feed.canGrow
  byId('full').hidden = !feed.full
  byId('full').textContent = `This page keeps ${capacity} entries. Filter to see older ones.`
}

function footOfFeed() {
  endOfFeed()
  feed.say(feed.size > 0 ? '' : emptyBecause())
}

async function older() {
  const { signal } = asked
  const button = byId('older')
  button.disabled = true
  try {
    const found = await fetchPage(searching(), feed.next, signal)
    const first = feed.append(found.entries, found.next ?? null)
    footOfFeed()
    first?.focus({ preventScroll: true })
  } catch {
    if (!signal.aborted) feed.say('Older entries cannot be loaded now.')
  } finally {
    button.disabled = false
  }
}

function pause() {
  intake.pause(!intake.paused)
  byId('pause').textContent = intake.paused ? 'Resume' : 'Pause'
  byId('paused').textContent = intake.paused ? 'Paused' : ''
}

function showWaiting() {
  byId('feed-title').focus({ preventScroll: true })
  intake.show()
  scrollTo({ top: 0 })
}

/// Here and not in load(), which may come while the reader types words to search for.
function enter() {
  const words = searching()
  byId('search').value = words ?? ''
  byId('feed-title').textContent = words ? 'Search results' : 'Live feed'
  if (words) missedSomething() // from the sources nothing is heard in a search
  reload.succeeded()
  return load()
}

function viewChanged() {
  for (const dialog of document.querySelectorAll('dialog[open]')) if (dialog.id !== 'session') dialog.close()
  scrollTo({ top: 0 })
  enter()
}

/// Asked for once, and again where that was in vain.
function learn() {
  known ??= about().catch(() => { known = null })
  return known
}

async function about() {
  const { history, version, title } = await api.about()
  feed.history = history
  byId('search-form').hidden = !history
  byId('version').textContent = version ? `Copydesk ${version}` : ''
  if (title) { byId('title').textContent = title; document.title = title }
}

function focusBox() {
  if (!byId('search-form').hidden) return byId('search').focus()
  byId('filters').open = true
  byId('find').focus()
}

foldPanels()
bindZones(byId('zone'))
bindTheme(byId('theme'), redraw)
bindWhy()
bindStories()
bindFilters(viewChanged)
bindKeys({
  j: () => feed.move(1), k: () => feed.move(-1), p: pause, n: showWaiting, '/': focusBox, '?': () => byId('keys').showModal(),
}, (step) => feed.move(step))
byId('older').addEventListener('click', older)
byId('pause').addEventListener('click', pause)
byId('show').addEventListener('click', showWaiting)
byId('search-form').addEventListener('submit', (event) => { event.preventDefault(); searchFor(byId('search').value) })
enter().then(bindPanels)
