import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSignatureCheck } from '../../../bot/zalo/signature.js';
import { config, sign } from './events.js';

const body = Buffer.from('{"event_name":"user_send_text","message":{"text":"Ngập nước"},"timestamp":"1717061839659"}');
const timestamp = '1717061839659';
const right = sign(body, timestamp);
const isSigned = createSignatureCheck(config);
const check = (signature: string, bytes: Uint8Array = body, time = timestamp) =>
  isSigned({ signature, bytes, timestamp: time });

describe('a signature', () => {
  it('is the hash that another program comes to', () => {
    // printf '%s' 'app{"timestamp":"1"}1secret' | sha256sum
    const known = 'f2207aa8519bcdb34bfdd3a03f120a8f7702c157f480313c9eaac4656d64bcbf';
    const isKnown = createSignatureCheck({ appId: 'app', oaSecretKey: 'secret' });
    expect(isKnown({ signature: known, bytes: Buffer.from('{"timestamp":"1"}'), timestamp: '1' })).toBe(true);
  });

  it.each([
    ['with mac=', `mac=${right}`],
    ['without', right],
    ['in capitals', right.toUpperCase()],
    ['in capitals with MAC=', `MAC=${right.toUpperCase()}`],
  ])('is right %s', (_what, signature) => {
    expect(check(signature)).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['only mac=', 'mac='],
    ['cut', right.slice(0, 63)],
    ['cut to a byte', right.slice(0, 2)],
    ['longer', `${right}0`],
    ['given twice', `${right}, ${right}`],
    ['no hex', 'x'.repeat(64)],
    ['of another letter', right.startsWith('0') ? `1${right.slice(1)}` : `0${right.slice(1)}`],
    ['all zeros', '0'.repeat(64)],
    ['with a space', ` ${right}`],
    ['with another word', `sha256=${right}`],
    ['of another secret', sign(body, timestamp, { ...config, oaSecretKey: 'secret-of-the-app' })],
    ['of another app', sign(body, timestamp, { ...config, appId: '1' })],
    ['of another time', sign(body, '1717061839660')],
    ['an HMAC', createHmac('sha256', config.oaSecretKey).update(body).digest('hex')],
    [
      'an HMAC of all parts',
      createHmac('sha256', config.oaSecretKey).update(`${config.appId}${body.toString()}${timestamp}`).digest('hex'),
    ],
  ])('is wrong when %s', (_what, signature) => {
    expect(check(signature)).toBe(false);
  });

  it('is of the bytes: the same JSON written otherwise has another', () => {
    const written = Buffer.from(JSON.stringify(JSON.parse(body.toString()), undefined, 1));
    expect(check(right, written)).toBe(false);
    const escaped = Buffer.from(body.toString().replace('ậ', '\\u1ead'));
    expect(JSON.parse(escaped.toString())).toStrictEqual(JSON.parse(body.toString()));
    expect(check(right, escaped)).toBe(false);
    expect(check(sign(escaped, timestamp), escaped)).toBe(true);
  });

  it('tells bytes that are no text from each other', () => {
    const [one, other] = [Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from([0x7b, 0xfe, 0x7d])];
    expect(check(sign(one, timestamp), one)).toBe(true);
    expect(check(sign(one, timestamp), other)).toBe(false);
  });
});
