// Times in the zone that the reader chose, and how long ago they were.
import { el, memory } from './dom.js'

const local = Intl.DateTimeFormat().resolvedOptions().timeZone
let zone = usable(memory.read('zone')) ?? local
let formats = formatsIn(zone)
let clockError = 0 // the server's clock minus this machine's, ms

function usable(name) {
  try { return name && new Intl.DateTimeFormat('en', { timeZone: name }) && name } catch { return null }
}

function formatsIn(timeZone) {
  const of = (options) => new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...options })
  const clock = { hour: '2-digit', minute: '2-digit' }
  return {
    day: of({ year: 'numeric', month: 'numeric', day: 'numeric' }),
    clock: of(clock),
    dated: of({ day: 'numeric', month: 'short', ...clock }),
    yearly: of({ day: 'numeric', month: 'short', year: 'numeric', ...clock }),
    full: of({ dateStyle: 'full', timeStyle: 'long' }),
  }
}

export const now = () => Date.now() + clockError

/// The server says what time it is; a machine whose clock is off still shows true ages.
export function setClock(iso) {
  const error = Date.parse(iso) - Date.now()
  if (Number.isFinite(error)) clockError = Math.abs(error) < 3000 ? 0 : error
}

export function clock(iso) {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return 'unknown time'
  if (formats.day.format(date) === formats.day.format(now())) return formats.clock.format(date)
  return Math.abs(now() - date) < 300 * 86_400_000 ? formats.dated.format(date) : formats.yearly.format(date)
}

function full(iso) {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? '' : formats.full.format(date)
}

export function age(iso) {
  const minutes = Math.floor((now() - Date.parse(iso)) / 60_000)
  if (Number.isNaN(minutes)) return ''
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`
  return `${Math.floor(minutes / 1440)} days ago`
}

export const timeOf = (iso) => el('time', { datetime: iso, title: full(iso) }, clock(iso))

export const ageOf = (iso) => el('span', { class: 'age', data: { at: iso } }, age(iso))

function write(node, text) {
  if (node.textContent !== text) node.textContent = text
}

function writeAges() {
  for (const node of document.querySelectorAll('.age')) write(node, age(node.dataset.at))
}

function writeTimes() {
  for (const node of document.querySelectorAll('time')) {
    write(node, clock(node.dateTime))
    node.title = full(node.dateTime)
  }
}

/// Fills the selection of zones and keeps all times on the page true.
export function bindZones(select) {
  const others = (Intl.supportedValuesOf?.('timeZone') ?? []).filter((name) => name !== 'UTC')
  select.replaceChildren(
    el('option', { value: local }, `Local time (${local})`),
    el('option', { value: 'UTC' }, 'UTC'),
    el('optgroup', { label: 'All zones' },
      others.map((name) => el('option', { value: name }, name.replaceAll('_', ' ')))),
  )
  select.value = zone
  select.addEventListener('change', () => {
    zone = select.value
    formats = formatsIn(zone)
    memory.write('zone', zone)
    writeTimes()
  })
  setInterval(() => { writeAges(); writeTimes() }, 30_000)
}
