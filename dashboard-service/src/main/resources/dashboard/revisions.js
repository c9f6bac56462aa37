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

async function load(entry, list) {
  list.replaceChildren(el('li', {}, 'Loading …'))
  try {
    const found = (await revisions(entry.id)).revisions ?? []
    list.replaceChildren(...found.map((revision) => line(revision, entry.language)))
    if (found.length === 0) list.append(el('li', {}, 'None is stored.'))
  } catch {
    list.replaceChildren(el('li', {}, 'They cannot be loaded now. Close and open this to try again.'))
  }
}

export function earlier(entry) {
  const list = el('ol', { class: 'revisions' })
  const details = el('details', {}, el('summary', {}, `Revision ${entry.revision}: show the earlier ones`), list)
  details.addEventListener('toggle', () => { if (details.open) load(entry, list) })
  return details
}
