import type {
  ActOutcome,
  ApprovableOutcome,
  ContestState,
  LocalizedText,
  Refusal,
  RollKey,
  VoidProblem,
  VoidRequest,
} from '@scrutin/election';
import { changeRefusal, parseRollKey, reasonProblem, refusalOfProblems, refused } from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import type { VoidingRequest } from './approval.ts';
import { needsTwo } from './approval.ts';
import { lockContest } from './locked-contests.ts';
import { digestOfList } from './proposed-list.ts';
import { readPolicy } from './read-policy.ts';
import { MAKE_VOID } from './sql/make-void.sql.ts';
import { VOIDED_ALONE } from './sql/voided-alone.sql.ts';
import { ROLL_OF_NOTHING } from './unknown-contest.ts';

/** The most credentials that one act makes void. */
const MOST_VOIDED = 10_000;

/** What an act made void. */
export interface VoidedCredentials {
  /** Those that were made void by this act. */
  readonly made: number;
  /** Those that the same act had made void before. */
  readonly repeated: number;
}

/** What was made void in a transaction, and whether a second official must approve it. */
interface JudgedVoiding {
  readonly voided: VoidedCredentials;
  /** The requests whose credentials were made void. */
  readonly fresh: readonly VoidRequest[];
  readonly needsApproval: boolean;
}

/**
 * Revokes credentials: from now on no vote of them is counted. The unique index of PostgreSQL that allows a credential
 * one counted vote decides between the act and a vote that is in flight (P3). Either all credentials are revoked or none.
 * If all of them were revoked before, nothing is done, and no act goes on record.
 */
export async function revoke(
  context: ActContext,
  actor: Actor,
  rollKey: RollKey,
  requests: readonly VoidRequest[],
  reason: string,
): Promise<ApprovableOutcome<VoidedCredentials>> {
  const subject = parseRollKey(rollKey);
  if (subject === undefined) return refused('not-found', ROLL_OF_NOTHING);
  const problem = refusalOfProblems(reasonProblem(reason)) ?? numberProblem(requests);
  if (problem !== undefined) return problem;
  const request = voidingRequest(rollKey, requests, reason);
  const header = { actor, action: 'roll.revoke', subject: rollKey, reason, request, listed: requests };
  return act<VoidedCredentials>(context, header, async (transaction) => {
    const locked = await lockContest(context, transaction, subject);
    if (!locked.ok) return locked;
    const voided = await makeVoid(context, transaction, rollKey, locked.state, requests, reason);
    if (!voided.ok) return voided;
    const { voided: value, fresh, needsApproval } = voided.value;
    const after = { revoked: value.made, ...byRegion(fresh) };
    return { ok: true, value, after, needsApproval, changesNothing: value.made === 0 };
  });
}

/** What a proposal to make these credentials void asks for. */
export function voidingRequest(
  roll: RollKey,
  requests: readonly VoidRequest[],
  reason: string,
  pepperCheck?: string,
): VoidingRequest {
  const moving = requests.filter(
    ({ region, successor }) => successor !== undefined && successor.region !== region,
  ).length;
  const digest = digestOfList(requests);
  return { kind: 'voiding', roll, credentials: requests.length, moving, digest, pepperCheck, reason };
}

/** The refusal if there are too many credentials for one act, none at all, or one of them twice. */
export function numberProblem(requests: readonly VoidRequest[]): Refusal | undefined {
  if (requests.length === 0 || requests.length > MOST_VOIDED) {
    return refused('invalid', {
      fr: `Il faut nommer de 1 à ${MOST_VOIDED} identifiants à la fois ; il y en a ${requests.length}.`,
      en: `Between 1 and ${MOST_VOIDED} credentials can be named at a time; there are ${requests.length}.`,
    });
  }
  const named = [
    ...requests.map(({ credentialHash }) => hexOf(credentialHash)),
    ...requests.flatMap(({ successor }) =>
      successor === undefined ? [] : [hexOf(successor.credentialHash)],
    ),
  ];
  const seen = new Set<string>();
  const twice = named.find((hash) => seen.size === seen.add(hash).size);
  if (twice === undefined) return undefined;
  return refused(
    'invalid',
    {
      fr: `Un même identifiant est nommé deux fois (${base64urlOf(twice)}).`,
      en: `One credential is named twice (${base64urlOf(twice)}).`,
    },
    { fr: 'Un même identifiant est nommé deux fois.', en: 'One credential is named twice.' },
  );
}

/**
 * Makes credentials void in the transaction of an act whose contest is locked. Refused while the contest is a draft,
 * whose roll can be loaded again, and after the closing.
 */
export async function makeVoid(
  { approval }: ActContext,
  transaction: Transaction,
  rollKey: RollKey,
  state: ContestState,
  requests: readonly VoidRequest[],
  reason: string,
): Promise<ActOutcome<JudgedVoiding>> {
  if (state === 'draft') return refused('state-forbids', IN_DRAFT);
  const refusal = changeRefusal(state, 'roll');
  if (refusal !== undefined) return refusal;
  const rows = await outcomesOf(transaction, rollKey, requests, reason, approval?.proposalId);
  const problems = rows.filter(({ outcome }) => outcome !== 'void' && outcome !== 'repeated');
  if (problems.length > 0) {
    return voidRefusal(
      problems.map(({ credential, outcome }) => [base64urlOf(credential), outcome as VoidProblem]),
    );
  }
  const made = new Set(rows.filter(({ outcome }) => outcome === 'void').map(({ credential }) => credential));
  const fresh = requests.filter(({ credentialHash }) => made.has(hexOf(credentialHash)));
  const voided = { made: made.size, repeated: rows.length - made.size };
  const needsApproval = made.size > 0 && approval === undefined && (await tooManyAlone(transaction, rollKey));
  return { ok: true, value: { voided, fresh, needsApproval } };
}

/** Calls `make_void` of the database. */
function outcomesOf(
  transaction: Transaction,
  rollKey: RollKey,
  requests: readonly VoidRequest[],
  reason: string,
  proposalId?: string,
): Promise<{ credential: string; outcome: string }[]> {
  return transaction.$queryRawUnsafe(
    MAKE_VOID,
    rollKey,
    requests[0]?.successor === undefined ? 'revoked' : 'replaced',
    reason,
    requests.map(({ credentialHash }) => hexOf(credentialHash)),
    requests.map(({ region }) => region ?? ''),
    requests.map(({ successor }) => (successor === undefined ? '' : hexOf(successor.credentialHash))),
    requests.map(({ successor }) => successor?.region ?? ''),
    requests.map(({ claim }) => claim ?? ''),
    requests.map(({ successor }) => successor?.isOnRoll ?? false),
    proposalId ?? null,
  );
}

/**
 * Whether all of these replacements are on record already, each with the same successor. Nothing is changed: what
 * `make_void` would do is rolled back.
 */
export async function replacedBefore(
  { database }: ActContext,
  rollKey: RollKey,
  requests: readonly VoidRequest[],
): Promise<boolean> {
  if (requests.length === 0 || requests.length > MOST_VOIDED) return false;
  return database.run('rolls', async (client) => {
    let isRepeated = false;
    try {
      await client.$transaction(async (transaction) => {
        const rows = await outcomesOf(transaction, rollKey, requests, ROLLED_BACK);
        isRepeated = rows.every(({ outcome }) => outcome === 'repeated');
        throw new OnlyAsked();
      });
    } catch (error) {
      if (!(error instanceof OnlyAsked)) throw error;
    }
    return isRepeated;
  });
}

/** The reason of what is rolled back. */
const ROLLED_BACK = 'only asked';

/** Rolls back what was done only to see its outcome. */
class OnlyAsked extends Error {}

/**
 * Whether one official alone made more credentials of a contest void, in total and in this transaction, than the policy
 * allows. The database checks the same at the end of the transaction.
 */
async function tooManyAlone(transaction: Transaction, rollKey: RollKey): Promise<boolean> {
  const { acts, replacingAbove } = await readPolicy(transaction);
  if (!acts.includes('replacing') || !(await needsTwo(transaction, rollKey))) return false;
  const rows = await transaction.$queryRawUnsafe<{ alone: bigint }[]>(VOIDED_ALONE, rollKey);
  return (rows[0]?.alone ?? 0n) > BigInt(replacingAbove);
}

const IN_DRAFT = {
  fr: 'Le scrutin est un brouillon : chargez de nouveau sa liste, corrigée. Les lettres sont remplacées et révoquées une fois le scrutin publié.',
  en: 'It is a draft: load its corrected roll again. Letters are replaced and revoked once the contest is published.',
};

const MOST_NAMED = 10;

/**
 * The refusal that names the credentials with problems, by problem, to the official who asked. Its text for the record
 * has their number alone, since the record must not say of a credential that it voted (P6).
 */
export function voidRefusal(problems: readonly (readonly [string, VoidProblem])[]): Refusal {
  const sentences = (Object.keys(PROBLEMS) as VoidProblem[]).flatMap((problem) => {
    const named = problems.filter(([, other]) => other === problem).map(([credential]) => credential);
    if (named.length === 0) return [];
    const list = `${named.slice(0, MOST_NAMED).join(', ')}${named.length > MOST_NAMED ? ', …' : ''}`;
    const { fr, en } = PROBLEMS[problem];
    const counted = { fr: `${fr} (${named.length})`, en: `${en} (${named.length})` };
    return [{ counted, named: { fr: `${counted.fr} : ${list}`, en: `${counted.en}: ${list}` } }];
  });
  const all = (one: VoidProblem): boolean => problems.every(([, problem]) => problem === one);
  const kind = all('not-on-roll') ? 'not-found' : all('on-its-way') ? 'incomplete' : 'state-forbids';
  return refused(
    kind,
    unchanged(sentences.map(({ named }) => named)),
    unchanged(sentences.map(({ counted }) => counted)),
  );
}

function unchanged(sentences: readonly LocalizedText[]): LocalizedText {
  return {
    fr: `${sentences.map(({ fr }) => `${fr}. `).join('')}Rien n’a été changé.`,
    en: `${sentences.map(({ en }) => `${en}. `).join('')}Nothing was changed.`,
  };
}

const PROBLEMS: Readonly<Record<VoidProblem, LocalizedText>> = {
  'not-on-roll': { fr: 'Pas sur la liste électorale', en: 'Not on the roll' },
  voted: { fr: 'A déjà voté, et son vote est compté', en: 'Has voted, and the vote is counted' },
  'on-its-way': {
    fr: 'Un vote a été accepté et n’est pas encore compté ; attendez, puis recommencez (s’il est perdu, « scrutin roll rebuild --release »)',
    en: 'A vote was accepted and is not counted yet; wait and try again (if it is lost, `scrutin roll rebuild --release`)',
  },
  'void-already': {
    fr: 'Déjà remplacé par un autre identifiant, ou révoqué',
    en: 'Replaced by another credential already, or revoked',
  },
  'successor-void': {
    fr: 'L’identifiant qui devait le remplacer n’est plus valable',
    en: 'The credential that should replace it is void',
  },
  'successor-on-roll': {
    fr: 'L’identifiant qui devait le remplacer est déjà sur la liste',
    en: 'The credential that should replace it is on the roll already',
  },
};

/** The numbers of credentials by region, for the record of acts. Nothing for a law. */
export function byRegion(requests: readonly VoidRequest[]): {
  readonly regions?: ReadonlyMap<string, number>;
} {
  const regions = new Map<string, number>();
  for (const { region } of requests) {
    if (region !== undefined) regions.set(region, (regions.get(region) ?? 0) + 1);
  }
  return regions.size === 0 ? {} : { regions };
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}

function base64urlOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}
