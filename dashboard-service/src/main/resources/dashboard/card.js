// One entry of the feed as an article: what happened to it, its text, and why it was tagged so.
import { count, el, isOutward, outward, unseen } from './dom.js'
import { filterLink, kinds } from './filters.js'
import { inLanguage, languageName } from './language.js'
import { ageOf, timeOf } from './time.js'
import { inText, opening, textNodes, wasNow } from './text.js'
import { earlier } from './revisions.js'

let titles = 0

/// Marked pieces to be shown in place of a text: of corrections only, the others are quiet or show something else.
function marked(entry, field) {
  if (entry.kind !== 'CORRECTED' || entry.status === 'RETRACTED') return null
  return (entry.diff ?? []).find((change) => change.field === field && change.whole)?.marked ?? null
}

function textOf(entry, field) {
  const nodes = textNodes(entry[field] ?? '', {
    mentions: (entry.mentions ?? []).filter((mention) => mention.field === field.toUpperCase()),
    marked: marked(entry, field), gazetteer: entry.gazetteer,
    limit: field === 'body' ? opening(entry.body ?? '', marked(entry, 'body')) : undefined,
  })
  return entry.status === 'RETRACTED' ? el('s', {}, nodes) : nodes
}

function body(entry) {
  if (!entry.body) return null
  const text = el('div', { class: 'body', ...inLanguage(entry.language) }, textOf(entry, 'body'))
  const limit = opening(entry.body, marked(entry, 'body'))
  if (limit >= entry.body.length) return text
  text.append(' …')
  const more = el('button', { class: 'plain', type: 'button', click: () => {
    const nodes = textNodes(entry.body, {
      mentions: (entry.mentions ?? []).filter((mention) => mention.field === 'BODY'),
      marked: marked(entry, 'body'), gazetteer: entry.gazetteer,
    })
    text.replaceChildren(...(entry.status === 'RETRACTED' ? [el('s', {}, nodes)] : nodes))
    text.closest('article')?.focus({ preventScroll: true })
    more.remove()
  } }, `Show the whole text (${entry.body.length.toLocaleString('en')} characters)`)
  return [text, more]
}

function changes(entry) {
  const shown = (entry.diff ?? []).filter((change) => change.field !== 'status'
    && !(inText.includes(change.field) && (marked(entry, change.field) || ['RETRACTED', 'RESTORED'].includes(entry.kind))))
  if (shown.length === 0) return null
  const list = el('ul', { class: 'changes' }, shown.map((change) => wasNow(change, entry.language)))
  return entry.kind === 'CORRECTED' ? list : el('details', {}, el('summary', {}, 'What changed'), list)
}

function notice(entry) {
  if (entry.status !== 'RETRACTED') return null
  return el('p', { class: 'notice' }, entry.kind === 'RETRACTED' ? '' : 'Retracted. ', entry.headline || entry.body
    ? 'No longer published; the last text known is struck through.'
    : 'No longer published, and no text of it is known.')
}

/// 'One story, 4 tellings', or nothing for an entry that stands alone.
export function storyChip(story) {
  if (!story || !(story.size > 1)) return null
  return el('button', { class: 'chip story', type: 'button', data: { story: story.id } },
    `One story, ${count(story.size, 'telling')}`, story.duplicateOf ? ' · a repeat' : '')
}

function topic({ code, label, score, terms }) {
  const why = [label, `Score: ${Math.round((score ?? 0) * 100)} %`, terms?.length && `Voted for by: ${terms.join(', ')}`]
  return filterLink('topic', code, label || code, { why: why.filter(Boolean).join('\n') }, [el('bdi', {}, label || code)])
}

function meta(entry) {
  return el('p', { class: 'meta' },
    el('span', { class: 'kind' }, kinds[entry.kind] ?? 'Seen'),
    timeOf(entry.changedAt), ageOf(entry.changedAt),
    filterLink('source', entry.source, entry.source, { class: 'source' }, [unseen('from '), el('bdi', {}, entry.source)]),
    entry.pinned && el('span', { class: 'flag' }, 'Pinned'), entry.keyEvent && el('span', { class: 'flag' }, 'Key event'),
    entry.role === 'SUMMARY' && el('span', { class: 'flag' }, 'Summary'),
    entry.role === 'ARTICLE' && el('span', { class: 'flag' }, 'Article'))
}

/// Times that say more than the one above the text.
function times(entry) {
  const late = Math.abs(Date.parse(entry.changedAt) - Date.parse(entry.publishedAt)) >= 60_000
  return [
    entry.publishedAt && late && el('span', {}, 'Published ', timeOf(entry.publishedAt)),
    entry.firstObservedAt && entry.kind !== 'NEW' && el('span', {}, 'First seen ', timeOf(entry.firstObservedAt)),
  ]
}

function foot(entry, history) {
  const address = entry.permalink || entry.url
  return el('footer', {},
    el('span', { class: 'story-slot' }, storyChip(entry.story)),
    (entry.topics ?? []).map(topic),
    entry.language && filterLink('language', entry.language, languageName(entry.language)),
    entry.authors?.length ? el('span', {}, 'By ', el('bdi', {}, entry.authors.join(', '))) : null,
    times(entry),
    isOutward(address) && outward(address, 'Original', unseen(' at the publisher, in a new tab')),
    history && entry.revision > 1 && earlier(entry))
}

function title(entry, id) {
  return entry.headline
    ? el('h3', { id, ...inLanguage(entry.language) }, textOf(entry, 'headline'))
    : el('h3', { id, class: 'unseen' }, `Update from ${entry.source}`)
}

/// `fresh` lets it glow for a moment; `history` offers earlier revisions.
export function card(entry, { history = false, fresh = false } = {}) {
  const id = `title-${++titles}`
  const quiet = ['MINOR_EDIT', 'RETAGGED', 'MERGED'].includes(entry.kind)
  const style = ['card', (entry.kind ?? '').toLowerCase(), quiet && 'quiet', entry.status === 'RETRACTED' && 'retracted', fresh && 'fresh']
  return el('article', { class: style.filter(Boolean).join(' '), tabindex: '-1', 'aria-labelledby': id, data: { entry: entry.id } },
    meta(entry), title(entry, id), notice(entry), body(entry), changes(entry), foot(entry, history))
}
