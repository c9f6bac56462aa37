// What a language code says about its text: its name, a valid `lang`, and the direction it is written in.
const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
const rightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ks', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi'])

function locale(code) {
  try { return code ? new Intl.Locale(code) : null } catch { return null }
}

export function languageName(code) {
  try { return names.of(code) } catch { return code }
}

/// The attributes of an element that holds text in this language; unknown languages are judged by their letters.
export function inLanguage(code) {
  const found = locale(code)
  if (!found) return { dir: 'auto' }
  const info = found.getTextInfo?.() ?? found.textInfo
  const direction = info?.direction ?? (rightToLeft.has(found.language) ? 'rtl' : 'ltr')
  return { lang: found.toString(), dir: direction }
}
