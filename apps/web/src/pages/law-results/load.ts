import type {
  LawTabulationBody,
  LawTurnoutBody,
  PublicLawResultBody,
  PublishedCountsBody,
} from '@scrutin/contracts/public';
import type { Published } from '../../results/published.ts';
import { published } from '../../results/published.ts';
import { bucketSeconds } from '../../results/turnout/bucket-seconds.ts';
import type { Loaded, PageRequest, PublicClient } from '../../site/page.ts';

/** A law with its notices. */
export type LawDetail = Extract<Awaited<ReturnType<typeof askLaw>>, { readonly kind: 'answered' }>['body'];

export interface LawResults {
  readonly law: LawDetail;
  readonly result: Published<PublicLawResultBody>;
  readonly tabulation: Published<LawTabulationBody>;
  /** Every count that officials published, newest first. */
  readonly counts: Published<PublishedCountsBody>;
  readonly turnout: LawTurnoutBody;
}

/** A law, its result if it is public, the count that officials published, and its turnout over time. */
export async function loadLawResults({ client, params }: PageRequest): Promise<Loaded<LawResults>> {
  const id = params['law'] ?? '';
  const law = await askLaw(client, id);
  if (law.kind === 'problem' && law.type === 'unknown-contest') return { kind: 'missing' };
  if (law.kind !== 'answered') return { kind: 'unavailable' };
  const [result, tabulation, counts, turnout] = await Promise.all([
    client.call('lawResult', { params: { law_id: id } }),
    client.call('lawTabulation', { params: { law_id: id } }),
    client.call('lawTabulations', { params: { law_id: id } }),
    client.call('lawTurnout', {
      params: { id },
      query: { bucket_seconds: bucketSeconds(law.body, Date.now()) },
    }),
  ]);
  if (turnout.kind !== 'answered') return { kind: 'unavailable' };
  return {
    kind: 'found',
    data: {
      law: law.body,
      result: published(result, (body) => body),
      tabulation: published(tabulation, (body) => body),
      counts: published(counts, (body) => body),
      turnout: turnout.body,
    },
  };
}

function askLaw(client: PublicClient, id: string) {
  return client.call('law', { params: { id } });
}
