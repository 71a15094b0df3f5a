import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Channel } from '../core/channel.js';
import type { ChatId, PersonId } from '../core/ids.js';
import { codeAlphabet, counterCodeLength, type VotingCode } from '../core/voting-code.js';

/** Encryption at rest and pseudonyms, all derived from SECRET_KEY. */
export type Seal = {
  /** Encrypts JSON with AES-256-GCM; `purpose` must be given again to open it. */
  readonly seal: (purpose: string, value: unknown) => Uint8Array<ArrayBuffer>;
  /** Opens what `seal` made. Throws when the key or purpose is another, or the bytes were changed. */
  readonly open: (purpose: string, bytes: Uint8Array) => unknown;
  /** The id of a chat: nobody without the key can lead it back to an address, nor tell whether an address is known. */
  readonly chatId: (channel: Channel, address: string) => ChatId;
  readonly personId: (channel: Channel, user: string) => PersonId;
  /** One-way hash of an invitation's code. */
  readonly hashInvite: (code: string) => string;
  /** One-way hash of a code that lets somebody answer once. */
  readonly hashVotingCode: (campaign: string, code: VotingCode) => string;
  /** The code that a counter's screen shows on a day: nobody without the key can tell tomorrow's. */
  readonly counterCode: (campaign: string, unit: string, day: string) => VotingCode;
  /** What makes the address of a counter's screen unguessable. */
  readonly counterKey: (campaign: string, unit: string) => string;
  /** What makes a link to a file, open until a time in ms, unguessable. */
  readonly fileKey: (attachment: string, until: number) => string;
  readonly hashPhone: (phone: string) => string;
};

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;

export function createSeal(secretKey: Buffer): Seal {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secretKey, '', `lang-nghe:${use}`, 32));
  const sealing = derive('seal');
  const naming = derive('pseudonym');
  const inviting = derive('invite');
  const voting = derive('voting');
  const sharing = derive('sharing');
  const nextNonce = nonces();
  const keyedBytes = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const keyed = (key: Buffer, text: string) => keyedBytes(key, text).toString('base64url');
  return {
    seal: (purpose, value) => {
      const plain = Buffer.from(JSON.stringify(value));
      const sealed = new Uint8Array(headBytes + plain.length);
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(purpose));
      sealed[0] = formatVersion;
      sealed.set(nonce, 1);
      sealed.set(cipher.update(plain), headBytes);
      cipher.final(); // adds no bytes: the cipher works on streams
      sealed.set(cipher.getAuthTag(), 1 + nonceBytes);
      return sealed;
    },
    open: (purpose, bytes) => {
      if (bytes[0] !== formatVersion) throw new Error('sealed with an unknown format');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(1, 1 + nonceBytes)).setAAD(
        Buffer.from(purpose),
      );
      decipher.setAuthTag(bytes.subarray(1 + nonceBytes, headBytes));
      return JSON.parse(
        Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()]).toString('utf8'),
      ) as unknown;
    },
    chatId: (channel, address) => `cht_${keyed(naming, `chat:${channel}:${address}`).slice(0, 22)}`,
    personId: (channel, user) => `per_${keyed(naming, `person:${channel}:${user}`).slice(0, 22)}`,
    hashVotingCode: (campaign, code) => keyed(voting, `code:${campaign}:${code}`),
    counterCode: (campaign, unit, day) => spell(keyedBytes(voting, `counter:${campaign}:${unit}:${day}`)),
    counterKey: (campaign, unit) => keyed(voting, `screen:${campaign}:${unit}`).slice(0, 22),
    fileKey: (attachment, until) => keyed(sharing, `file:${attachment}:${until}`).slice(0, 22),
    hashPhone: (phone) => keyed(naming, `phone:${phone}`),
    hashInvite: (code) =>
      keyed(
        inviting,
        code
          .toUpperCase()
          .replace(/[^0-9A-Z]/g, '')
          .replace(/^MOI/, ''),
      ),
  };
}

/** The first letters of a code that bytes come to; the alphabet has 31, so a hundredth of a bit is lost. */
function spell(bytes: Buffer): VotingCode {
  const letters = Array.from(
    { length: counterCodeLength },
    (_, at) => codeAlphabet[bytes.readUInt32BE(at * 4) % codeAlphabet.length] ?? '',
  );
  return letters.join('');
}

/** Fresh random nonces; asking the system for many at once costs hardly more than for one. */
function nonces(): () => Uint8Array {
  const stockBytes = 256 * nonceBytes;
  let stock = randomBytes(0);
  let at = 0;
  return () => {
    if (at >= stock.length) {
      stock = randomBytes(stockBytes);
      at = 0;
    }
    at += nonceBytes;
    return stock.subarray(at - nonceBytes, at);
  };
}
