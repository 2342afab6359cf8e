import type { LawTabulationBody, LawTurnoutBody, PublicLawResultBody } from '@scrutin/contracts/public';
import type { Published } from '../../results/published.ts';
import { published } from '../../results/published.ts';
import type { Loaded, PageRequest, PublicClient } from '../../site/page.ts';

/** A law with its notices. */
export type LawDetail = Extract<Awaited<ReturnType<typeof askLaw>>, { readonly kind: 'answered' }>['body'];

export interface LawResults {
  readonly law: LawDetail;
  readonly result: Published<PublicLawResultBody>;
  readonly tabulation: Published<LawTabulationBody>;
  readonly turnout: LawTurnoutBody;
}

/** The lengths of buckets among which the turnout over time is shown, in seconds. */
const BUCKETS = [60, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 86_400] as const;
const MOST_SHOWN = 72;

/** A law, its result if it is public, the count that officials published, and its turnout over time. */
export async function loadLawResults({ client, params }: PageRequest): Promise<Loaded<LawResults>> {
  const id = params['law'] ?? '';
  const law = await askLaw(client, id);
  if (law.kind === 'problem' && law.type === 'unknown-contest') return { kind: 'missing' };
  if (law.kind !== 'answered') return { kind: 'unavailable' };
  const [result, tabulation, turnout] = await Promise.all([
    client.call('lawResult', { params: { law_id: id } }),
    client.call('lawTabulation', { params: { law_id: id } }),
    client.call('lawTurnout', { params: { id }, query: { bucket_seconds: bucketSeconds(law.body) } }),
  ]);
  if (turnout.kind !== 'answered') return { kind: 'unavailable' };
  return {
    kind: 'found',
    data: {
      law: law.body,
      result: published(result, (body) => body),
      tabulation: published(tabulation, (body) => body),
      turnout: turnout.body,
    },
  };
}

function askLaw(client: PublicClient, id: string) {
  return client.call('law', { params: { id } });
}

/** The shortest buckets that divide the time of voting into so few parts that a picture can show them. */
function bucketSeconds({
  opens_at,
  closes_at,
}: {
  readonly opens_at: string;
  readonly closes_at: string;
}): string {
  const seconds = (Date.parse(closes_at) - Date.parse(opens_at)) / 1000;
  return String(BUCKETS.find((bucket) => seconds / bucket <= MOST_SHOWN) ?? BUCKETS.at(-1));
}
