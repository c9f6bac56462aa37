// When the page fetches its rows anew by itself: never at once, at random so that readers do not come all together, and
// later each time it was in vain.
const calm = 60_000 // without a reset: the next one is the first again

/// Waits that grow up to twice as long each time.
class Patience {
  #times = 0

  /// The first wait is `least` to `most` milliseconds, none is longer than `limit`.
  constructor(least, most, limit) {
    this.share = least / most
    this.most = most
    this.limit = limit
  }

  next() {
    const longest = Math.min(this.limit, this.most * 2 ** this.#times++)
    return longest * (this.share + Math.random() * (1 - this.share))
  }

  reset() { this.#times = 0 }
}

export class Reload {
  #load
  #failures = new Patience(2000, 5000, 60_000)
  #resets = new Patience(1000, 5000, 30_000)
  #lastReset = -calm
  #timer = 0

  constructor(load) {
    this.#load = load
  }

  /// Whether a load is to come.
  get waits() { return this.#timer !== 0 }

  afterFailure() {
    this.cancel()
    this.#timer = setTimeout(this.#load, this.#failures.next())
  }

  /// An instance that is behind another resets its readers again and again, so these waits grow though each load succeeds.
  afterReset() {
    if (this.waits) return
    const now = performance.now()
    if (now - this.#lastReset > calm) this.#resets.reset()
    this.#lastReset = now
    this.#timer = setTimeout(this.#load, this.#resets.next())
  }

  cancel() {
    clearTimeout(this.#timer)
    this.#timer = 0
  }

  /// The next failure is the first again.
  succeeded() { this.#failures.reset() }
}
