import pg from 'pg';
import type { Address } from '@scrutin/service-runtime';
import { addressNow } from '@scrutin/service-runtime';

/** A class of connections. Each one goes to the address of the moment at which it is opened. */
export function clientOf(address: Address): typeof pg.Client {
  return class extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super({ ...config, connectionString: addressNow(address) });
    }
  };
}
