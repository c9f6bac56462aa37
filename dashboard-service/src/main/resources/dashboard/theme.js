// Light, dark, or as the system has it. Loaded before the first paint, so that a dark newsroom sees no white flash.
const key = 'copydesk.theme'

function stored() {
  try { return localStorage.getItem(key) ?? 'system' } catch { return 'system' }
}

function apply(theme) {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
}

apply(stored())

/// Binds the selection; `changed` is called when colours change, for what is drawn on a canvas.
export function bindTheme(select, changed) {
  select.value = stored()
  select.addEventListener('change', () => {
    try { localStorage.setItem(key, select.value) } catch { /* private window */ }
    apply(select.value)
    changed()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed)
}
