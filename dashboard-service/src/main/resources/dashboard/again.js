// Gets what the page could not have when it was loaded: nothing else would. A browser gives up what is under way whenever
// the network of its machine changes, and a server may start again just then.
{
  const soon = () => 2000 + Math.random() * 3000
  let waits = false

  const loadAnew = async () => {
    try {
      if ((await fetch('', { cache: 'no-store' })).ok) return location.reload()
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
}
