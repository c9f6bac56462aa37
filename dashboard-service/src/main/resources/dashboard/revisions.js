// Earlier revisions of an entry, fetched when the reader opens them.
import { el } from './dom.js'
import { revisions } from './api.js'
import { kinds } from './filters.js'
import { inLanguage } from './language.js'
import { timeOf } from './time.js'
import { wasNow } from './text.js'

function line(revision, language) {
  return el('li', {},
    el('p', { class: 'fine' },
      `Revision ${revision.revision}, ${(kinds[revision.kind] ?? 'seen').toLowerCase()} at `, timeOf(revision.observedAt)),
    revision.headline && el('p', { class: 'earlier-title', ...inLanguage(language) }, revision.headline),
    revision.body && el('p', { class: 'body', ...inLanguage(language) }, revision.body),
    revision.diff?.length ? el('ul', { class: 'changes' }, revision.diff.map((change) => wasNow(change, language))) : null)
}

/// The last ones, or those before them; then what is older is a button away.
async function load(entry, list, before) {
  const waiting = el('li', {}, 'Loading …')
  list.append(waiting)
  try {
    const { revisions: found, next } = await revisions(entry.id, before)
    const lines = found.map((revision) => line(revision, entry.language))
    if (next) lines.push(older(entry, list, next))
    waiting.replaceWith(...lines)
  } catch (problem) {
    waiting.replaceChildren(problem.status === 404 ? 'None is stored.'
      : 'They cannot be loaded now. Close and open this to try again.')
  }
}

function older(entry, list, next) {
  const more = el('li', {}, el('button', { class: 'plain', type: 'button', click: () => {
    more.remove()
    load(entry, list, next)
  } }, 'Show older ones'))
  return more
}

export function earlier(entry) {
  const list = el('ol', { class: 'revisions' })
  const details = el('details', {}, el('summary', {}, `Revision ${entry.revision}: show the earlier ones`), list)
  details.addEventListener('toggle', () => { if (details.open) { list.replaceChildren(); load(entry, list) } })
  return details
}
