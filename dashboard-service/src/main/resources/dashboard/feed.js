// The rows of the feed, newest first, never more than the page can carry.
import { el, byId } from './dom.js'
import { card, storyChip } from './card.js'

export const capacity = 500
const quiet = new Set(['MINOR_EDIT', 'RETAGGED', 'MERGED'])

/// Whether `a` is an older version than `b`; versions are longs, written as text.
const older = (a, b) => BigInt(a.version ?? 0) < BigInt(b.version ?? 0)

export class Feed {
  #list
  #rows = [] // { entry, node, time }, newest first
  #byId = new Map()
  #current = null // the card that Tab reaches
  #cut = false // rows were dropped at the end: the server's cursor no longer continues them

  history = false
  next = null

  constructor(list) {
    this.#list = list
    list.addEventListener('focusin', (event) => {
      const node = event.target.closest('article')
      if (node) this.#reach(node)
    })
  }

  get size() { return this.#rows.length }
  get canGrow() { return this.next && !this.#cut && this.size < capacity }
  get full() { return this.#cut || (this.next && this.size >= capacity) }
  has(id) { return this.#byId.has(id) }

  /// All rows anew.
  reset(entries, next) {
    this.#rows = []
    this.#byId.clear()
    this.#cut = false
    this.#current = null
    this.#list.replaceChildren()
    this.append(entries, next)
  }

  /// Older rows at the end, in the server's order.
  append(entries, next) {
    const unknown = entries.filter((entry) => !this.has(entry.id))
    const fitting = unknown.slice(0, capacity - this.size)
    if (fitting.length < unknown.length) this.#cut = true // `next` continues behind what did not fit
    const rows = fitting.map((entry) => this.#row(entry, Date.parse(entry.changedAt), false))
    this.#rows.push(...rows)
    this.#list.append(...rows.map((row) => row.node))
    this.next = next
    this.#reach(this.#current ?? this.#rows[0]?.node)
    return rows[0]?.node
  }

  #row(entry, time, fresh) {
    const row = { entry, time, node: card(entry, { history: this.history, fresh }) }
    this.#byId.set(entry.id, row)
    return row
  }

  /// Puts or replaces a row. A small edit or new tags leave it where it stands, anything else takes it to its new place.
  put(entry) {
    const before = this.#byId.get(entry.id)
    if (before && older(entry, before.entry)) return
    if (before && quiet.has(entry.kind)) return this.#replace(before, entry)
    const time = Date.parse(quiet.has(entry.kind) ? entry.firstObservedAt : entry.changedAt)
    const focused = before?.node.contains(document.activeElement)
    if (before) this.remove(entry.id)
    this.#insert(entry, time)
    if (focused) this.#byId.get(entry.id)?.node.focus({ preventScroll: true })
  }

  #replace(row, entry) {
    const focused = row.node.contains(document.activeElement)
    const after = this.#row(entry, row.time, false)
    this.#rows[this.#rows.indexOf(row)] = after
    row.node.replaceWith(after.node)
    if (this.#current === row.node) this.#reach(after.node)
    if (focused) after.node.focus({ preventScroll: true })
  }

  #insert(entry, time) {
    const found = this.#rows.findIndex((row) => row.time <= time)
    const place = found < 0 ? this.size : found
    if (found < 0 && (this.next || this.#cut)) return // older than what is shown: 'Load older' brings it
    const row = this.#row(entry, time, true)
    this.#list.insertBefore(row.node, this.#rows[place]?.node ?? null)
    this.#rows.splice(place, 0, row)
    while (this.size > capacity) {
      this.#cut = true
      this.remove(this.#rows.at(-1).entry.id)
    }
    if (!this.#current?.isConnected) this.#reach(this.#rows[0]?.node)
  }

  remove(id) {
    const row = this.#byId.get(id)
    if (!row) return
    this.#byId.delete(id)
    this.#rows.splice(this.#rows.indexOf(row), 1)
    row.node.remove()
    if (this.#current === row.node) this.#reach(this.#rows[0]?.node)
  }

  /// A story grew, or an entry moved into one: only its chip changes.
  link(id, story) {
    for (const row of this.#rows) {
      const mine = row.entry.id === id
      if (!mine && (!story || row.entry.story?.id !== story.id)) continue
      row.entry.story = mine ? story : { ...row.entry.story, size: story.size }
      row.node.querySelector('.story-slot').replaceChildren(storyChip(row.entry.story) ?? '')
    }
  }

  #reach(node) {
    this.#current?.setAttribute('tabindex', '-1')
    node?.setAttribute('tabindex', '0')
    this.#current = node ?? null
  }

  /// To the next card or the one before.
  move(step) {
    const at = this.#rows.findIndex((row) => row.node === this.#current)
    const inside = this.#current?.contains(document.activeElement)
    const target = this.#rows[inside ? at + step : Math.max(at, 0)]?.node
    target?.focus({ preventScroll: true })
    target?.scrollIntoView({ block: 'nearest' })
  }

  /// A sentence in place of rows, and a button where the reader can do something about it.
  say(text, button = null) {
    byId('feed-note').replaceChildren(...(text ? [el('p', {}, text, button && ' ', button)] : []))
  }
}
