import type { ActOutcome } from '../api/use-act.ts';

/** What the office says about each field, by its path; empty unless it refused the form. */
export function errorsOf(outcome: ActOutcome): Readonly<Record<string, string>> {
  if (outcome.kind !== 'failed' || outcome.trouble.kind !== 'refused') return {};
  const { errors = [] } = outcome.trouble.problem;
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}
