// The keyboard: single keys outside of text boxes, which the reader may turn off, and the way from card to card.
import { byId, memory } from './dom.js'

const isTyping = (target) => target.closest?.('input, select, textarea, [contenteditable]')

/// `actions` maps a key to what it does; `move(step)` goes from card to card.
export function bindKeys(actions, move) {
  const on = byId('single-keys')
  on.checked = memory.read('keys') !== 'off'
  on.addEventListener('change', () => memory.write('keys', on.checked ? 'on' : 'off'))
  byId('keys-open').addEventListener('click', () => byId('keys').showModal())
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return
    const action = on.checked && actions[event.key] || arrow(event, move)
    if (!action) return
    event.preventDefault()
    action()
  })
}

/// Arrows move between cards only from a card itself, elsewhere they scroll.
function arrow(event, move) {
  if (!event.target.matches?.('article.card')) return null
  if (event.key === 'ArrowDown') return () => move(1)
  if (event.key === 'ArrowUp') return () => move(-1)
  return null
}
