// The filters: kept in the page's address, so that a view can be sent to a colleague and the back button works.
import { byId, el, unseen } from './dom.js'
import { clock } from './time.js'
import { languageName } from './language.js'

export const kinds = {
  NEW: 'New', CORRECTED: 'Corrected', RETRACTED: 'Retracted', RESTORED: 'Restored', MINOR_EDIT: 'Small edit',
  MERGED: 'Merged', RETAGGED: 'Tagged anew',
}
const keys = ['entity', 'topic', 'source', 'language', 'kind']
const titles = {
  entity: 'Name', topic: 'Topic', source: 'Source', language: 'Language', kind: 'Change', since: 'Since', q: 'Search',
}
const labels = new Map() // 'entity Q1899' → Kyiv, as learned from what was shown
const capacity = 5000
let changed = () => {}

const here = () => new URLSearchParams(location.search)

/// The words searched for, or null.
export const searching = () => here().get('q')

/// What the server is asked for: name and value pairs, as often as a name is used.
export function parameters() {
  return [...here()].filter(([key, value]) => value && (keys.includes(key) || key === 'since'))
}

/// Why no row is shown.
export function emptyBecause() {
  if (searching()) return 'Nothing stored has these words.'
  return parameters().length ? 'No entry matches. Remove a filter to see more.'
    : 'No entry yet. Entries appear here as sources publish them.'
}

export const isActive = (key, value) => here().getAll(key).includes(value)

function go(query) {
  const address = query.toString()
  history.pushState(null, '', address ? '?' + address : location.pathname)
  changed()
}

export function add(key, value) {
  if (isActive(key, value)) return
  const query = here()
  query.delete('q')
  query.append(key, value)
  go(query)
}

export function remove(key, value) {
  const query = here()
  query.delete(key, value)
  go(query)
}

/// A search looks at everything stored: it stands alone.
export function searchFor(words) {
  go(new URLSearchParams(words.trim() ? { q: words.trim() } : {}))
}

export function learn(key, value, label) {
  const known = `${key} ${value}`
  if (!value || labels.has(known)) return
  if (labels.size >= capacity) forgetOldest()
  labels.set(known, label)
  if (key === 'language' || isActive(key, value)) queueMicrotask(render)
}

/// But no language: they are few, and have their switches. And nothing that is filtered by, whose chip needs its name.
function forgetOldest() {
  for (const known of labels.keys()) {
    const at = known.indexOf(' ')
    if (known.startsWith('language ') || isActive(known.slice(0, at), known.slice(at + 1))) continue
    labels.delete(known)
    return
  }
}

function labelOf(key, value) {
  if (key === 'kind') return kinds[value] ?? value
  if (key === 'language') return languageName(value)
  if (key === 'since') return clock(value)
  return labels.get(`${key} ${value}`) ?? value
}

/// A link that adds a filter; opened in a new tab it is a view of its own.
export function filterLink(key, value, label, { class: style = 'chip', why = null } = {}, content = [label]) {
  learn(key, value, label)
  return el('a', { class: style, href: '?' + new URLSearchParams({ [key]: value }), data: { key, value, ...(why && { why }) } },
    content)
}

function toggle(key, value) {
  const on = isActive(key, value)
  return el('button', {
    class: 'chip', type: 'button', 'aria-pressed': String(on), data: { toggle: `${key} ${value}` },
    click: () => on ? remove(key, value) : add(key, value),
  }, labelOf(key, value))
}

function chip(key, value) {
  const click = () => { remove(key, value); byId('feed-title').focus() }
  return el('li', {}, el('button', { class: 'chip active', type: 'button', click },
    unseen('Remove filter '), `${titles[key]}: `, el('bdi', {}, labelOf(key, value)),
    el('span', { class: 'cross', 'aria-hidden': 'true' }, '×')))
}

/// The active filters above the feed, and the switches of the panel.
export function render() {
  const active = [...here()].filter(([key, value]) => value && key in titles)
  byId('active').replaceChildren(...active.map(([key, value]) => chip(key, value)))
  if (active.length > 1) {
    const click = () => { go(new URLSearchParams()); byId('feed-title').focus() }
    byId('active').append(el('li', {}, el('button', { class: 'plain', type: 'button', click }, 'Remove all')))
  }
  byId('active').hidden = active.length === 0
  const focused = document.activeElement?.dataset?.toggle
  byId('kinds').replaceChildren(...Object.keys(kinds).map((kind) => toggle('kind', kind)))
  const languages = [...new Set([...labels.keys()].filter((key) => key.startsWith('language ')).map((key) => key.slice(9))
    .concat(here().getAll('language')))].sort((a, b) => languageName(a).localeCompare(languageName(b)))
  byId('languages').replaceChildren(...languages.map((language) => toggle('language', language)))
  byId('languages-title').hidden = languages.length === 0
  if (focused) document.querySelector(`[data-toggle="${CSS.escape(focused)}"]`)?.focus()
}

/// What can be typed into the box: everything that has been shown, as 'Kyiv (name)'.
function choices() {
  return [...labels].map(([known, label]) => {
    const [key, value] = [known.slice(0, known.indexOf(' ')), known.slice(known.indexOf(' ') + 1)]
    return { key, value, text: `${key === 'language' ? languageName(value) : label} (${titles[key].toLowerCase()})` }
  })
}

function typed(text) {
  const wanted = text.trim().toLowerCase()
  const all = choices()
  return all.find((choice) => choice.text.toLowerCase() === wanted)
    ?? all.find((choice) => choice.text.toLowerCase().startsWith(wanted + ' ('))
    ?? all.find((choice) => choice.text.toLowerCase().startsWith(wanted))
}

/// Calls `onChange` whenever the address says something else.
export function bindFilters(onChange) {
  let shown = location.search
  changed = () => { shown = location.search; render(); onChange() }
  addEventListener('popstate', () => { if (location.search !== shown) changed() }) // not for a mere #fragment
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-key]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    add(link.dataset.key, link.dataset.value)
  })
  const box = byId('find')
  box.addEventListener('focus', () => {
    byId('known').replaceChildren(...choices().slice(0, 1000).map(({ text }) => el('option', { value: text })))
  })
  byId('find-form').addEventListener('submit', (event) => {
    event.preventDefault()
    const choice = box.value.trim() && typed(box.value)
    byId('find-problem').textContent = choice || !box.value.trim() ? '' : 'Nothing shown so far goes by that name.'
    if (choice) { box.value = ''; add(choice.key, choice.value) }
  })
  render()
}
