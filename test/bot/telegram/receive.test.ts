import { describe, expect, it } from 'vitest';
import type { InboundContent } from '../../../core/inbound.js';
import { receive } from '../../../bot/telegram/receive.js';
import { createSeal } from '../../../runtime/seal.js';

const seal = createSeal(Buffer.alloc(32, 7));
const receiving = { seal, username: 'LangNgheTestBot', now: 1_795_000_000_000 };

const person = { id: 42, is_bot: false, first_name: 'Test' };
const privateChat = { id: 42, type: 'private', first_name: 'Test' };
const groupChat = { id: -100_123, type: 'supergroup', title: 'Test' };
const base = { message_id: 7, date: 1_795_000_000, chat: privateChat, from: person };

const readMessage = (content: object) => receive({ update_id: 1, message: { ...base, ...content } }, receiving);

const said: readonly (readonly [what: string, message: object, content: InboundContent])[] = [
  ['text', { text: 'Đường ngập nước' }, { type: 'text', text: 'Đường ngập nước' }],
  ['text in NFD, untouched', { text: 'ngập'.normalize('NFD') }, { type: 'text', text: 'ngập'.normalize('NFD') }],
  ['a plain start', { text: '/start' }, { type: 'start', parameter: '' }],
  ['a deep link', { text: '/start 07351-pks05' }, { type: 'start', parameter: '07351-pks05' }],
  ['a start in a group', { text: '/start@LangNgheTestBot moi-1' }, { type: 'start', parameter: 'moi-1' }],
  ['a start with the name in other letters', { text: '/start@langnghetestbot' }, { type: 'start', parameter: '' }],
  ['a word that begins like start', { text: '/started' }, { type: 'text', text: '/started' }],
  ['another command', { text: '/tracuu' }, { type: 'text', text: '/tracuu' }],
  ['a command to this bot', { text: '/viec@LangNgheTestBot' }, { type: 'text', text: '/viec' }],
  ['a command with words', { text: '/tracuu@LangNgheTestBot  PA-1' }, { type: 'text', text: '/tracuu PA-1' }],
  ['a mention of this bot', { text: '@LangNgheTestBot MOI-1234' }, { type: 'text', text: 'MOI-1234' }],
  ['a mention of somebody else', { text: '@someone MOI-1234' }, { type: 'text', text: '@someone MOI-1234' }],
  [
    'a photo in its largest size',
    { photo: [size('s', 90, 1000), size('l', 1280, 200_000), size('m', 320, 9000)], caption: 'Rác' },
    { type: 'attachment', caption: 'Rác', file: { kind: 'photo', sourceRef: 'l', mime: 'image/jpeg', bytes: 200_000 } },
  ],
  [
    'a photo whose largest size is too large',
    { photo: [size('s', 90, 1000), size('l', 9000, 11 * 1024 * 1024)] },
    { type: 'attachment', caption: '', file: { kind: 'photo', sourceRef: 's', mime: 'image/jpeg', bytes: 1000 } },
  ],
  [
    'a voice note',
    { voice: { file_id: 'v', duration: 3, mime_type: 'audio/ogg', file_size: 5000 } },
    { type: 'attachment', caption: '', file: { kind: 'voice', sourceRef: 'v', mime: 'audio/ogg', bytes: 5000 } },
  ],
  [
    'an audio file of unknown size',
    { audio: { file_id: 'a', duration: 3 } },
    { type: 'attachment', caption: '', file: { kind: 'voice', sourceRef: 'a' } },
  ],
  [
    'a photo sent as a file',
    { document: { file_id: 'd', mime_type: 'image/png', file_size: 900 } },
    { type: 'attachment', caption: '', file: { kind: 'photo', sourceRef: 'd', mime: 'image/png', bytes: 900 } },
  ],
  [
    'a location',
    { location: { latitude: 21.18, longitude: 106.07 } },
    { type: 'location', latitude: 21.18, longitude: 106.07 },
  ],
  ['a venue', { venue: {}, location: { latitude: 1, longitude: 2 } }, { type: 'location', latitude: 1, longitude: 2 }],
  ['a sticker', { sticker: { file_id: 's' } }, { type: 'unsupported', what: 'sticker' }],
  ['a video', { video: { file_id: 'v' } }, { type: 'unsupported', what: 'video' }],
  ['a contact', { contact: { phone_number: '0' } }, { type: 'unsupported', what: 'contact' }],
  [
    'the contact of somebody else',
    { contact: { phone_number: '84912345678', user_id: 5 } },
    { type: 'unsupported', what: 'contact' },
  ],
  [
    'one’s own number',
    { contact: { phone_number: '84912345678', user_id: 42 } },
    { type: 'own-phone', phone: '84912345678' },
  ],
  [
    'a document',
    { document: { file_id: 'd', mime_type: 'application/pdf' } },
    { type: 'unsupported', what: 'document' },
  ],
  [
    'a GIF',
    { animation: { file_id: 'g' }, document: { file_id: 'g', mime_type: 'video/mp4' } },
    { type: 'unsupported', what: 'animation' },
  ],
];

function size(id: string, width: number, bytes: number) {
  return { file_id: id, file_unique_id: id, width, height: width, file_size: bytes };
}

const ignored: readonly (readonly [what: string, update: object])[] = [
  ['a channel post', { channel_post: { ...base, text: 'x' } }],
  ['a reaction', { message_reaction: {} }],
  ['a change of membership', { my_chat_member: {} }],
  ['another bot', { message: { ...base, from: { id: 9, is_bot: true }, text: 'x' } }],
  ['a message of nobody', { message: { ...base, from: undefined, text: 'x' } }],
  [
    'a post forwarded from the linked channel',
    { message: { ...base, sender_chat: { id: -5 }, is_automatic_forward: true, text: 'x' } },
  ],
  ['somebody who joined', { message: { ...base, new_chat_members: [person] } }],
  ['a command to another bot', { message: { ...base, chat: groupChat, text: '/start@OtherBot x' } }],
  ['a live location that moves', { edited_message: { ...base, location: { latitude: 1, longitude: 2 } } }],
  ['a button of inline mode', { callback_query: { id: '1', from: person, inline_message_id: 'x', data: 'p:1:a' } }],
  ['a game button', { callback_query: { id: '1', from: person, message: base, game_short_name: 'x' } }],
];

describe('receive', () => {
  it.each(said)('reads %s', (_what, message, content) => {
    const received = readMessage(message);
    expect(received).toMatchObject({ type: 'inbound' });
    if (received.type === 'inbound') expect(received.inbound.content).toStrictEqual(content);
  });

  it('names channel, event, chat, person and time', () => {
    expect(readMessage({ text: 'x' })).toStrictEqual({
      type: 'inbound',
      inbound: {
        channel: 'telegram',
        externalId: '1',
        chat: { id: seal.chatId('telegram', '42'), kind: 'private', address: '42' },
        person: seal.personId('telegram', '42'),
        at: receiving.now,
        content: { type: 'text', text: 'x' },
      },
    });
  });

  it('keeps ids of 52 bits whole', () => {
    const id = 2 ** 52 - 1;
    const received = readMessage({ chat: { id: -id, type: 'group' }, text: 'x' });
    expect(received).toMatchObject({ inbound: { chat: { kind: 'group', address: '-4503599627370495' } } });
  });

  it('tells the persons of a group apart', () => {
    const inGroup = (from: object) => readMessage({ chat: groupChat, from, text: 'x' });
    const chat = { id: seal.chatId('telegram', '-100123'), kind: 'group', address: '-100123' };
    expect(inGroup(person)).toMatchObject({ inbound: { chat, person: seal.personId('telegram', '42') } });
    expect(inGroup({ id: 43, is_bot: false })).toMatchObject({
      inbound: { chat, person: seal.personId('telegram', '43') },
    });
  });

  it('knows an anonymous administrator by the chat that speaks', () => {
    const anonymous = {
      chat: groupChat,
      from: { id: 1087968824, is_bot: true },
      sender_chat: { id: -100_123 },
      text: 'x',
    };
    expect(readMessage(anonymous)).toMatchObject({ inbound: { person: seal.personId('telegram', '-100123') } });
  });

  it('reads a button, also under a message too old to be shown', () => {
    const message = { message_id: 3, date: 0, chat: groupChat };
    const pressed = receive(
      { update_id: 2, callback_query: { id: '77', from: person, message, data: 'p:1:tot' } },
      receiving,
    );
    expect(pressed).toMatchObject({
      type: 'inbound',
      pressed: '77',
      inbound: { externalId: '2', chat: { address: '-100123' }, content: { type: 'button', data: 'p:1:tot' } },
    });
  });

  it('reads an edit as nothing but an edit', () => {
    const edited = receive({ update_id: 3, edited_message: { ...base, text: 'other words' } }, receiving);
    expect(edited).toMatchObject({ inbound: { content: { type: 'edited' } } });
  });

  it.each(ignored)('leaves out %s', (_what, update) => {
    expect(receive({ update_id: 4, ...update }, receiving)).toStrictEqual({ type: 'ignored' });
  });

  it.each([
    ['a message without a chat', { message: { message_id: 1, from: person, text: 'x' } }],
    ['a text that is no text', { message: { ...base, text: 5 } }],
    ['a press without an id', { callback_query: { from: person, message: base, data: 'x' } }],
  ])('does not choke on %s', (_what, update) => {
    expect(receive({ update_id: 5, ...update }, receiving)).toStrictEqual({ type: 'unreadable', updateId: '5' });
  });

  it.each([null, undefined, 'text', 5, [], {}, { update_id: 'x' }, { update_id: 1.5 }])('refuses %j', (nonsense) => {
    expect(receive(nonsense, receiving)).toStrictEqual({ type: 'nonsense' });
  });
});
