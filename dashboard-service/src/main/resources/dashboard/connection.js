// How the page stands to its server, in a word at its top, and what is made up for when it is back.
import { byId } from './dom.js'
import { refreshSources, refreshTrends } from './panels.js'

const states = {
  connecting: 'Connecting …', live: 'Live', stale: 'Connected, but the server hears no news', reconnecting: 'Reconnecting …',
  lost: 'Connection lost, trying again', off: 'Search results, not live',
}
let away = false // something was missed since the panels were filled

/// The panels are filled anew as soon as the page is live.
export function missedSomething() {
  away = true
}

export function tell(state) {
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
