// Why a tag stands there: one tooltip for the page, on hover and on focus, that the pointer may enter and Escape closes.
import { byId } from './dom.js'

let shown = null
let leaving = 0

const tip = () => byId('why')

function show(target) {
  clearTimeout(leaving)
  if (shown === target) return
  hide()
  shown = target
  const box = tip()
  ;(target.closest('dialog') ?? document.querySelector('main')).append(box) // what is outside of an open dialog cannot be reached
  box.textContent = target.dataset.why
  box.hidden = false
  target.setAttribute('aria-describedby', box.id)
  place(box, target)
}

/// Under the tag's first line, or above it where there is no room, and never past the edge.
function place(box, target) {
  const at = target.getClientRects()[0] ?? target.getBoundingClientRect()
  const size = box.getBoundingClientRect()
  const left = Math.min(at.left, document.documentElement.clientWidth - size.width - 8)
  const below = at.bottom + 4
  const top = below + size.height > innerHeight ? at.top - size.height - 4 : below
  box.style.left = `${Math.max(8, left)}px`
  box.style.top = `${Math.max(8, top)}px`
}

function hide() {
  clearTimeout(leaving)
  shown?.removeAttribute('aria-describedby')
  shown = null
  tip().hidden = true
}

const tagged = (event) => event.target.closest?.('[data-why]')

export function bindWhy() {
  document.addEventListener('pointerover', (event) => {
    if (tagged(event)) show(tagged(event))
    else if (event.target === tip()) clearTimeout(leaving)
    else if (shown && shown !== document.activeElement) {
      clearTimeout(leaving)
      leaving = setTimeout(hide, 200)
    }
  })
  document.addEventListener('focusin', (event) => { tagged(event) ? show(tagged(event)) : hide() })
  document.addEventListener('focusout', hide)
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide() })
  document.addEventListener('scroll', () => { if (shown) hide() }, { passive: true, capture: true })
}
