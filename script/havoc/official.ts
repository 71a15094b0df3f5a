import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from './citizen.js';
import { openWebChat, type ShownMessage } from './web-chat.js';

/** An official at the web desk. */
export type Official = {
  readonly name: string;
  /** The communes whose cases come to this desk. */
  readonly serves: readonly string[];
  /** Codes of the cases that this official has taken; the server acknowledged each. */
  readonly taken: ReadonlySet<string>;
  readonly transcript: () => Promise<readonly Entry[]>;
  /** Takes up nothing more; resolves when what was begun is acknowledged. */
  readonly rest: () => Promise<void>;
  readonly leave: () => void;
};

type Appointment = {
  readonly name: string;
  readonly serves: readonly string[];
  /** Takes up what comes, instead of only looking at it. */
  readonly acts: boolean;
  readonly startParameter: string;
};

const patienceMs = 60_000;
/** Below what the server lets one chat send. */
const paceMs = 1200;
const lookMs = 100;

/** Takes the seat; resolves when the welcome is there. */
export async function appoint(url: string, address: string, appointment: Appointment): Promise<Official> {
  const { name, serves, acts, startParameter } = appointment;
  const chat = await openWebChat({ url, desk: 'official', address });
  await chat.send({ type: 'start', parameter: startParameter });
  await chat.next(0, ({ body }) => body.text.includes('đã nhận việc'), patienceMs);
  const taken = new Set<string>();
  const resting = new AbortController();

  const work = async (): Promise<void> => {
    for (let at = 0; !resting.signal.aborted;) {
      const message = chat.seen[at];
      if (message === undefined) {
        await sleep(lookMs);
        continue;
      }
      at += 1;
      const code = cardCode(message.body.text);
      const button = message.body.buttons?.flat().find(({ label }) => label === 'Tiếp nhận');
      if (code === undefined || button === undefined) continue;
      await chat.send({ type: 'button', data: button.data, label: button.label });
      taken.add(code);
      await sleep(paceMs);
    }
  };
  const working = acts ? work() : Promise.resolve();
  working.catch(() => undefined); // told by whoever awaits `rest`

  return {
    name,
    serves,
    taken,
    transcript: async () =>
      (await chat.transcript()).map(({ author, body }: ShownMessage): Entry => ({ author, text: body.text })),
    rest: () => {
      resting.abort();
      return working;
    },
    leave: chat.close,
  };
}

/** The code on the card of a new case. */
export function cardCode(text: string): string | undefined {
  return /^(?:KHẨN · )?HỒ SƠ MỚI\n(PA-\S+)/.exec(text)?.[1];
}
