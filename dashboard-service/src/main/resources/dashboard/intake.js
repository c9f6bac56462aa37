// What arrives waits here until it may be shown: for the next frame, or for the reader, who has paused or is reading.
import { byId, count } from './dom.js'
import { capacity } from './feed.js'

const quiet = new Set(['MINOR_EDIT', 'RETAGGED', 'MERGED'])
const announceEvery = 15_000

export class Intake {
  #feed
  #applied
  #waiting = new Map() // entry id → its latest card, or null if it is gone
  #links = new Map() // entry id → its story
  #frame = 0
  #announced = 0
  paused = false

  /// `applied` is called when rows have changed.
  constructor(feed, applied) {
    this.#feed = feed
    this.#applied = applied
    const again = () => { if (this.#waiting.size) this.#schedule() }
    addEventListener('scroll', again, { passive: true })
    document.addEventListener('focusout', again)
    document.addEventListener('selectionchange', again)
  }

  change(entry) {
    this.#waiting.delete(entry.id)
    this.#waiting.set(entry.id, entry)
    if (this.#waiting.size > 2 * capacity) this.#forgetOldest()
    this.#schedule()
  }

  /// What was erased goes at once, whoever is reading; anything else in its turn.
  gone(id, reason) {
    this.#waiting.delete(id)
    this.#links.delete(id)
    if (this.#feed.has(id)) {
      this.#waiting.set(id, null)
      if (reason === 'erased') this.#apply([id])
    }
    this.#schedule()
  }

  /// A story's chip may change under a reader's eyes: nothing moves. Of an entry that is not shown it still tells how
  /// large the story has become. A hidden tab has no frames, so what waits for one has a bound.
  link(id, story) {
    if (this.#waiting.get(id)) this.#waiting.get(id).story = story
    this.#links.delete(id)
    this.#links.set(id, story)
    if (this.#links.size > 2 * capacity) this.#links.delete(this.#links.keys().next().value)
    this.#schedule()
  }

  #forgetOldest() {
    for (const id of this.#waiting.keys()) {
      if (this.#feed.has(id)) continue
      this.#waiting.delete(id)
      return
    }
  }

  clear() {
    this.#waiting.clear()
    this.#links.clear()
    this.#count()
  }

  pause(on) {
    this.paused = on
    if (!on) this.show()
    this.#schedule()
  }

  /// Everything that waits, now.
  show() {
    if (this.#waiting.size) this.#apply([...this.#waiting.keys()])
    this.#count()
  }

  #apply(ids) {
    for (const id of ids) {
      const entry = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (entry) this.#feed.put(entry)
      else this.#feed.remove(id)
    }
    this.#applied()
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      for (const [id, story] of this.#links) this.#feed.link(id, story)
      this.#links.clear()
      if (this.paused || this.#reading()) this.#count()
      else this.show()
    })
  }

  /// The reader has scrolled down, is in a card with the keyboard, or is selecting words: nothing may move.
  #reading() {
    if (this.#feed.size === 0) return false
    const list = byId('feed')
    const selection = getSelection()
    return list.getBoundingClientRect().top < 0 || list.contains(document.activeElement)
      || (selection && !selection.isCollapsed && list.contains(selection.anchorNode))
  }

  #count() {
    let fresh = 0
    let other = 0
    for (const [id, entry] of this.#waiting) {
      if (this.#feed.has(id)) other++
      else if (!quiet.has(entry?.kind)) fresh++
    }
    const parts = [fresh && `${count(fresh, 'new', 'new')}`, other && `${count(other, 'changed', 'changed')}`].filter(Boolean)
    byId('news').hidden = parts.length === 0
    byId('show').textContent = `Show ${parts.join(', ')}`
    this.#announce(parts)
  }

  #announce(parts) {
    if (parts.length === 0) { byId('news-said').textContent = ''; return }
    if (Date.now() - this.#announced < announceEvery) return
    this.#announced = Date.now()
    byId('news-said').textContent = `${parts.join(', ')} waiting`
  }
}
