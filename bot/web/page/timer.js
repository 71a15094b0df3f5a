/**
 * One alarm that can be set anew.
 * @param {() => void} ring
 * @param {number} defaultMs
 */
export function setTimer(ring, defaultMs) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => {
    clearTimeout(timer);
  };
  return {
    stop,
    start(ms = defaultMs) {
      stop();
      timer = setTimeout(ring, ms);
    },
  };
}
