// Makes elements. Whatever comes from a publisher becomes a text node or an attribute's value, never markup.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name === 'data') Object.assign(element.dataset, value)
    else if (name === 'click') element.addEventListener('click', value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ''))
  return element
}

/// Whether an address from a publisher may be linked to.
export const isOutward = (address) => /^https?:\/\//i.test(address ?? '')

/// A link out of the page if the address is an ordinary one, else the same words without a link.
export function outward(address, ...children) {
  return isOutward(address)
    ? el('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, ...children)
    : el('span', {}, ...children)
}

/// Words for screen readers only.
export const unseen = (text) => el('span', { class: 'unseen' }, text)

export const byId = (id) => document.getElementById(id)

/// 1 telling, 2 tellings.
export const count = (number, one, many = one + 's') => `${number.toLocaleString('en')} ${number === 1 ? one : many}`

/// What this browser remembers between visits; a browser that refuses to is no reason to stop.
export const memory = {
  read(key) {
    try { return localStorage.getItem('copydesk.' + key) } catch { return null }
  },
  write(key, value) {
    try { localStorage.setItem('copydesk.' + key, value) } catch { /* private window */ }
  },
}
