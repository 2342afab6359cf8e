import type { ComposeRule } from './compose-rule.ts';
import { composeSchema } from './compose-schema.ts';
import { CONTAINER_RULES } from './container-rules.ts';
import { PORT_RULES } from './port-rules.ts';
import { SETTING_RULES } from './setting-rules.ts';

const mistakesOf = composeSchema();

/** Every rule about docker-compose.yml. */
export const COMPOSE_RULES: readonly ComposeRule[] = [
  { name: 'matches the schema of Compose', check: (file) => mistakesOf(file) },
  ...SETTING_RULES,
  ...PORT_RULES,
  ...CONTAINER_RULES,
];

/** Applies the rules. Each finding is the name of the rule and what is wrong. */
export function composeFindings(...[file, context]: Parameters<ComposeRule['check']>): string[] {
  return COMPOSE_RULES.flatMap(({ name, check }) =>
    check(file, context).map((message) => `${name}: ${message}`),
  );
}
