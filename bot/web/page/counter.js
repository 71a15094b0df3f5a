/*
 * The screen at the counter. It runs on televisions that are ten years old: no modules, no fetch with a time limit.
 * It never leaves the page before the server has answered, and hides a code whose day is over.
 */
(() => {
  const pollMs = 120_000;
  const retryMs = 10_000;
  const body = document.body;
  const { state, seconds = '0' } = body.dataset;
  const began = { wall: Date.now(), steady: performance.now() };
  const lifeMs = Number(seconds) * 1000;
  let failures = 0;
  /** @type {number | undefined} */
  let timer;

  // A clock that was set anew may stand still or jump; the one that says more has passed is believed.
  const passedMs = () => Math.max(Date.now() - began.wall, performance.now() - began.steady);

  /** @param {string} id @param {boolean} shown */
  const show = (id, shown) => {
    const element = document.getElementById(id);
    if (element !== null) element.hidden = !shown;
  };

  const look = () => {
    const isStale = passedMs() >= lifeMs;
    body.className = isStale ? 'stale' : '';
    show('stale', isStale);
    show('offline', failures > 1 && !isStale);
  };

  /** @param {number} ms */
  const askIn = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(ask, ms);
  };

  const failed = () => {
    failures += 1;
    look();
    askIn(retryMs);
  };

  function ask() {
    look();
    // If no answer comes, not even that there is none.
    askIn(3 * retryMs);
    const request = new XMLHttpRequest();
    request.open('GET', `${location.pathname.replace(/\/$/, '')}/state`);
    request.timeout = retryMs;
    request.onerror = failed;
    request.ontimeout = failed;
    request.onload = () => {
      const found = /^\{"state":"([\w-]+)"\}$/.exec(request.responseText);
      // Some other page in between, such as that of a Wi-Fi's login, is no answer either.
      if (request.status !== 200 || found === null) {
        failed();
        return;
      }
      failures = 0;
      look();
      if (found[1] !== state || passedMs() >= lifeMs) location.reload();
      else askIn(Math.min(pollMs, Math.max(0, lifeMs - passedMs()) + 1000));
    };
    request.send();
  }

  setInterval(look, 1000);
  askIn(Math.min(pollMs, lifeMs + 1000));
  addEventListener('online', ask);
  document.addEventListener('visibilitychange', ask);
})();
