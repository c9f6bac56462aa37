// Asks for the read token. The server keeps it in a cookie; the page forgets it.
import { byId } from './dom.js'

let asking = null

/// Settles when the server has accepted a token, however often the reader has to try.
export function askToken() {
  asking ??= ask().finally(() => { asking = null })
  return asking
}

function ask() {
  const dialog = byId('session')
  const form = dialog.querySelector('form')
  const problem = byId('session-problem')
  problem.textContent = ''
  // A second Escape closes it whatever 'cancel' says; all requests wait for the token, so it comes back, once for each close.
  dialog.oncancel = (event) => event.preventDefault()
  dialog.onclose = () => { if (!dialog.open) dialog.showModal() }
  if (!dialog.open) dialog.showModal()
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault()
      problem.textContent = await send(new URLSearchParams(new FormData(form)))
      if (problem.textContent) return
      form.reset()
      dialog.onclose = null
      dialog.close()
      resolve()
    }
  })
}

/// What went wrong, or nothing.
async function send(body) {
  try {
    const response = await fetch('api/session', { method: 'POST', body, credentials: 'same-origin' })
    if (response.ok) return ''
    return response.status === 401 ? 'This is not the token of this server.' : `The server answered ${response.status}.`
  } catch {
    return 'The server cannot be reached.'
  }
}
