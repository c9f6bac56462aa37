// Loads the page anew where one of its scripts could not be had, as while the server starts again: nothing else would.
{
  const soon = () => 2000 + Math.random() * 3000
  let waits = false

  const again = async () => {
    try {
      if ((await fetch('', { cache: 'no-store' })).ok) return location.reload()
    } catch {
      // the server is not back yet
    }
    setTimeout(again, soon())
  }

  addEventListener('error', ({ target }) => {
    if (waits || !(target instanceof HTMLScriptElement)) return
    waits = true
    setTimeout(again, soon())
  }, { capture: true })
}
