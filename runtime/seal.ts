import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Channel } from '../core/channel.js';
import type { ChatId, PersonId } from '../core/ids.js';

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
};

const formatVersion = 1;

export function createSeal(secretKey: Buffer): Seal {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secretKey, '', `lang-nghe:${use}`, 32));
  const sealing = derive('seal');
  const naming = derive('pseudonym');
  const inviting = derive('invite');
  const keyed = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    seal: (purpose, value) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.from([formatVersion]), nonce, cipher.getAuthTag(), body]));
    },
    open: (purpose, bytes) => {
      if (bytes[0] !== formatVersion) throw new Error('sealed with an unknown format');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(1, 13)).setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(13, 29));
      return JSON.parse(
        Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8'),
      ) as unknown;
    },
    chatId: (channel, address) => `cht_${keyed(naming, `chat:${channel}:${address}`).slice(0, 22)}`,
    personId: (channel, user) => `per_${keyed(naming, `person:${channel}:${user}`).slice(0, 22)}`,
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
