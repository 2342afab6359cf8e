import type { PolicyBody } from '@scrutin/contracts/admin';
import { numberOf } from '../../forms/number-of.ts';

/** The fields of the form. Numbers are as they were typed. */
export interface PolicyValues {
  readonly acts: PolicyBody['acts'];
  readonly hours: string;
  readonly replacing: string;
  readonly registering: string;
}

const SECONDS_OF_AN_HOUR = 3_600;

export function valuesOf(policy: PolicyBody): PolicyValues {
  return {
    acts: policy.acts,
    hours: String(policy.lifetime_seconds / SECONDS_OF_AN_HOUR),
    replacing: String(policy.replacing_above),
    registering: String(policy.registering_above),
  };
}

/** The body of the request. What is not a number stays a text, so that the office says what is wrong with it. */
export function policyOf({ acts, hours, replacing, registering }: PolicyValues): PolicyBody {
  return {
    acts,
    lifetime_seconds: secondsOf(hours),
    replacing_above: numberOf(replacing),
    registering_above: numberOf(registering),
  };
}

/** Hours may have a fraction, after a point or, as in French, after a comma. */
function secondsOf(hours: string): number {
  const typed = hours.trim().replace(',', '.');
  if (!/^\d+(?:\.\d+)?$/.test(typed)) return hours as unknown as number;
  return Math.round(Number(typed) * SECONDS_OF_AN_HOUR);
}
