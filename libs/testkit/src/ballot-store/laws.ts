import pg from 'pg';
import type { Law, Share } from '@scrutin/election';
import { fractionOf } from '@scrutin/election';

const PUT_LAW = `
INSERT INTO laws (id, title_fr, title_en, summary_fr, summary_en, opens_at, closes_at, status, results_visibility,
                  quorum_votes, blank_votes, threshold_base, threshold_numerator, threshold_denominator,
                  quorum_numerator, quorum_denominator, approval, ballot_record)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`;

/**
 * Inserts laws in any state, as the owner of the database. Through the election office, a law would have to go through
 * every state before.
 */
export async function putLaws(ownerUrl: string, ...laws: readonly Law[]): Promise<void> {
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  try {
    for (const { id, title, summary, window, status, ...law } of laws) {
      await owner.query(PUT_LAW, [
        id,
        title.fr,
        title.en,
        summary.fr,
        summary.en,
        new Date(window.opensAtMs),
        new Date(window.closesAtMs),
        status,
        law.resultsVisibility,
        law.quorumVotes ?? null,
        law.blankVotes,
        law.thresholdBase,
        ...partsOf(law.threshold),
        ...partsOf(law.quorumShare),
        law.approval,
        law.ballotRecord,
      ]);
    }
  } finally {
    await owner.end();
  }
}

function partsOf(share: Share | undefined): [numerator: string | null, denominator: string | null] {
  if (share === undefined) return [null, null];
  const { numerator, denominator } = fractionOf(share);
  return [numerator.toString(), denominator.toString()];
}
