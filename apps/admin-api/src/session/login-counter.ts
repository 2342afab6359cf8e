import { Counter } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';

/** The metric `admin_logins_total`. Outcomes: in, wrong, code-needed, wrong-code, code-unverifiable, locked, limited (too many failures from one
 * address), busy. */
export function loginCounter(registry: Registry): Counter<'outcome'> {
  return new Counter({
    name: 'admin_logins_total',
    help: 'Logins of officials, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });
}
