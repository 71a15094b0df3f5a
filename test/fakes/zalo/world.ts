import { randomBytes, randomInt } from 'node:crypto';
import { createInbox, type Inbox } from '../telegram/inbox.js';

export type ShownButton = { readonly title: string; readonly type: string; readonly payload: unknown };

/** One message of the OA, as a person sees it. */
export type SeenMessage = {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly ShownButton[];
  readonly image?: Buffer;
  /** Titles of a list's elements. */
  readonly list?: readonly string[];
  /** Asks for name and phone. */
  readonly asksForInfo?: true;
  /** What the OA paid with; `reply` costs nothing. */
  readonly quota: 'reply' | 'purchase_quota';
};

/** One who has Zalo, as the OA stands with him. */
export type Person = {
  readonly id: string;
  /** Zalo's own reason why nothing reaches him: blocked or idle (-227), restricted (-244). */
  readonly banned: -227 | -244 | undefined;
  readonly inbox: Inbox<SeenMessage>;
  /** `left` until he follows or writes again. */
  stands: 'stranger' | 'follows' | 'writes' | 'left';
  /** When he last did something that opens the window. */
  lastInteraction: number | undefined;
  /** Messages of the OA since then. */
  sentSince: number;
};

/** A file that a person sent, as the CDN serves it. */
export type CdnFile = { readonly bytes: Buffer; readonly mime: string };

export type World = {
  readonly oaId: string;
  readonly appId: string;
  readonly people: Map<string, Person>;
  /** What the OA uploaded, by attachment id. */
  readonly uploads: Map<string, { readonly kind: 'image' | 'gif' | 'file'; readonly bytes: Buffer }>;
  /** By path, such as /cdn/…. */
  readonly files: Map<string, CdnFile>;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  readonly newMessageId: () => string;
};

export function createWorld(): World {
  let offset = 0;
  return {
    oaId: newZaloId(),
    appId: newZaloId(),
    people: new Map(),
    uploads: new Map(),
    files: new Map(),
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
    },
    newMessageId: () => randomBytes(10).toString('hex'),
  };
}

/** Odd and far above 2^53: whoever makes a number of it gets another id. */
export function newZaloId(): string {
  return `5${Array.from({ length: 17 }, () => randomInt(10)).join('')}${randomInt(5) * 2 + 1}`;
}

export function openPerson(world: World, id: string, banned: Person['banned']): Person {
  const person: Person = {
    id,
    banned,
    inbox: createInbox(),
    stands: 'stranger',
    lastInteraction: undefined,
    sentSince: 0,
  };
  world.people.set(id, person);
  return person;
}

/** He wrote, tapped or followed: the OA may answer again. */
export function interact(world: World, person: Person): void {
  person.lastInteraction = world.now();
  person.sentSince = 0;
  if (person.stands !== 'follows') person.stands = 'writes';
}
