import type { StepBody } from '@scrutin/contracts/admin';
import type { Law, StepRequest } from '@scrutin/election';
import { instantMs } from '@scrutin/election';

export function stepOf({ step, reason, closes_at }: StepBody): StepRequest {
  return {
    step,
    ...(reason === undefined ? {} : { reason }),
    ...(closes_at === undefined ? {} : { closesAtMs: instantMs(closes_at) }),
  };
}

/** The window if it was given. The schema requires both times or neither. */
export function windowOf(body: {
  readonly opens_at?: string | undefined;
  readonly closes_at?: string | undefined;
}): { readonly window?: Law['window'] } {
  const { opens_at: opensAt, closes_at: closesAt } = body;
  if (opensAt === undefined || closesAt === undefined) return {};
  return { window: { opensAtMs: instantMs(opensAt), closesAtMs: instantMs(closesAt) } };
}
