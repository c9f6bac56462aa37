// The live stream: one EventSource, opened anew where the browser gives up, and what its state is in one word.
import { about } from './api.js'

const silence = 25_000 // beats come every 10 s
const events = ['change', 'story', 'gone', 'source', 'beat', 'reset', 'dropped']

export class Stream {
  #source = null
  #last = null
  #parameters = null
  #watch = 0
  #retry = 0

  /// `on[event](data)` for each event, `told(state)` with connecting, live, stale (the server hears nothing new), reconnecting or lost.
  constructor(on, told) {
    this.on = on
    this.told = told
  }

  open(parameters, after) {
    this.close()
    this.#parameters = parameters
    this.#last = after ?? null
    this.told('connecting')
    this.#connect()
  }

  close() {
    this.#source?.close()
    this.#source = null
    clearTimeout(this.#watch)
    clearTimeout(this.#retry)
  }

  #connect() {
    const query = new URLSearchParams(this.#parameters)
    if (this.#last) query.set('after', this.#last)
    const source = new EventSource(`api/stream?${query}`)
    this.#source = source
    this.#heard()
    source.onopen = () => { this.told('live'); this.#heard() }
    source.onerror = () => {
      this.told('reconnecting')
      if (source.readyState === EventSource.CLOSED) this.#again()
    }
    for (const name of events) source.addEventListener(name, (event) => this.#received(source, name, event))
  }

  #received(source, name, event) {
    if (source !== this.#source) return
    if (event.lastEventId) this.#last = event.lastEventId
    const data = JSON.parse(event.data || '{}')
    this.told(data.stale ? 'stale' : 'live')
    this.#heard()
    this.on[name]?.(data)
    if (name === 'dropped') { // we were too slow and are let go: on from the last id, and a 'reset' says if that is too late
      this.told('reconnecting')
      this.#again()
    }
  }

  #heard() {
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => { this.told('lost'); this.#again() }, silence)
  }

  /// After one to five seconds, so that a restarted server is not met by all readers at once.
  #again() {
    this.#source?.close()
    clearTimeout(this.#watch)
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#probe(), 1000 + Math.random() * 4000)
  }

  /// An EventSource cannot say why it was refused; an ordinary request can, and asks for the token if that is missing.
  async #probe() {
    const source = this.#source
    try {
      await about()
    } catch {
      if (source === this.#source) { this.told('lost'); this.#again() }
      return
    }
    if (source === this.#source && source) this.#connect()
  }
}
