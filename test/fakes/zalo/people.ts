import { randomBytes } from 'node:crypto';
import type { Delivery, PostOptions, ZaloEvent } from './delivery.js';
import { interact, newZaloId, openPerson, type Person, type SeenMessage, type World } from './world.js';

export type PersonOptions = {
  readonly id?: string;
  /** Follows the OA from the beginning, without an event. Default: a stranger. */
  readonly follows?: true;
  /** Wrote so long ago, without an event: the window is open for a test of sending. */
  readonly wroteMsAgo?: number;
  /** Zalo refuses what is sent to him. */
  readonly banned?: -227 | -244;
};

/** Where the numbers of a location stand: seen in `coordinates`, named short, or beside the message. */
type LocationShape = 'coordinates' | 'lat-long' | 'top-level';

/** A person with Zalo on the phone. What he does posts an event and resolves when the webhook answered 200 to it. */
export type ZaloPerson = {
  readonly id: string;
  readonly says: (text: string) => Promise<void>;
  /** Taps a button of the newest message that has one with this title: its payload comes as a text. */
  readonly taps: (title: string) => Promise<void>;
  /** `url`: not where the fake keeps the photo, for hostile tests. */
  readonly sendsPhoto: (
    bytes: Buffer,
    options?: { readonly caption?: string; readonly more?: readonly Buffer[]; readonly url?: string },
  ) => Promise<void>;
  readonly sendsVoice: (bytes: Buffer) => Promise<void>;
  readonly sendsFile: (bytes: Buffer, name: string) => Promise<void>;
  readonly sendsLocation: (
    latitude: number,
    longitude: number,
    options?: { readonly shape?: LocationShape },
  ) => Promise<void>;
  readonly sendsSticker: () => Promise<void>;
  readonly follows: () => Promise<void>;
  readonly unfollows: () => Promise<void>;
  readonly submitsInfo: (info: { readonly name?: string; readonly phone?: string }) => Promise<void>;
  /**
   * Posts once whatever the answer. What the event lacks of app, sender, recipient and time is filled in; `undefined`
   * leaves a field out. A buffer goes as it is. `mac`: the whole header.
   */
  readonly posts: (event: object, how?: PostOptions) => Promise<{ readonly status: number }>;
  /** The next message of the OA that was not taken yet. Rejects when none comes in time. */
  readonly next: (withinMs?: number) => Promise<SeenMessage>;
  readonly screen: readonly SeenMessage[];
};

export type PeopleParts = {
  readonly world: World;
  readonly delivery: Delivery;
  /** Of the CDN. */
  readonly url: () => string;
  /** Sources contradict each other: whether a follow lets the OA write. */
  readonly followOpensWindow: boolean;
};

export function createPerson(parts: PeopleParts, options: PersonOptions): ZaloPerson {
  const { world, delivery } = parts;
  const person = openPerson(world, options.id ?? newZaloId(), options.banned);
  if (options.follows === true) person.stands = 'follows';
  if (options.wroteMsAgo !== undefined) {
    interact(world, person);
    person.lastInteraction = world.now() - options.wroteMsAgo;
  }
  const userIdByApp = newZaloId();

  const frame = () => ({
    app_id: world.appId,
    sender: { id: person.id },
    recipient: { id: world.oaId },
    timestamp: String(world.now()),
    user_id_by_app: userIdByApp,
  });
  const send = (name: string, message: ZaloEvent, beside: ZaloEvent = {}) => {
    interact(world, person);
    const { timestamp, ...rest } = frame();
    const withId = { ...message, msg_id: world.newMessageId() };
    return delivery.send({ event_name: name, ...rest, message: withId, ...beside, timestamp });
  };
  const attach = (name: string, type: string, payloads: readonly ZaloEvent[], text?: string) =>
    send(name, {
      ...(text === undefined ? {} : { text }),
      attachments: payloads.map((payload) => ({ type, payload })),
    });
  const host = (bytes: Buffer, mime: string, ending: string) => {
    const path = `/cdn/${randomBytes(16).toString('hex')}.${ending}`;
    world.files.set(path, { bytes, mime });
    return `${parts.url()}${path}`;
  };
  const hostPhoto = (bytes: Buffer) => {
    const isPng = bytes[0] === 0x89;
    return host(bytes, isPng ? 'image/png' : 'image/jpeg', isPng ? 'png' : 'jpg');
  };
  const stand = (name: 'follow' | 'unfollow') =>
    delivery.send({
      app_id: world.appId,
      oa_id: world.oaId,
      follower: { id: person.id },
      event_name: name,
      timestamp: String(world.now()),
    });

  return {
    id: person.id,
    says: (text) => send('user_send_text', { text }),
    taps: async (title) => {
      await send('user_send_text', { text: payloadOf(person, title) });
    },
    sendsPhoto: (bytes, { caption, more = [], url } = {}) =>
      attach(
        'user_send_image',
        'image',
        [bytes, ...more].map((one, index) => {
          const hosted = index === 0 && url !== undefined ? url : hostPhoto(one);
          return { thumbnail: hostPhoto(one.subarray(0, 100)), url: hosted };
        }),
        caption,
      ),
    sendsVoice: (bytes) => attach('user_send_audio', 'audio', [{ url: host(bytes, 'audio/aac', 'aac') }]),
    sendsFile: (bytes, name) =>
      attach('user_send_file', 'file', [
        {
          url: host(bytes, 'application/octet-stream', 'bin'),
          size: String(bytes.length),
          name,
          checksum: randomBytes(16).toString('hex'),
          type: name.split('.').at(-1) ?? '',
        },
      ]),
    sendsLocation: (latitude, longitude, { shape = 'coordinates' } = {}) => {
      const name = 'user_send_location';
      switch (shape) {
        case 'coordinates': {
          const coordinates = { latitude: String(latitude), longitude: String(longitude) };
          return attach(name, 'location', [{ coordinates }]);
        }
        case 'lat-long':
          return attach(name, 'location', [{ lat: String(latitude), long: String(longitude) }]);
        case 'top-level':
          return send(name, {}, { location: { latitude, longitude } });
      }
    },
    sendsSticker: () =>
      attach('user_send_sticker', 'sticker', [{ id: '46991', url: host(Buffer.from('\x89PNG'), 'image/png', 'png') }]),
    follows: () => {
      if (parts.followOpensWindow) interact(world, person);
      person.stands = 'follows';
      return stand('follow');
    },
    unfollows: () => {
      person.stands = 'left';
      return stand('unfollow');
    },
    submitsInfo: (info) => {
      interact(world, person);
      const { timestamp, ...rest } = frame();
      const given = { address: '', city: '', district: '', ward: '', ...info };
      return delivery.send({ event_name: 'user_submit_info', ...rest, info: given, timestamp });
    },
    posts: (event, how = {}) => delivery.post(Buffer.isBuffer(event) ? event : { ...frame(), ...event }, how),
    next: (withinMs) => person.inbox.take(`a message to person ${person.id}`, withinMs),
    screen: person.inbox.all,
  };
}

function payloadOf({ inbox }: Person, title: string): string {
  const titled = inbox.all.map(({ buttons }) => buttons.find((button) => button.title === title));
  const button = titled.findLast((one) => one !== undefined);
  if (button === undefined) {
    const last = inbox.all.at(-1)?.buttons.map((one) => `"${one.title}"`) ?? [];
    const instead = last.length === 0 ? 'none under the last message' : last.join(', ');
    throw new Error(`no button has the title "${title}"; there are ${instead}`);
  }
  if (typeof button.payload !== 'string' || !/^oa\.query\.(?:hide|show)$/.test(button.type))
    throw new Error(`the button "${title}" is of type ${button.type}: it says nothing to the OA`);
  return button.payload;
}
