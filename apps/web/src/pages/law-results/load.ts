import type {
  LawTabulationBody,
  LawTurnoutBody,
  PublicLawResultBody,
  PublishedCountsBody,
} from '@scrutin/contracts/public';
import type { Published } from '../../results/published.ts';
import { hasCount, isWithheld, published } from '../../results/published.ts';
import { bucketSeconds } from '../../results/turnout/bucket-seconds.ts';
import type { Loaded, PageRequest, PublicClient } from '../../site/page.ts';

/** A law with its notices. */
type LawDetail = Extract<Awaited<ReturnType<typeof askLaw>>, { readonly kind: 'answered' }>['body'];

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
  const of = { params: { law_id: id } };
  const [result, counts, turnout] = await Promise.all([
    isWithheld(law.body) ? undefined : client.call('lawResult', of),
    isWithheld(law.body) ? undefined : client.call('lawTabulations', of),
    client.call('lawTurnout', {
      params: { id },
      query: { bucket_seconds: bucketSeconds(law.body, Date.now()) },
    }),
  ]);
  if (turnout.kind !== 'answered') return { kind: 'unavailable' };
  const tabulation = hasCount(counts) ? await client.call('lawTabulation', of) : undefined;
  return {
    kind: 'found',
    data: {
      law: law.body,
      result: published(result, (body) => body),
      tabulation: tabulation === undefined ? { kind: 'absent' } : published(tabulation, (body) => body),
      counts: published(counts, (body) => body),
      turnout: turnout.body,
    },
  };
}

function askLaw(client: PublicClient, id: string) {
  return client.call('law', { params: { id } });
}
