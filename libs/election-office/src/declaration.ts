import type { PublicationRow } from '@scrutin/database';
import { Prisma, toLaw, toRegistered, toTabulation } from '@scrutin/database';
import type {
  Certification,
  DeclarationRecord,
  DeclaredAct,
  DeclaredContest,
  DeclaredPublication,
  OutstandingAtCertification,
} from '@scrutin/declaration';
import type {
  ActOutcome,
  ContestKey,
  ElectionDetail,
  Law,
  PoliticalParty,
  RaceDetail,
  RegisteredRoll,
  RejectionReason,
  RollKey,
} from '@scrutin/election';
import { contestKey, parseRollKey, refused, registeredVoters, ruleSetOfLaw } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { standingCount } from './counts-on-record.ts';
import { findElection } from './elections.ts';
import { toLot } from './lots.ts';
import { toParty } from './parties.ts';
import { toPublication } from './publications.ts';
import { rejectedByContest } from './rejected-votes.ts';
import { COUNTED, DECLARED_ACTS, DECLARED_PUBLICATIONS } from './sql/declaration.sql.ts';
import { NO_SUCH_CONTEST } from './unknown-contest.ts';

type Client = Prisma.TransactionClient;

/** Reading the acts and the counts of a large election takes a moment. */
const LONGEST_MS = 60_000;

/**
 * Gathers everything that the declaration of the results of a law or an election says, from one snapshot of the record.
 * It reads no clock: as long as the record does not change, neither does the answer. Refused before the certification,
 * unless a draft is asked for.
 */
export async function declarationRecord(
  { database }: ActContext,
  rollKey: RollKey,
  { allowDraft }: { readonly allowDraft: boolean },
): Promise<ActOutcome<DeclarationRecord>> {
  return database.run('declaration', (client) =>
    client.$transaction((transaction) => gather(transaction, rollKey, allowDraft), {
      isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
      timeout: LONGEST_MS,
    }),
  );
}

async function gather(
  client: Client,
  rollKey: RollKey,
  allowDraft: boolean,
): Promise<ActOutcome<DeclarationRecord>> {
  const subject = await findSubject(client, rollKey);
  if (subject === undefined) return refused('not-found', NO_SUCH_CONTEST);
  const isFinal = subject.status === 'certified';
  if (!isFinal && !allowDraft) {
    return refused('state-forbids', {
      fr: `Le résultat de ${rollKey} n’est pas certifié : il ne se déclare qu’ensuite. Un brouillon, marqué comme tel à chaque page, s’obtient si vous le demandez.`,
      en: `The result of ${rollKey} is not certified, and is declared only then. You can ask for a draft, which is marked as such on every page.`,
    });
  }
  const certification = isFinal ? await findCertification(client, subject.kind, rollKey) : undefined;
  const roll = await findRoll(client, rollKey);
  const contests: DeclaredContest[] = [];
  const frozen = certification === undefined ? undefined : rejectedAt(certification);
  for (const race of subject.kind === 'law' ? [undefined] : subject.races) {
    contests.push(await declaredContest(client, subject, race, roll, frozen));
  }
  const acts = await declaredActs(client, rollKey, certification?.id);
  return {
    ok: true,
    value: {
      subject,
      parties: subject.kind === 'law' ? [] : await partiesOf(client, subject),
      certification: certification && { ...certification, outstanding: outstandingAt(certification) },
      roll,
      contests,
      acts,
    },
  };
}

async function findSubject(client: Client, rollKey: RollKey): Promise<Law | ElectionDetail | undefined> {
  const parsed = parseRollKey(rollKey);
  if (parsed === undefined) return undefined;
  if (parsed.kind === 'election') return findElection(client, parsed.id);
  const row = await client.law.findUnique({ where: { id: parsed.id } });
  return row === null ? undefined : toLaw(row);
}

async function findRoll(client: Client, rollKey: RollKey): Promise<RegisteredRoll | undefined> {
  const row = await client.roll.findUnique({
    where: { rollKey },
    include: { regions: { orderBy: { regionId: 'asc' } }, voidTotals: true },
  });
  return row === null ? undefined : toRegistered(row);
}

async function partiesOf(client: Client, { races }: ElectionDetail): Promise<PoliticalParty[]> {
  const codes = races.flatMap(({ candidates }) => candidates.flatMap(({ partyCode }) => partyCode ?? []));
  const rows = await client.politicalParty.findMany({
    where: { code: { in: codes } },
    orderBy: { code: 'asc' },
  });
  return rows.map(toParty);
}

type Rejected = ReadonlyMap<string, ReadonlyMap<RejectionReason, bigint>>;

async function declaredContest(
  client: Client,
  subject: Law | ElectionDetail,
  race: RaceDetail | undefined,
  roll: RegisteredRoll | undefined,
  frozen: Rejected | undefined,
): Promise<DeclaredContest> {
  const voters = votersIn(roll, race?.regionId);
  const key = contestKey(
    race === undefined ? { kind: 'law', lawId: subject.id } : { kind: 'election', ...race },
  );
  const [total] = await client.$queryRawUnsafe<{ counted: bigint }[]>(COUNTED, key);
  const standing = await standingCount(client, key);
  const rejected = frozen?.get(key) ?? (await rejectedByContest(client, [key])).get(key);
  const lots = await client.lot.findMany({
    where: { contestKey: key },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
  });
  return {
    key,
    race,
    ruleSet: subject.kind === 'law' ? ruleSetOfLaw(subject, voters) : (race?.ruleSet ?? ''),
    voters,
    counted: total?.counted ?? 0n,
    rejected: rejected ?? new Map(),
    publications: await declaredPublications(client, key),
    standing: standing === null ? undefined : toTabulation(standing),
    lots: lots.map(toLot),
  };
}

/** The voters of a region, or all voters of a law. */
function votersIn(roll: RegisteredRoll | undefined, regionId: string | undefined): bigint | undefined {
  if (roll === undefined || regionId === undefined) return roll && registeredVoters(roll);
  return (roll.regions.get(regionId) ?? 0n) - (roll.void.regions.get(regionId) ?? 0n);
}

interface DeclaredPublicationRow extends PublicationRow {
  readonly ruleSet: string;
  readonly ballots: bigint;
  readonly ballotsDigest: string;
  readonly computedAt: Date;
  readonly resultDigest: string;
}

async function declaredPublications(client: Client, contest: ContestKey): Promise<DeclaredPublication[]> {
  const rows = await client.$queryRawUnsafe<DeclaredPublicationRow[]>(DECLARED_PUBLICATIONS, contest);
  return rows.map((row) => ({
    ...toPublication(row),
    ruleSet: row.ruleSet,
    ballots: row.ballots,
    ballotsDigest: row.ballotsDigest,
    computedAtMs: row.computedAt.getTime(),
    resultDigest: row.resultDigest,
  }));
}

interface DeclaredActRow {
  readonly id: bigint;
  readonly at: Date;
  readonly action: string;
  readonly subject: string;
  readonly actor: string;
  readonly approved_by: string | null;
  readonly proposed_at: Date | null;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

async function declaredActs(
  client: Client,
  subject: RollKey,
  last: bigint | undefined,
): Promise<DeclaredAct[]> {
  const rows = await client.$queryRawUnsafe<DeclaredActRow[]>(DECLARED_ACTS, subject, last ?? null);
  return rows.map((row) => ({
    id: row.id,
    atMs: row.at.getTime(),
    action: row.action,
    subject: row.subject,
    by: row.actor,
    approvedBy: row.approved_by ?? undefined,
    proposedAtMs: row.proposed_at?.getTime(),
    reason: row.reason ?? undefined,
    before: row.before ?? undefined,
    after: row.after ?? undefined,
  }));
}

/** The act that made the result final. The database allows no certified contest without one. */
async function findCertification(
  client: Client,
  kind: 'law' | 'election',
  subject: RollKey,
): Promise<DeclaredAct | undefined> {
  const acts = await declaredActs(client, subject, undefined);
  return acts.findLast((act) => act.action === `${kind}.certify` && act.subject === subject);
}

/** The rejections that the certification recorded. Undefined for one that was made before they were recorded. */
function rejectedAt({ after }: Pick<DeclaredAct, 'after'>): Rejected | undefined {
  const { rejected } = after as {
    readonly rejected?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  if (rejected === undefined) return undefined;
  return new Map(
    Object.entries(rejected).map(([contest, byReason]) => [
      contest,
      new Map(Object.entries(byReason).map(([reason, count]) => [reason as RejectionReason, BigInt(count)])),
    ]),
  );
}

function outstandingAt({ after }: Pick<DeclaredAct, 'after'>): Certification['outstanding'] {
  const { outstanding } = after as {
    readonly outstanding?: {
      readonly differences: readonly { readonly contest: string; readonly votes: string }[];
      readonly unreported: string;
      readonly incompleteIntakes: readonly unknown[];
      /** Absent in certificates of an earlier release. */
      readonly unknown?: OutstandingAtCertification['unknown'];
    };
  };
  if (outstanding === undefined) return undefined;
  const { differences, unreported, incompleteIntakes, unknown = [] } = outstanding;
  const read: OutstandingAtCertification = {
    differences: differences.map(({ contest, votes }) => ({ contest, votes: BigInt(votes) })),
    unreported: BigInt(unreported),
    incompleteIntakes: incompleteIntakes.length,
    unknown,
  };
  return read;
}
