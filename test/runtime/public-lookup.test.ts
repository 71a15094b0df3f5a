import { describe, expect, it } from 'vitest';
import { PrivateAddressError, publicLookup, refusePrivate } from '../../runtime/public-lookup.js';

const resolve = (hostname: string, all: boolean) =>
  new Promise<unknown>((done) => {
    publicLookup(hostname, { all }, (error, address) => {
      done(error ?? address);
    });
  });

describe('a name from outside', () => {
  it.each([true, false])('is refused when it leads to this machine; all its addresses asked for: %s', async (all) => {
    expect(await resolve('localhost', all)).toBeInstanceOf(PrivateAddressError);
    expect(await resolve('127.0.0.1', all)).toBeInstanceOf(PrivateAddressError);
  });

  it('may be an address of the internet', async () => {
    expect(await resolve('8.8.8.8', true)).toStrictEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await resolve('8.8.8.8', false)).toBe('8.8.8.8');
  });

  it('that does not exist is an error, and not the end of the program', async () => {
    // Too long for a name: told without asking the network.
    expect(await resolve('x'.repeat(70), true)).toMatchObject({ code: 'ENOTFOUND' });
  });
});

it.each([
  ['https://example.vn/hook', undefined],
  ['https://8.8.8.8/hook', undefined],
  ['http://example.vn/hook', 'not-https'],
  ['ftp://example.vn/hook', 'not-https'],
  ['https://127.0.0.1/hook', 'private-address'],
  ['https://167772161/hook', 'private-address'],
  ['https://[::1]/hook', 'private-address'],
  ['https://[::ffff:10.0.0.1]/hook', 'private-address'],
])('%s is refused: %s', (url, because) => {
  expect(refusePrivate(new URL(url))).toBe(because);
});
