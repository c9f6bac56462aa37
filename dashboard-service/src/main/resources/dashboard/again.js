// Gets what the page could not have when it was loaded: nothing else would. A browser gives up what is under way whenever
// the network of its machine changes, and a server may start again just then.
{
  const key = 'copydesk.again' // how often in a row
  const calm = 60_000
  const times = () => { try { return Number(sessionStorage.getItem(key)) } catch { return 0 } }
  const keep = (count) => { try { sessionStorage.setItem(key, count) } catch { /* then the waits do not grow */ } }
  const soon = () => Math.min(30_000, 2000 * 2 ** times()) * (1 + Math.random())
  let waits = false

  const loadAnew = async () => {
    try {
      if ((await fetch('', { cache: 'no-store' })).ok) {
        keep(times() + 1)
        return location.reload()
      }
    } catch {
      // the server is not back yet
    }
    setTimeout(loadAnew, soon())
  }

  addEventListener('error', ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') {
      setTimeout(() => target.replaceWith(target.cloneNode()), soon())
    } else if (target instanceof HTMLScriptElement && !waits) {
      waits = true
      setTimeout(loadAnew, soon())
    }
  }, { capture: true })
  setTimeout(() => { if (!waits) keep(0) }, calm)
}
