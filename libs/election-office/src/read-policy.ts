import { storedWord } from '@scrutin/database';
import type { ApprovalPolicy } from '@scrutin/election';
import { APPROVABLE_ACTS } from '@scrutin/election';
import type { Transaction } from './act.ts';

/**
 * The policy of this installation, inside a transaction. `registering` has a column of its own, since programs of the
 * release before this word do not know it.
 */
export async function readPolicy(transaction: Pick<Transaction, 'approvalPolicy'>): Promise<ApprovalPolicy> {
  const row = await transaction.approvalPolicy.findUniqueOrThrow({ where: { singleton: true } });
  const { lifetimeS, replacingAbove, registering, registeringAbove } = row;
  const words = row.acts.map((word) => storedWord(APPROVABLE_ACTS, word));
  const acts = registering ? [...words, 'registering' as const] : words;
  return {
    acts: APPROVABLE_ACTS.filter((word) => acts.includes(word)),
    lifetimeS,
    replacingAbove,
    registeringAbove,
  };
}

/** The columns of a policy. */
export function policyColumns({ acts, ...numbers }: ApprovalPolicy) {
  return {
    ...numbers,
    acts: acts.filter((word) => word !== 'registering'),
    registering: acts.includes('registering'),
  };
}
