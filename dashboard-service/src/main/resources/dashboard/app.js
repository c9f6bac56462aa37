// Wires the page: loads what the address asks for, then follows it live.
import * as api from './api.js'
import { byId } from './dom.js'
import { Feed, capacity } from './feed.js'
import { bindFilters, parameters, searchFor, searching } from './filters.js'
import { Intake } from './intake.js'
import { bindKeys } from './keys.js'
import { bindPanels, redraw, refreshSources, refreshTrends, sourceChanged } from './panels.js'
import { bindStories } from './story.js'
import { Stream } from './stream.js'
import { bindTheme } from './theme.js'
import { bindZones, setClock } from './time.js'
import { bindWhy } from './why.js'

const page = 100
const states = {
  connecting: 'Connecting …', live: 'Live', reconnecting: 'Reconnecting …',
  lost: 'Connection lost, trying again', off: 'Search results, not live',
}
const feed = new Feed(byId('feed'))
const intake = new Intake(feed, footOfFeed)
const stream = new Stream({
  change: ({ entry }) => intake.change(entry),
  story: ({ entry, story }) => intake.link(entry, story),
  gone: ({ entry, reason }) => intake.gone(entry, reason),
  source: sourceChanged,
  beat: ({ time }) => setClock(time),
  reset: () => load(),
}, tell)
let asked = new AbortController()
let away = false // the server was lost since the panels were filled
let known = null // what the server is and can, once it has said so

function tell(state) {
  const node = byId('connection')
  if (node.dataset.state === state) return
  node.dataset.state = state
  node.textContent = states[state]
  if (state === 'lost') away = true
  if (state === 'live' && away) {
    away = false
    refreshSources()
    refreshTrends()
  }
}

/// The snapshot that the address asks for, then the stream from where it ends. A later call makes an earlier one void.
async function load() {
  asked.abort()
  asked = new AbortController()
  const { signal } = asked
  stream.close()
  intake.clear()
  byId('feed').setAttribute('aria-busy', 'true')
  const words = searching()
  byId('search').value = words ?? ''
  byId('feed-title').textContent = words ? 'Search results' : 'Live feed'
  tell(words ? 'off' : 'connecting')
  known ??= about().catch(() => { known = null })
  try {
    const found = await fetchPage(words, null, signal)
    await known
    if (signal.aborted) return
    feed.reset(found.entries, found.next ?? null)
    if (!words) stream.open(parameters(), found.position)
    footOfFeed()
  } catch (problem) {
    if (signal.aborted) return
    failed(problem, signal)
  }
  byId('feed').removeAttribute('aria-busy')
}

/// Of what is searched for, or of what changed last.
function fetchPage(words, before, signal) {
  const where = [['limit', page], ...(before ? [['before', before]] : [])]
  return words ? api.search([['q', words], ...where], signal) : api.entries([...parameters(), ...where], signal)
}

function failed(problem, signal) {
  const refused = problem instanceof api.Refused && problem.status < 500
  feed.say(refused ? `The server does not understand this view (${problem.message}).` : 'The server cannot be reached. Trying again …')
  if (refused) return
  tell('lost')
  setTimeout(() => { if (!signal.aborted) load() }, 2000 + Math.random() * 3000)
}

function footOfFeed() {
  byId('older').hidden = !feed.canGrow
  byId('full').hidden = !feed.full
  byId('full').textContent = `This page keeps ${capacity} entries. Filter to see older ones.`
  feed.say(feed.size > 0 ? '' : emptyBecause())
}

function emptyBecause() {
  if (searching()) return 'Nothing stored has these words.'
  return parameters().length ? 'No entry matches. Remove a filter to see more.'
    : 'No entry yet. Entries appear here as sources publish them.'
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

function viewChanged() {
  for (const dialog of document.querySelectorAll('dialog[open]')) if (dialog.id !== 'session') dialog.close()
  scrollTo({ top: 0 })
  load()
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

/// On a phone the feed comes first: panels are closed until asked for.
function foldPanels() {
  if (matchMedia('(max-width: 700px)').matches) for (const panel of document.querySelectorAll('details.panel')) panel.open = false
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
byId('alert').addEventListener('click', () => { byId('sources').open = true })
byId('keys-open').addEventListener('click', () => byId('keys').showModal())
byId('search-form').addEventListener('submit', (event) => { event.preventDefault(); searchFor(byId('search').value) })
load().then(bindPanels)
