import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.js';

// For connections to addresses that somebody else named: an official, or whoever wrote an event.

/** The name leads to this machine or an inner network; nothing was connected. */
export class PrivateAddressError extends Error {}

/**
 * Resolves a name and refuses it when any of its addresses is a private one. The connection uses just these
 * addresses, so a name server cannot answer differently the second time.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  // There are none where there is an error, whatever the types of Node say.
  lookup(hostname, { ...options, all: true }, (error, found: readonly LookupAddress[] | undefined) => {
    const addresses = found ?? [];
    const [first] = addresses;
    if (error !== null || first === undefined) callback(error ?? new Error('no address'), '', 0);
    else if (addresses.some(({ address }) => isPrivateAddress(address)))
      callback(new PrivateAddressError('private address'), '', 0);
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  });
};

/** Why a URL must not be asked, as far as it can be told without a name server; a literal address is never looked up. */
export function refusePrivate({ protocol, hostname }: URL): 'not-https' | 'private-address' | undefined {
  if (protocol !== 'https:') return 'not-https';
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && isPrivateAddress(host) ? 'private-address' : undefined;
}
