import type { Registry } from '@scrutin/service-runtime';
import { counter } from '@scrutin/service-runtime';
import type { ActContext } from './act.ts';

/** Registers `admin_acts_total`. Without a registry, acts are not counted. */
export function actCounter(registry: Registry | undefined): ActContext['countAct'] {
  if (registry === undefined) return undefined;
  const acts = counter(registry, 'admin_acts_total');
  return (action, outcome) => {
    acts.inc({ action, outcome });
  };
}
