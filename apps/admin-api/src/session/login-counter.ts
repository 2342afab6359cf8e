import { Counter } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';

/** `admin_logins_total` by outcome: in, wrong, locked, limited (too many failures of an address), busy. */
export function loginCounter(registry: Registry): Counter<'outcome'> {
  return new Counter({
    name: 'admin_logins_total',
    help: 'Logins of officials, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });
}
