import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeButton, encodeButton } from '../../core/button.js';
import { caseCode } from '../../core/case-code.js';

const choice = fc.stringMatching(/^[\w-]{1,50}$/);
const code = fc.array(fc.nat(31), { minLength: 6, maxLength: 6 }).map(caseCode);

describe('button data', () => {
  it('comes back as it was written, for questions', () => {
    fc.assert(
      fc.property(fc.nat(36 ** 4), choice, (prompt, text) => {
        const data = { type: 'prompt', prompt, choice: text } as const;
        expect(decodeButton(encodeButton(data))).toEqual(data);
        expect(Buffer.byteLength(encodeButton(data))).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('comes back as it was written, for cases', () => {
    fc.assert(
      fc.property(code, fc.stringMatching(/^[a-z-]{1,20}$/), (text, action) => {
        const data = { type: 'case', code: text, action } as const;
        expect(decodeButton(encodeButton(data))).toEqual(data);
        expect(Buffer.byteLength(encodeButton(data))).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('reads only what this program writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[pc]:.*$/)), (text) => {
        const read = decodeButton(text);
        if (read?.type === 'case') expect(encodeButton(read)).toBe(text);
        if (read?.type === 'prompt') expect(decodeButton(encodeButton(read))).toEqual(read);
      }),
    );
  });

  it.each([
    '',
    'p:',
    'p:1',
    'p:1:',
    'p:-1:co',
    'p:1:co co',
    'p:1:có',
    'p:1234567:co',
    `p:1:${'a'.repeat(51)}`,
    'c:PA-7K3F-Q2',
    'c:PA-7K3F-Q2:',
    'c:pa-7k3f-q2:show',
    'c:PA-7K3F-Q2:show:more',
    'c:XX-7K3F-Q2:show',
    'x:1:co',
    'p:1:co\n',
    '{"type":"case"}',
  ])('reads nothing from %j', (text) => {
    expect(decodeButton(text)).toBeUndefined();
  });
});
