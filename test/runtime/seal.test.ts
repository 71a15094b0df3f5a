import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSeal } from '../../runtime/seal.js';

const seal = createSeal(randomBytes(32));
const other = createSeal(randomBytes(32));

describe('sealed bytes', () => {
  test('open to what was sealed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, purpose) => {
        // Compared as JSON: that is what is kept, and it knows no -0.
        expect(JSON.stringify(seal.open(purpose, seal.seal(purpose, value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  test('show nothing of it, and differ each time', () => {
    const phone = '0912345678';
    const first = Buffer.from(seal.seal('contact', { phone }));
    expect(first.includes(phone)).toBe(false);
    expect(first.equals(seal.seal('contact', { phone }))).toBe(false);
  });

  test('do not open for another purpose, with another key, or changed anywhere', () => {
    const bytes = seal.seal('contact', 'value');
    expect(() => seal.open('location', bytes)).toThrow();
    expect(() => other.open('contact', bytes)).toThrow();
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => seal.open('contact', changed), `byte ${at}`).toThrow();
    }
    expect(() => seal.open('contact', bytes.subarray(0, 20))).toThrow();
  });
});

describe('pseudonyms', () => {
  test('are the same for the same address, and else never', () => {
    expect(seal.chatId('telegram', '1')).toBe(seal.chatId('telegram', '1'));
    const all = [
      seal.chatId('telegram', '1'),
      seal.chatId('telegram', '2'),
      seal.chatId('web', '1'),
      other.chatId('telegram', '1'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(seal.personId('telegram', '1').slice(4)).not.toBe(seal.chatId('telegram', '1').slice(4));
  });

  test('have their prefix and no trace of the address', () => {
    const id = seal.chatId('telegram', '0912345678');
    expect(id).toMatch(/^cht_[\w-]{22}$/);
    expect(seal.personId('web', '0912345678')).toMatch(/^per_[\w-]{22}$/);
    expect(id).not.toContain('0912345678');
  });
});

test('an invitation is known by its code however it was typed', () => {
  const hash = seal.hashInvite('AB12-CD34');
  expect(seal.hashInvite(' ab12 cd34 ')).toBe(hash);
  expect(seal.hashInvite('AB12-CD35')).not.toBe(hash);
  expect(other.hashInvite('AB12-CD34')).not.toBe(hash);
});
