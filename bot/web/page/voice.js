const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const longestMs = 120_000;

/** How this browser records sound; undefined when it cannot, or may not outside https. */
export const recordingKind =
  'MediaRecorder' in globalThis && 'mediaDevices' in navigator
    ? kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
    : undefined;

/**
 * Records until `stop`, `discard` or two minutes. Rejects when the microphone is refused.
 * @param {{ tick: (seconds: number) => void, done: (sound: Blob | undefined) => void }} on
 */
export async function record({ tick, done }) {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(microphone, { mimeType: recordingKind ?? '', audioBitsPerSecond: 32_000 });
  /** @type {Blob[]} */
  const parts = [];
  let wanted = true;
  const began = Date.now();
  const timer = setInterval(() => {
    tick(Math.floor((Date.now() - began) / 1000));
    if (Date.now() - began > longestMs) recorder.stop();
  }, 250);
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.addEventListener('stop', () => {
    clearInterval(timer);
    for (const track of microphone.getTracks()) track.stop();
    const sound = new Blob(parts, { type: recorder.mimeType.replace(/;.*/, '') });
    done(wanted && sound.size > 0 ? sound : undefined);
  });
  recorder.start();
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  return {
    stop,
    discard() {
      wanted = false;
      stop();
    },
  };
}
