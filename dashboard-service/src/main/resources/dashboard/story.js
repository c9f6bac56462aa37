// One story as several publishers tell it, side by side.
import { byId, count, el, isOutward, outward, unseen } from './dom.js'
import { tellings as fetchTellings } from './api.js'
import { inLanguage } from './language.js'
import { timeOf } from './time.js'
import { differing, textNodes } from './text.js'

let shown = [] // the tellings in the dialog, the oldest first
let asked = 0 // a later opening makes the answer to an earlier one void

const began = (telling) => telling.publishedAt ?? telling.firstObservedAt

function lag(telling, first) {
  const minutes = Math.round((Date.parse(began(telling)) - Date.parse(began(first))) / 60_000)
  if (!Number.isFinite(minutes)) return ''
  return minutes < 1 ? 'within a minute of the first' : `${count(minutes, 'minute')} after the first`
}

function headline(telling, first) {
  const comparable = telling !== first && first.headline && telling.headline && telling.language === first.language
  return el('h3', inLanguage(telling.language), telling.headline
    ? comparable ? differing(telling.headline, first.headline) : telling.headline
    : unseen(`Telling by ${telling.source}`))
}

function repeats(telling, tellings) {
  const of = telling.story?.duplicateOf
  if (!of) return null
  const original = tellings.find((other) => other.id === of)
  return el('p', { class: 'repeat' }, 'Repeats ', original ? el('bdi', {}, original.source) : 'another entry', ' nearly word for word')
}

/// What linked it, with the names of entities in place of their ids.
function reasons(telling, tellings) {
  const labels = new Map(tellings.flatMap(({ mentions }) => mentions ?? []).map(({ entity, label }) => [entity.replaceAll('_', ' '), label]))
  const named = (entity) => labels.get(entity) || entity
  return telling.story.reasons.map((reason) => reason.replace(/(?<=^shares ).*/, named)).join(', ')
}

function column(telling, tellings) {
  const first = tellings[0]
  const body = telling.body ?? ''
  const nodes = textNodes(body, {
    mentions: (telling.mentions ?? []).filter((mention) => mention.field === 'BODY'), gazetteer: telling.gazetteer,
    limit: Math.min(body.length, 1500),
  })
  const address = telling.permalink || telling.url
  const retracted = telling.status === 'RETRACTED'
  return el('li', { class: 'telling', data: { entry: telling.id } },
    el('p', { class: 'publisher' }, el('bdi', {}, telling.source)),
    el('p', { class: 'fine' }, timeOf(began(telling)), ' · ', telling === first ? 'the first' : lag(telling, first)),
    retracted ? el('p', { class: 'notice' }, el('strong', {}, 'Retracted.')) : null,
    headline(telling, first), repeats(telling, tellings),
    el('div', { class: 'body', ...inLanguage(telling.language) }, retracted ? el('s', {}, nodes) : nodes, body.length > 1500 ? ' …' : ''),
    telling.story?.reasons?.length && telling !== first
      ? el('p', { class: 'fine' }, `Linked by: ${reasons(telling, tellings)}`) : null,
    isOutward(address) ? el('p', { class: 'fine' }, outward(address, 'Original', unseen(' at the publisher, in a new tab'))) : null)
}

function draw() {
  byId('story-title').textContent = `One story, ${count(shown.length, 'telling')}`
  byId('story-note').textContent = shown.length ? 'The oldest first. Words that the first headline does not have are marked.'
    : 'Nothing of this story is left.'
  byId('tellings').replaceChildren(...shown.map((telling) => column(telling, shown)))
}

/// What was erased leaves the dialog at once. The others are drawn anew, for they speak of the first one and of repeats.
export function eraseTelling(id) {
  if (!shown.some((telling) => telling.id === id)) return
  shown = shown.filter((telling) => telling.id !== id)
  const focused = byId('tellings').contains(document.activeElement)
  draw()
  if (focused) byId('story').querySelector('form button').focus()
}

async function open(id) {
  const mine = ++asked
  shown = []
  byId('story-title').textContent = 'One story'
  byId('story-note').textContent = 'Loading …'
  byId('tellings').replaceChildren()
  byId('story').showModal()
  try {
    const found = await fetchTellings(id)
    if (mine !== asked) return
    shown = found
    draw()
  } catch {
    if (mine === asked) byId('story-note').textContent = 'This story cannot be loaded now.'
  }
}

export function bindStories() {
  document.addEventListener('click', (event) => {
    const chip = event.target.closest?.('[data-story]')
    if (chip) open(chip.dataset.story)
  })
}
