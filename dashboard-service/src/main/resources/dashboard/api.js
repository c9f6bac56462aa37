// Fetches from the server. An answer of 401 asks the reader for the token, once for all requests, and goes on.
import { askToken } from './session.js'

export class Refused extends Error {
  constructor(path, status) {
    super(`${path} answered ${status}`)
    this.status = status
  }
}

const patience = 20_000 // a search may take half of it

async function get(path, parameters, signal) {
  const query = new URLSearchParams(parameters ?? {}).toString()
  for (;;) {
    const late = AbortSignal.timeout(patience)
    const response = await fetch(`api/${path}${query && '?' + query}`,
      { signal: signal ? AbortSignal.any([signal, late]) : late, headers: { Accept: 'application/json' }, credentials: 'same-origin' })
    if (response.ok) return response.json()
    if (response.status !== 401) throw new Refused(path, response.status)
    await askToken()
  }
}

const id = encodeURIComponent
const lately = new Set() // ids that were erased in the last minute

/// An answer that is under way, or comes from an instance that is behind, may still carry what was erased.
export function erased(entry) {
  lately.add(entry)
  setTimeout(() => lately.delete(entry), 60_000)
}

const kept = (entries) => (entries ?? []).filter((entry) => !lately.has(entry.id))

async function page(path, parameters, signal) {
  const found = await get(path, parameters, signal)
  return { ...found, entries: kept(found.entries) }
}

export const about = () => get('about')
export const entries = (parameters, signal) => page('entries', parameters, signal)
export const search = (parameters, signal) => page('search', parameters, signal)
export const revisions = (entry, before) => get(`entries/${id(entry)}/revisions`, before && { before })
export const tellings = async (story) => kept((await get(`stories/${id(story)}`)).tellings)
export const trends = (hours) => get('trends', { hours })
export const sources = () => get('sources')
