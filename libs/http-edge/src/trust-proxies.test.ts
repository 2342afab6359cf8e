import express from 'express';
import fc from 'fast-check';
import { trustProxies } from './trust-proxies.ts';

type Trusts = (address: string | undefined, hop: number) => boolean;

function trustsOf(proxies: readonly string[], asExpressDoes = false): Trusts {
  const app = express();
  if (asExpressDoes) app.set('trust proxy', [...proxies]);
  else trustProxies(app, proxies);
  return app.get('trust proxy fn') as Trusts;
}

const lists = [[], ['loopback'], ['10.0.0.0/8', 'fc00::/7'], ['192.0.2.7'], ['uniquelocal', '192.0.2.0/24']];

it('trusts the addresses that Express trusts, also when it is asked again', () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV4().map((ip) => `::ffff:${ip}`),
    fc.constantFrom('127.0.0.1', '::1', '10.1.2.3', '192.0.2.7', '192.0.2.8', 'fd00::1', '', 'unknown'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...lists), fc.array(address, { maxLength: 20 }), (proxies, addresses) => {
      const [ours, theirs] = [trustsOf(proxies), trustsOf(proxies, true)];
      for (const one of [...addresses, ...addresses]) expect(ours(one, 0)).toBe(theirs(one, 0));
    }),
  );
});

it('gives right answers for more senders than it remembers', () => {
  const trusts = trustsOf(['10.0.0.0/16']);
  for (let i = 0; i < 5_000; i++) {
    expect(trusts(`10.0.${i >> 8}.${i & 255}`, 0)).toBe(true);
    expect(trusts(`10.1.${i >> 8}.${i & 255}`, 0)).toBe(false);
  }
});

it('refuses what is not an address, a subnet or a name', () => {
  expect(() => {
    trustProxies(express(), ['everybody']);
  }).toThrow(TypeError);
});
