// A publisher's text with what was found in it: entities at their offsets, and what a correction took out and put in.
import { el } from './dom.js'
import { filterLink } from './filters.js'
import { inLanguage } from './language.js'

/// The fields of an entry that are text.
export const inText = ['headline', 'body']
const fields = { keyEvent: 'Key event', media: 'Pictures and media', entities: 'Names' }

const types = {
  PERSON: 'person', PLACE: 'place', COUNTRY: 'country', ORGANISATION: 'organisation', EVENT: 'event',
}

function why(mention, gazetteer) {
  return [
    [mention.label || mention.surface, types[mention.type]].filter(Boolean).join(', '),
    `Found by: ${mention.rule || 'unknown rule'}`,
    `Confidence: ${Math.round((mention.confidence ?? 0) * 100)} %`,
    gazetteer && `Gazetteer: ${gazetteer}`,
  ].filter(Boolean).join('\n')
}

/// The mentions that really stand in this text, in order, none inside another.
function standing(text, mentions) {
  let end = 0
  return mentions
    .filter((m) => m.start >= 0 && m.end > m.start && m.end <= text.length
      && (!m.surface || text.slice(m.start, m.end) === m.surface))
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((m) => m.start >= end && (end = m.end))
}

/// The pieces of a marked text with their place in the new text; one piece if nothing is marked or the marks do not fit.
function pieces(text, marked) {
  let at = 0
  const placed = (marked ?? []).map(({ op, text: words }) => {
    const start = at
    if (op !== '-') at += words.length
    return { op, words, start, end: at }
  })
  const fits = placed.filter((p) => p.op !== '-').map((p) => p.words).join('') === text
  return placed.length && fits ? placed : [{ op: '=', words: text, start: 0, end: text.length }]
}

function written({ op, words }) {
  if (op === '=') return words
  return el(op === '+' ? 'ins' : 'del', {}, words)
}

/// What stands between two offsets. Words taken out at an edge belong to the text around a mention, not into it.
function between(parts, from, to, inside) {
  const found = []
  for (const part of parts) {
    if (part.op === '-') {
      if (inside ? part.start > from && part.start < to : part.start >= from && part.start <= to) found.push(written(part))
    } else if (part.start < to && part.end > from) {
      const words = part.words.slice(Math.max(from, part.start) - part.start, Math.min(to, part.end) - part.start)
      found.push(written({ op: part.op, words }))
    }
  }
  return found
}

/// Nodes for `text` up to `limit`, with its mentions as links to their filter.
export function textNodes(text, { mentions = [], marked = null, gazetteer = null, limit = text.length } = {}) {
  const parts = pieces(text, marked)
  const nodes = []
  let at = 0
  for (const mention of standing(text, mentions)) {
    if (mention.end > limit) break
    nodes.push(...between(parts, at, mention.start))
    nodes.push(filterLink('entity', mention.entity, mention.label || mention.surface,
      { class: 'mention', why: why(mention, gazetteer) }, between(parts, mention.start, mention.end, true)))
    at = mention.end
  }
  nodes.push(...between(parts, at, limit))
  return nodes
}

/// How much of a long text to show at first: some 700 characters, to the end of a word, and never short of a correction.
export function opening(text, marked) {
  if (text.length <= 1100) return text.length
  const last = pieces(text, marked).findLast((piece) => piece.op !== '=')
  const wanted = Math.max(700, last ? last.end + 80 : 0)
  const space = text.indexOf(' ', wanted)
  return space < 0 || space > wanted + 60 ? Math.min(wanted, text.length) : space
}

/// A change that is not shown in the text itself, as 'was …, now …'.
export function wasNow(change, language) {
  const value = (text) => text ? el('q', inText.includes(change.field) ? inLanguage(language) : { dir: 'auto' }, text) : 'nothing'
  const name = fields[change.field] ?? change.field.charAt(0).toUpperCase() + change.field.slice(1)
  return el('li', {}, `${name}: was `, value(change.before), ', now ', value(change.after))
}

const words = (text) => text.split(/(\s+)/)
const plain = (word) => word.toLowerCase().replace(/[\p{P}\p{S}]/gu, '')

/// A headline with the words marked that the first one does not have.
export function differing(headline, first) {
  const known = new Set(words(first).map(plain))
  return words(headline).map((word) => known.has(plain(word)) ? word : el('mark', {}, word))
}
