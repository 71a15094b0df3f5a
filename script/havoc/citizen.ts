import { setTimeout as sleep } from 'node:timers/promises';
import type { Line } from './lines.js';

/** A line of a chat: what the person said (known again by its id) or what the bot said. */
export type Entry = { readonly author: 'me' | 'bot'; readonly text: string; readonly clientId?: string };

/** A line that was said and acknowledged; `clientId` where the chat shows it. */
export type Turn = { readonly line: Line; readonly clientId?: string };

/** Somebody with a chat of his own. */
export type Citizen = {
  readonly name: string;
  /** Telegram cannot recognise a message that a killed process had sent already. */
  readonly channel: 'web' | 'telegram';
  /** Says a line, again and again until it is acknowledged. */
  readonly say: (line: Line) => Promise<{ readonly clientId?: string }>;
  /** The answer to the last line. Rejects when it is another one, or does not come. */
  readonly hear: (line: Line) => Promise<void>;
  /** Waits until so many answers have been seen in all. */
  readonly catchUp: (answers: number) => Promise<void>;
  /** Everything that stands in the chat, oldest first. */
  readonly transcript: () => Promise<readonly Entry[]>;
  readonly leave: () => void;
};

export type Life = {
  readonly citizen: Citizen;
  readonly turns: readonly Turn[];
  /** Why it ended before its time. */
  readonly fault: string | undefined;
};

/** Somebody has taken a case. */
export const isTaken = (text: string): boolean => /^Hồ sơ PA-\S+ đã được .+ tiếp nhận\.$/.test(text);

/** News about a case may come between any two messages; it is no answer. */
export const isNews = (text: string): boolean => isTaken(text) || text.startsWith('Việc ông/bà vừa báo (hồ sơ PA-');

/**
 * Lets somebody talk until `over`, then finish what he is at. The patient wait for each answer; the others say the
 * next thing as soon as the last was acknowledged, as people do who know the way.
 */
export async function live(
  citizen: Citizen,
  conversations: Iterable<readonly Line[]>,
  { patient, paceMs, over }: { readonly patient: boolean; readonly paceMs: number; readonly over: AbortSignal },
): Promise<Life> {
  const turns: Turn[] = [];
  try {
    for (const lines of conversations) {
      for (const line of lines) {
        const saidAt = performance.now();
        // With a survey's end its questions go: what was not seen until then, nobody can compare.
        if (!patient && line.submits?.type === 'survey') await citizen.catchUp(turns.length);
        turns.push({ line, ...(await citizen.say(line)) });
        if (patient) await citizen.hear(line);
        await sleep(paceMs - (performance.now() - saidAt));
      }
      if (over.aborted) break;
    }
    return { citizen, turns, fault: undefined };
  } catch (error) {
    return { citizen, turns, fault: error instanceof Error ? error.message : String(error) };
  }
}
