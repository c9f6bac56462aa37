// Fetches from the server. An answer of 401 asks the reader for the token, once for all requests, and goes on.
import { askToken } from './session.js'

export class Refused extends Error {
  constructor(path, status) {
    super(`${path} answered ${status}`)
    this.status = status
  }
}

async function get(path, parameters, signal) {
  const query = new URLSearchParams(parameters ?? {}).toString()
  for (;;) {
    const response = await fetch(`api/${path}${query && '?' + query}`,
      { signal, headers: { Accept: 'application/json' }, credentials: 'same-origin' })
    if (response.ok) return response.json()
    if (response.status !== 401) throw new Refused(path, response.status)
    await askToken()
  }
}

const id = encodeURIComponent

export const about = () => get('about')
export const entries = (parameters, signal) => get('entries', parameters, signal)
export const search = (parameters, signal) => get('search', parameters, signal)
export const revisions = (entry, before) => get(`entries/${id(entry)}/revisions`, before && { before })
export const story = (story) => get(`stories/${id(story)}`)
export const trends = (hours) => get('trends', { hours })
export const sources = () => get('sources')
