import type { Day } from './campaign.js';
import type { Jurisdiction } from './jurisdiction.js';

/** A meeting in which the authorities and the people talked with each other, as an official entered it. */
export type Dialogue = {
  /** Whose head held it. */
  readonly owner: Jurisdiction;
  readonly heldOn: Day;
  readonly topic: string;
  /** How many people came. */
  readonly people: number;
  /** Opinions raised, and how many of them were answered there or later. */
  readonly raised: number;
  readonly answered: number;
  readonly note?: string;
};

/** Why a dialogue cannot have been as it was entered. */
export type DialogueFault =
  'no-such-day' | 'in-the-future' | 'no-topic' | 'topic-too-long' | 'more-answered-than-raised';

/** Longest topic: it stands in a table's cell. */
export const topicLimit = 300;

/** What is wrong with a dialogue, or undefined. Its numbers must be whole already. */
export function dialogueFault({ heldOn, topic, raised, answered }: Dialogue, today: Day): DialogueFault | undefined {
  if (!isDay(heldOn)) return 'no-such-day';
  if (heldOn > today) return 'in-the-future';
  if (topic.trim() === '') return 'no-topic';
  if (topic.length > topicLimit) return 'topic-too-long';
  return answered > raised ? 'more-answered-than-raised' : undefined;
}

/** Is there such a day? "2026-02-30" is none. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
