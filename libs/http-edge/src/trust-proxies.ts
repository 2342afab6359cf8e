import type { Express } from 'express';

/** More addresses than proxies that connect to a process. If strangers connect, the memory of them is limited. */
const REMEMBERED_MAX = 1_000;

type Trusts = (address: string, hop: number) => boolean;

/**
 * Tells an app which senders are its proxies, so that `request.ip` is the address of the voter behind them. Express
 * parses the address of the sender for each request, and compares it with each subnet. Here the answer for an address is
 * remembered, because the same few proxies send all requests (docs/PERFORMANCE.md, "What a request costs").
 *
 * @param proxies addresses, subnets, or names such as `loopback`
 * @throws TypeError when one of them is none of these
 */
export function trustProxies(app: Express, proxies: readonly string[]): void {
  app.set('trust proxy', [...proxies]);
  const trusts = app.get('trust proxy fn') as Trusts;
  const remembered = new Map<string, boolean>();
  app.set('trust proxy', ((address, hop) => {
    let isTrusted = remembered.get(address);
    if (isTrusted === undefined) {
      isTrusted = trusts(address, hop);
      if (remembered.size >= REMEMBERED_MAX) remembered.clear();
      remembered.set(address, isTrusted);
    }
    return isTrusted;
  }) satisfies Trusts);
}
