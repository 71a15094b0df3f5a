import { createHash, timingSafeEqual } from 'node:crypto';
import type { ZaloConfig } from '../../runtime/config.js';

export type Signed = {
  /** The header `X-ZEvent-Signature`. */
  readonly signature: string;
  /** The bytes as they came; JSON written anew would have another signature. */
  readonly bytes: Uint8Array;
  /** As it stands in the body. */
  readonly timestamp: string;
};

/**
 * Tells whether an event was signed with our secret: plain SHA-256 of app id, bytes, timestamp and secret, one after the
 * other (no HMAC, whatever some sources say). Some show the header with `mac=` before the hash, some without.
 */
export function createSignatureCheck({
  appId,
  oaSecretKey,
}: Pick<ZaloConfig, 'appId' | 'oaSecretKey'>): (signed: Signed) => boolean {
  return ({ signature, bytes, timestamp }) => {
    const hex = /^(?:mac=)?([0-9a-f]{64})$/i.exec(signature)?.[1];
    if (hex === undefined) return false;
    const hash = createHash('sha256').update(appId).update(bytes).update(timestamp).update(oaSecretKey).digest();
    return timingSafeEqual(hash, Buffer.from(hex, 'hex'));
  };
}
