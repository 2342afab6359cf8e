import { storedWord } from '@scrutin/database';
import type { ApprovalPolicy } from '@scrutin/election';
import { APPROVABLE_ACTS } from '@scrutin/election';
import type { Transaction } from './act.ts';

/** The policy of this installation, inside a transaction. */
export async function readPolicy(transaction: Pick<Transaction, 'approvalPolicy'>): Promise<ApprovalPolicy> {
  const { acts, lifetimeS, replacingAbove } = await transaction.approvalPolicy.findUniqueOrThrow({
    where: { singleton: true },
  });
  return { acts: acts.map((word) => storedWord(APPROVABLE_ACTS, word)), lifetimeS, replacingAbove };
}
