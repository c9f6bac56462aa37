// The panels at the side: what is named most, as small curves, and how the sources fare.
import { byId, count, el, unseen } from './dom.js'
import { filterLink } from './filters.js'
import { ageOf, clock, timeOf } from './time.js'
import { sources, trends } from './api.js'

const every = 30_000
const shownSources = 200
const states = {
  FAILING: 'cannot be read', DRIFTING: 'its shape has changed', STALE: 'silent for unusually long',
  UNKNOWN: 'not read yet', RECOVERED: 'recovered', HEALTHY: 'healthy',
}
const order = Object.keys(states)
const isSick = ({ status }) => ['FAILING', 'DRIFTING', 'STALE'].includes(status)
const plots = new Map() // 'entity Q1899' → { item, plot, … }
const health = new Map() // source → its state
let drawing = 0
let uplot = null

/// The curve's colour is that of its text; a canvas needs it worked out.
function options(host) {
  const colour = () => getComputedStyle(host).color
  return {
    width: 80, height: 26, padding: [2, 0, 2, 0], legend: { show: false }, cursor: { show: false },
    scales: { x: { time: false }, y: { range: (self, low, high) => [0, Math.max(1, high)] } },
    axes: [{ show: false }, { show: false }],
    series: [{}, { stroke: colour, width: 1.5, points: { show: false } }],
  }
}

function peak({ counts }, { from, window }) {
  const highest = Math.max(0, ...counts)
  if (highest === 0) return ''
  const at = new Date(Date.parse(from) + counts.indexOf(highest) * window * 1000)
  return `, most at ${clock(at.toISOString())} (${highest})`
}

function trendItem(key, trend, data) {
  const known = `${key} ${trend.tag}`
  const row = plots.get(known) ?? newItem(known, key, trend)
  const hours = byId('hours').value
  row.total.textContent = trend.total.toLocaleString('en')
  row.said.textContent = ` in ${hours === '1' ? 'the last hour' : `the last ${hours} hours`}${peak(trend, data)}`
  row.data = [trend.counts.map((_, index) => index), trend.counts]
  if (row.plot) row.plot.setData(row.data)
  return row.item
}

function newItem(known, key, { tag, label }) {
  const spark = el('span', { class: 'spark', 'aria-hidden': 'true' })
  const row = { total: el('span', { class: 'total' }), said: unseen(''), spark, plot: null }
  row.item = el('li', {}, filterLink(key, tag, label || tag, { class: 'tag' }, [el('bdi', {}, label || tag)]),
    row.spark, el('span', {}, row.total, row.said))
  plots.set(known, row)
  return row
}

function list(key, found, data) {
  byId(`${key}-trends`).replaceChildren(...found.map((trend) => trendItem(key, trend, data)))
  byId(`${key}-none`).hidden = found.length > 0
}

export async function refreshTrends() {
  try {
    const data = await trends(byId('hours').value)
    list('entity', data.entities ?? [], data)
    list('topic', data.topics ?? [], data)
    for (const [known, row] of plots) if (!row.item.isConnected) { row.plot?.destroy(); plots.delete(known) }
    byId('trends-problem').textContent = ''
    await draw()
  } catch {
    byId('trends-problem').textContent = 'Trends cannot be loaded now.'
  }
}

/// uPlot comes after the feed; without it the totals still stand.
async function draw() {
  uplot ??= (await import('./lib/uplot/uPlot.esm.js')).default
  for (const row of plots.values()) row.plot ??= new uplot(options(row.spark), row.data, row.spark)
}

/// Colours have changed.
export function redraw() {
  for (const row of plots.values()) row.plot?.redraw()
}

export async function refreshSources() {
  try {
    const found = (await sources()).sources ?? []
    health.clear()
    for (const source of found) health.set(source.source, source)
    drawSources()
  } catch {
    byId('sources-said').textContent = 'The state of the sources cannot be loaded now.'
  }
}

export function sourceChanged(source) {
  health.set(source.source, source)
  drawing ||= requestAnimationFrame(drawSources)
}

function sourceItem({ source, status, since, cause, failures }) {
  const sick = isSick({ status })
  return el('li', { class: sick && 'sick' },
    filterLink('source', source, source, { class: 'tag' }, [el('bdi', {}, source)]), ' ',
    el('span', { class: 'state' }, states[status] ?? 'unknown'),
    sick && since && el('p', { class: 'fine' }, 'since ', timeOf(since), ', ', ageOf(since)),
    sick && cause && el('p', { class: 'cause', dir: 'auto' },
      cause, failures > 1 && ` (${count(failures, 'failed look')} in a row)`))
}

function sentence(all, sick) {
  if (all.length === 0) return 'No source is known yet.'
  if (sick.length === 0) return all.length === 1 ? 'The one source is well.' : `All ${all.length.toLocaleString('en')} sources are well.`
  return `${count(sick.length, 'source')} of ${all.length.toLocaleString('en')} ${sick.length === 1 ? 'is' : 'are'} sick.`
}

/// Sick ones first, the worst and the longest sick before the others.
function drawSources() {
  drawing = 0
  const all = [...health.values()].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status)
    || (isSick(a) ? Date.parse(a.since) - Date.parse(b.since) : 0) || a.source.localeCompare(b.source))
  const sick = all.filter(isSick)
  const well = all.slice(sick.length)
  byId('sick').replaceChildren(...sick.slice(0, shownSources).map(sourceItem))
  byId('well').replaceChildren(...well.slice(0, shownSources).map(sourceItem))
  byId('well-box').hidden = well.length === 0
  byId('well-title').textContent = `${count(well.length, sick.length ? 'other source' : 'source')}${well.length > shownSources ? `, the first ${shownSources}` : ''}`
  write(byId('sources-said'), sentence(all, sick))
  const alert = byId('alert')
  alert.hidden = sick.length === 0
  write(alert.firstElementChild, sentence(all, sick))
}

/// A live region is only written when it says something new.
function write(node, text) {
  if (node.textContent !== text) node.textContent = text
}

/// On a phone the feed comes first: panels are closed until asked for.
export function foldPanels() {
  if (matchMedia('(max-width: 700px)').matches) for (const panel of document.querySelectorAll('details.panel')) panel.open = false
}

export function bindPanels() {
  byId('alert').addEventListener('click', () => { byId('sources').open = true })
  byId('hours').addEventListener('change', refreshTrends)
  setInterval(() => { if (!document.hidden) refreshTrends() }, every)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refreshTrends() })
  refreshTrends()
  refreshSources()
}
