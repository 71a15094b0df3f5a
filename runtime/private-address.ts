import { BlockList, isIP } from 'node:net';

// Addresses that a URL from outside must not reach: this machine, its network, and whatever is not one host of the internet.
// A mistake, or an attacker and his name server, would otherwise make this program talk to inner services.
const reserved = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv4');
}

// Of IPv6 only the global unicast range is the internet; within it some prefixes carry an IPv4 address inside.
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const wrapped6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  wrapped6.addSubnet(network, prefix, 'ipv6');
}

/** Whether this is an address of this machine or an inner network (or no address at all). */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return reserved.check(address, 'ipv4');
    case 6:
      return !global6.check(address, 'ipv6') || wrapped6.check(address, 'ipv6');
    default:
      return true;
  }
}
