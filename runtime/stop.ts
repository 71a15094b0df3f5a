import type { Logger } from './logger.js';

/** Puts an orderly end to the process: what was opened last is closed first. */
export type Stopper = {
  /** Says how to close what was just opened. `name` is for the log. */
  readonly onStop: (name: string, close: () => Promise<void> | void) => void;
  /** Closes everything, then ends the process. A second call waits for the first. */
  readonly stop: (exitCode: number) => Promise<void>;
};

/** Whoever runs us allows five seconds; what is left is for the exit itself. */
const patienceMs = 4_500;

/** Ctrl-C under npm comes twice, from the terminal and from npm: what follows this soon is the same wish. */
const sameWishMs = 500;

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Stops at SIGTERM, SIGINT, SIGHUP and at errors that nobody caught (exit code 1).
 * A second signal, or a part that does not close in time, ends the process at once with exit code 1.
 */
export function createStopper(log: Logger, limits = { patienceMs, sameWishMs }): Stopper {
  const open: { name: string; close: () => Promise<void> | void }[] = [];
  let closing = 'nothing';
  let stopped: Promise<void> | undefined;
  let firstSignalAt: number | undefined;

  const closeAll = async (exitCode: number): Promise<void> => {
    setTimeout(() => {
      log.fatal({ part: closing }, 'a part did not close in time');
      process.exit(1);
    }, limits.patienceMs);
    let result = exitCode;
    // A part that finishes opening while we are closing adds itself, and is closed too.
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      closing = part.name;
      try {
        await part.close();
      } catch (error) {
        log.error({ err: error, part: part.name }, 'a part failed to close');
        result = 1;
      }
    }
    log.info({ exitCode: result }, 'stopped');
    process.exit(result);
  };

  const stop = (exitCode: number): Promise<void> => (stopped ??= closeAll(exitCode));

  for (const signal of signals) {
    process.on(signal, () => {
      firstSignalAt ??= performance.now();
      if (stopped !== undefined) {
        if (performance.now() - firstSignalAt < limits.sameWishMs) return;
        log.fatal({ signal, part: closing }, 'told twice to stop');
        process.exit(1);
      }
      log.info({ signal }, 'stopping');
      void stop(0);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, event);
      void stop(1);
    });
  }

  return {
    onStop: (name, close) => {
      open.push({ name, close });
    },
    stop,
  };
}
