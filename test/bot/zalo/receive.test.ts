import { describe, expect, it } from 'vitest';
import type { InboundContent } from '../../../core/inbound.js';
import { receive, type Received } from '../../../bot/zalo/receive.js';
import { attached, config, now, payload, payloads, photoUrl, seal, text, user, type Payload } from './events.js';

const read = (event: Payload): Received =>
  receive(
    { name: String(event['event_name']), timestamp: String(event['timestamp']), body: event },
    { config, seal, now },
  );

function contentOf(event: Payload): InboundContent | undefined {
  const received = read(event);
  if (received.type !== 'did') throw new Error(`it is ${received.type}`);
  return received.inbound?.content;
}

const photo = (url = photoUrl, caption = ''): InboundContent => ({
  type: 'attachment',
  file: { kind: 'photo', sourceRef: url },
  caption,
});
const unsupported = (what: string): InboundContent => ({ type: 'unsupported', what });
const link = (said: object) => attached('user_send_link', { title: 'x', url: 'https://example.com' }, said);
const file = (about: object) => attached('user_send_file', { url: 'https://cdn/a1', ...about });
const info = (given: unknown) => payload('user_submit_info', { info: given });
const press = (changes: Payload) => payload('user_click_button', changes);

const said: readonly (readonly [what: string, event: Payload, content: InboundContent])[] = [
  ['text', text('Đường ngập nước'), { type: 'text', text: 'Đường ngập nước' }],
  ['text in NFD, untouched', text('ngập'.normalize('NFD')), { type: 'text', text: 'ngập'.normalize('NFD') }],
  ['empty text', text(''), { type: 'text', text: '' }],
  ['a word that Zalo takes for a command', text('#batdau'), { type: 'text', text: '#batdau' }],
  ['a tap on a button', text('p:1a:tot'), { type: 'button', data: 'p:1a:tot' }],
  ['a tap on a button of a case', text('c:PA-7K3F-Q2:take'), { type: 'button', data: 'c:PA-7K3F-Q2:take' }],
  ['a button that nobody made', text('p:1a:tot:2'), { type: 'text', text: 'p:1a:tot:2' }],
  ['what stands on a leaflet', text('07351-pks05'), { type: 'text', text: '07351-pks05' }],
  ['words after a commune', text('07351 đường hỏng'), { type: 'text', text: '07351 đường hỏng' }],
  ['words after a survey', text('07351-pks05 rất tốt'), { type: 'text', text: '07351-pks05 rất tốt' }],
  ['six digits', text('073510'), { type: 'text', text: '073510' }],
  ['a form that is none', text('07351-pks08'), { type: 'text', text: '07351-pks08' }],
  ['a code of a case', text('PA-7K3F-Q2'), { type: 'text', text: 'PA-7K3F-Q2' }],
  ['a photo', attached('user_send_image', { url: photoUrl }), photo()],
  ['a photo with words', attached('user_send_image', { url: photoUrl }, { text: 'Rác' }), photo(photoUrl, 'Rác')],
  ['a photo with odd words', attached('user_send_image', { url: photoUrl }, { text: [5] }), photo()],
  [
    'several photos: the first',
    attached('user_send_image', undefined, {
      attachments: ['https://cdn/1', 'https://cdn/2'].map((url) => ({ type: 'image', payload: { url } })),
    }),
    photo('https://cdn/1'),
  ],
  [
    'a voice note',
    attached('user_send_audio', { url: 'http://cdn/a.aac' }),
    { type: 'attachment', file: { kind: 'voice', sourceRef: 'http://cdn/a.aac' }, caption: '' },
  ],
  ['a photo as a file, by its name', file({ name: 'IMG_1.JPG', size: '99' }), photo('https://cdn/a1')],
  ['a photo as a file, by its type', file({ name: 5, type: 'png' }), photo('https://cdn/a1')],
  ['a photo as a file, by its MIME type', file({ type: 'image/jpeg' }), photo('https://cdn/a1')],
  ['another file', file({ name: 'png.pdf', type: 'pdf' }), unsupported('file')],
  ['a file without a name', file({}), unsupported('file')],
  ['a sticker', payload('user_send_sticker'), unsupported('sticker')],
  ['a GIF', payload('user_send_gif'), unsupported('gif')],
  ['a video', payload('user_send_video'), unsupported('video')],
  ['a business card', payload('user_send_business_card'), unsupported('business_card')],
  ['a link', link({}), unsupported('link')],
  ['a link with blanks', link({ text: ' ' }), unsupported('link')],
  ['a link with words', link({ text: 'xem https://example.com' }), { type: 'text', text: 'xem https://example.com' }],
  ['somebody who follows', payload('follow'), { type: 'start', parameter: '' }],
  ['a number', info({ phone: '84912345678', name: 'x' }), { type: 'text', text: '0912345678' }],
  ['a number with +84', info({ phone: '+84 912.345.678' }), { type: 'text', text: '0912345678' }],
  ['a number with 84 and 0', info({ phone: '840912345678' }), { type: 'text', text: '0912345678' }],
  ['a number from 0', info({ phone: '0842345678' }), { type: 'text', text: '0842345678' }],
  ['a number as a number', info({ phone: 84_912_345_678 }), { type: 'text', text: '0912345678' }],
  ['no number', info({ name: 'x' }), unsupported('info')],
  ['a number that is none', info({ phone: 'tôi không có' }), unsupported('info')],
  ['a number much too long', info({ phone: '8'.repeat(5000) }), unsupported('info')],
  ['info that is none', info('84912345678'), unsupported('info')],
  ['a press', press({ payload: 'p:1:tot' }), { type: 'button', data: 'p:1:tot' }],
  ['a press that carries text', press({ payload: 'Xin chào' }), { type: 'text', text: 'Xin chào' }],
  [
    'a press with its data in the message',
    press({ message: { text: 'p:1:tot' } }),
    { type: 'button', data: 'p:1:tot' },
  ],
  ['a press with both', press({ payload: 7, message: { payload: 'a', text: 'b' } }), { type: 'text', text: 'a' }],
];

describe('what a person says', () => {
  it.each(said)('is read: %s', (_what, event, content) => {
    expect(contentOf(event)).toStrictEqual(content);
  });

  it('names its chat and person in no way that leads back to them, and never its number as a number', () => {
    expect(read(text('x'))).toStrictEqual({
      type: 'did',
      address: user,
      at: now,
      inbound: {
        channel: 'zalo',
        externalId: 'e2a641af6661713b2875',
        chat: { id: seal.chatId('zalo', user), kind: 'private', address: user },
        person: seal.personId('zalo', user),
        at: now,
        content: { type: 'text', text: 'x' },
      },
    });
  });

  it.each(['follow', 'user_submit_info', 'user_click_button'])('has an id that stays the same: %s', (name) => {
    const id = (changes: Payload = {}) => {
      const received = read(payload(name, { payload: 'x', ...changes }));
      return received.type === 'did' ? received.inbound?.externalId : received.type;
    };
    expect(id()).toBe(`${name}:${now}:${user}`);
    expect(id({ some: 'new field' })).toBe(id());
    expect(id({ timestamp: String(now - 1) })).not.toBe(id());
    expect(id({ sender: { id: '1' }, follower: { id: '1' } })).not.toBe(id());
  });

  it('was said when it was, but not later than now', () => {
    const early = read(payload('user_send_text', { timestamp: String(now - 5000) }));
    expect(early).toMatchObject({ at: now - 5000, inbound: { at: now } });
    expect(read(payload('user_send_text', { timestamp: String(now + 5000) }))).toMatchObject({ at: now });
  });

  it('may be nothing, though a button was pressed', () => {
    for (const changes of [{}, { payload: 7 }, { payload: '' }, { payload: { a: 1 }, message: 'x' }])
      expect(read(press(changes))).toStrictEqual({ type: 'did', address: user, at: now, inbound: undefined });
  });
});

describe('a place', () => {
  const spot: InboundContent = { type: 'location', latitude: 21.28, longitude: 106.12 };
  const numbers = { latitude: 21.28, longitude: 106.12 };
  const place = (where: unknown) => attached('user_send_location', where);
  const bare = (said: object, around: Payload = {}) => ({
    ...attached('user_send_location', undefined, { attachments: undefined, ...said }),
    ...around,
  });

  it.each([
    ['as text', place({ coordinates: { latitude: '21.28', longitude: '106.12' } })],
    ['as numbers', place({ coordinates: numbers })],
    ['as lat and long', place({ coordinates: { lat: '21.28', long: '106.12' } })],
    ['as lat and lng', place({ coordinates: { lat: 21.28, lng: 106.12 } })],
    ['in the payload itself', place(numbers)],
    ['in the message', bare(numbers)],
    ['in the message, as coordinates', bare({ coordinates: numbers })],
    ['beside the message', bare({}, numbers)],
    ['beside the message, as location', bare({}, { location: numbers })],
    ['beside the message, as coordinates', bare({}, { coordinates: { lat: '21.28', long: 106.12 } })],
    ['beside a payload that says nothing', { ...place({ coordinates: null }), ...numbers }],
  ])('is found %s', (_where, event) => {
    expect(contentOf(event)).toStrictEqual(spot);
  });

  it.each([
    ['no coordinates', place({})],
    ['no payload', place(undefined)],
    ['half of them', place({ coordinates: { latitude: '21.28' } })],
    ['halves in two places', { ...place({ coordinates: { latitude: 21.28 } }), longitude: 106.12 }],
    ['too far north', place({ coordinates: { latitude: '90.1', longitude: '0' } })],
    ['too far east', place({ coordinates: { latitude: '0', longitude: '-180.5' } })],
    ['swapped', place({ coordinates: { latitude: '106.12', longitude: '21.28' } })],
    ['no numbers', place({ coordinates: { latitude: 'NaN', longitude: 'Infinity' } })],
    ['numbers in hex', place({ coordinates: { latitude: '0x15', longitude: '0x6a' } })],
    ['empty text', place({ coordinates: { latitude: '', longitude: '' } })],
    ['a list', place({ coordinates: [21.28, 106.12] })],
    ['attachments that are none', bare({ attachments: 'x' })],
  ])('is none: %s', (_what, event) => {
    expect(contentOf(event)).toStrictEqual(unsupported('location'));
  });
});

describe('a file', () => {
  it.each([
    ['without an address', {}],
    ['at an empty address', { url: '' }],
    ['at a number', { url: 5 }],
    ['on this machine', { url: 'file:///etc/passwd' }],
    ['inside its address', { url: 'data:image/png;base64,AAAA' }],
    ['at an address with a script', { url: 'javascript:alert(1)' }],
    ['at an address with a line break', { url: 'https://cdn/a\nb' }],
    ['at half an address', { url: 'https://' }],
    ['at an address much too long', { url: `https://cdn/${'a'.repeat(2000)}` }],
    ['in a list', [{ url: photoUrl }]],
    ['nowhere', null],
  ])('is not taken %s', (_what, where) => {
    expect(contentOf(attached('user_send_image', where))).toStrictEqual(unsupported('photo'));
    expect(contentOf(attached('user_send_audio', where))).toStrictEqual(unsupported('voice'));
    expect(contentOf(attached('user_send_file', where))).toStrictEqual(unsupported('file'));
  });

  it.each([
    ['no attachments', undefined],
    ['none of them', []],
    ['an attachment that is none', [null]],
    ['an attachment in a list', [[{ payload: { url: photoUrl } }]]],
    ['attachments that are no list', { payload: { url: photoUrl } }],
  ])('is not there: %s', (_what, attachments) => {
    expect(contentOf(attached('user_send_image', undefined, { attachments }))).toStrictEqual(unsupported('photo'));
  });

  it('is taken at an address of just the longest', () => {
    const url = `https://cdn/${'a'.repeat(2000 - 'https://cdn/'.length)}`;
    expect(contentOf(attached('user_send_image', { url }))).toStrictEqual(photo(url));
  });
});

describe('an event', () => {
  it.each(['user_seen_message', 'user_received_message', 'oa_send_text', 'oa_send_anything', 'add_user_to_tag'])(
    'of no interest is left alone: %s',
    (name) => {
      expect(read({ event_name: name })).toStrictEqual({ type: 'ignored' });
    },
  );

  it.each(['anonymous_send_text', 'user_send_poll', 'constructor', '__proto__', 'toString', ''])(
    'of a new kind is unknown: %s',
    (name) => {
      expect(read({ ...text('x'), event_name: name })).toStrictEqual({ type: 'unknown' });
    },
  );

  it('tells that somebody left', () => {
    expect(read(payload('unfollow'))).toStrictEqual({ type: 'left', address: user, at: now });
  });

  it.each<[what: string, changes: Payload]>([
    ['another app', { app_id: '1' }],
    ['another OA', { recipient: { id: '1' } }],
    ['another OA, by its name', { oa_id: '1' }],
    ['our OA and another', { oa_id: config.oaId, recipient: { id: '1' } }],
  ])('is foreign: %s', (_what, changes) => {
    expect(read({ ...text('x'), ...changes })).toStrictEqual({ type: 'foreign' });
    expect(read(payload('follow', changes))).toStrictEqual({ type: 'foreign' });
  });

  it('need not name what the signature tells', () => {
    const event = { ...text('x'), app_id: undefined, recipient: undefined };
    expect(contentOf(event)).toStrictEqual({ type: 'text', text: 'x' });
  });

  it.each<[what: string, event: Payload]>([
    ['a number for a person', { ...text('x'), sender: { id: Number(user) } }],
    ['nobody', { ...text('x'), sender: undefined }],
    ['somebody without an id', { ...text('x'), sender: {} }],
    ['an empty id', { ...text('x'), sender: { id: '' } }],
    ['an id with odd letters', { ...text('x'), sender: { id: '1/../2' } }],
    ['an id much too long', { ...text('x'), sender: { id: '1'.repeat(65) } }],
    ['a follower as a number', payload('follow', { follower: { id: Number(user) } })],
    ['an app as a number', { ...text('x'), app_id: Number(config.appId) }],
    ['no message', { ...text('x'), message: undefined }],
    ['a message that is a list', { ...text('x'), message: [] }],
    ['no text', text(undefined)],
    ['a number for text', text(5)],
    ['no id of the message', { ...text('x'), message: { text: 'x' } }],
    ['a number for the id of the message', { ...text('x'), message: { text: 'x', msg_id: 12345 } }],
    ['an id of the message much too long', { ...text('x'), message: { text: 'x', msg_id: 'a'.repeat(129) } }],
  ])('is unreadable with %s', (_what, event) => {
    expect(read(event)).toStrictEqual({ type: 'unreadable' });
  });

  it('may have more fields than are known, everywhere', () => {
    const more = { some: { new: ['field'] }, other: 5 };
    for (const event of payloads) {
      const { message, sender } = event;
      const grown = {
        ...event,
        ...more,
        ...(typeof message === 'object' ? { message: { ...message, ...more } } : {}),
        ...(typeof sender === 'object' ? { sender: { ...sender, ...more } } : {}),
      };
      expect(read(grown)).toStrictEqual(read(event));
      expect(['unreadable', 'unknown', 'foreign']).not.toContain(read(event).type);
    }
  });
});
