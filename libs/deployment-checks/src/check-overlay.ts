import type { CheckContext } from './check-context.ts';
import type { Rule } from './kube-object.ts';
import { MONITORING_RULES } from './monitoring-rules.ts';
import { NETWORK_RULES } from './network-rules.ts';
import { POD_RULES } from './pod-rules.ts';
import { POSTGRES_RULES } from './postgres-rules.ts';
import { RABBITMQ_RULES } from './rabbitmq-rules.ts';
import { REDIS_RULES } from './redis-rules.ts';
import { REFERENCE_RULES } from './reference-rules.ts';
import { SCALING_RULES } from './scaling-rules.ts';
import { matchesItsType } from './schema-check.ts';
import { SECRET_RULES } from './secret-rules.ts';
import { SETTINGS_RULES } from './settings-rules.ts';

/** Every rule about an overlay. */
export const RULES: readonly Rule<CheckContext>[] = [
  matchesItsType,
  ...POD_RULES,
  ...REFERENCE_RULES,
  ...SETTINGS_RULES,
  ...SECRET_RULES,
  ...SCALING_RULES,
  ...POSTGRES_RULES,
  ...RABBITMQ_RULES,
  ...REDIS_RULES,
  ...NETWORK_RULES,
  ...MONITORING_RULES,
];
