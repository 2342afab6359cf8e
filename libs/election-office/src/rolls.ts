import { toRegistered } from '@scrutin/database';
import type {
  ActOutcome,
  ApprovableOutcome,
  ContestState,
  LateRegistration,
  LoadedRollRecord,
  LocalizedText,
  Refusal,
  RegisteredRoll,
  ReplacedRollRecord,
  RollKey,
  RollLoadRequest,
} from '@scrutin/election';
import {
  changeRefusal,
  hasOtherPepper,
  identifierProblem,
  integerProblem,
  judgeRollLoad,
  noticeOfRegistration,
  OTHER_PEPPER,
  parseRollKey,
  reasonProblem,
  refusalOfProblems,
  refused,
  statePhrase,
  unexplainedRegistration,
} from '@scrutin/election';
import type { ActContext, Done, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { approvalToRegister } from './approved-registering.ts';
import { addedByLoad } from './late-registrations.ts';
import { lockContest } from './locked-contests.ts';
import { writeNotice } from './notices.ts';
import { ROLL_OF_NOTHING } from './unknown-contest.ts';
import type { VoidedCredentials } from './void-credentials.ts';
import { byRegion, makeVoid, numberProblem, voidingRequest } from './void-credentials.ts';

/** A roll in the form in which it goes on record. */
interface RollRecord {
  readonly credentials: bigint;
  readonly buckets: number;
  readonly scheme: string;
  readonly edition: string;
  readonly generation: string;
  readonly digest: string;
  readonly pepperCheck: string;
  readonly regions: ReadonlyMap<string, bigint>;
}

/** What a load may do. It was decided while the contest was locked. */
export interface BegunRollLoad {
  /** True if the loaded roll replaces the roll of a draft. */
  readonly replaces: boolean;
  /** The roll on record; undefined if there is none. */
  readonly registered: RegisteredRoll | undefined;
  /** True once the contest is published: what the load adds are late registrations. */
  readonly isLate: boolean;
}

/**
 * Decides by `judgeRollLoad` whether a roll may be loaded, and puts on record that the load begins. Whether it is the
 * same roll as the one that Redis has lost is decided by {@link recordRoll}.
 */
export async function beginRollLoad(
  context: ActContext,
  actor: Actor,
  rollKey: RollKey,
  request: RollLoadRequest,
): Promise<ActOutcome<BegunRollLoad>> {
  const subject = parseRollKey(rollKey);
  if (subject === undefined) return refused('not-found', ROLL_OF_NOTHING);
  const { reason } = request;
  const problem = reason === undefined ? undefined : refusalOfProblems(reasonProblem(reason));
  if (problem !== undefined) return problem;
  return act<BegunRollLoad>(
    context,
    { actor, action: 'roll.load', subject: rollKey, reason },
    async (transaction) => {
      const locked = await lockContest(context, transaction, subject);
      if (!locked.ok) return locked;
      if (request.origin === 'made-up' && locked.contest.purpose !== 'rehearsal') return MADE_UP_FOR_REAL;
      const registered = await findRoll(transaction, rollKey);
      const judged = judgeRollLoad(locked.state, registered, request);
      if (!judged.ok) return judged;
      const { replaces } = judged.value;
      if (replaces && registered !== undefined && hasVoid(registered))
        return refused('state-forbids', HAS_VOID);
      const before = registered === undefined ? undefined : toRecord(registered);
      return {
        ok: true,
        value: { replaces, registered, isLate: locked.state !== 'draft' },
        before,
        after: { scheme: request.scheme, replaces },
      };
    },
  );
}

function hasVoid({ void: { replaced, revoked } }: RegisteredRoll): boolean {
  return replaced + revoked > 0n;
}

/** A roll that takes the place of another would not have the credentials that are void on record. */
const HAS_VOID = {
  fr: 'Des lettres de cette liste ont été remplacées ou révoquées : elle ne peut plus être remplacée, seulement s’allonger (`roll load --add`).',
  en: 'Letters of this roll were replaced or revoked: it cannot be replaced any more, and can only grow (`roll load --add`).',
};

const MADE_UP_FOR_REAL = refused('state-forbids', {
  fr: 'Ce scrutin est réel : des personnes inventées ne s’inscrivent qu’à la liste d’une répétition.',
  en: 'This contest is real: made-up voters go only on the roll of a rehearsal.',
});

/**
 * Puts a roll on record. What it adds to the roll of a published contest needs a reason, and voters are told. If one
 * official would add too many alone, the load needs the approval of its lines; see `approvalToRegister`.
 */
export async function recordRoll(
  context: ActContext,
  actor: Actor,
  rollKey: RollKey,
  loaded: LoadedRollRecord,
): Promise<ApprovableOutcome<void>> {
  const { reason, linesDigest: digest, source } = loaded;
  const problem =
    rollProblem(rollKey, loaded) ??
    (reason === undefined ? undefined : refusalOfProblems(reasonProblem(reason)));
  if (problem !== undefined) return problem;
  const asked = { kind: 'registration', roll: rollKey, digest: digest ?? '', source } as const;
  const request = { ...asked, credentials: '0', reason: reason ?? '' };
  const header = { actor, action: 'roll.record', subject: rollKey, reason, request };
  return act(context, header, async (transaction): Promise<Done<undefined> | Refusal> => {
    const saved = await saveRoll(context, transaction, rollKey, loaded);
    if (!saved.ok) return saved;
    const { state, before, ...done } = saved.value;
    if (state === 'draft') return { ...done, before };
    const { credentials, needsApproval } = await addedByLoad(transaction, rollKey, before, done.after);
    if (credentials === 0n) return { ...done, before };
    if (reason === undefined) return unexplainedRegistration(credentials);
    const lines: LateRegistration = { credentials, digest };
    const approval = needsApproval
      ? await approvalToRegister(context, transaction, actor, rollKey, lines)
      : undefined;
    // Voters are told the reason that was approved, whatever is given with the load.
    const told = approval?.reason ?? reason;
    await writeNotice(transaction, rollKey, { ...noticeOfRegistration(credentials), reason: told });
    return {
      ...done,
      before,
      after: { ...done.after, late: lines },
      // Others may be registered until somebody approves.
      basis: { edition: done.after.edition },
      needsApproval: needsApproval && approval === undefined,
      request: { ...request, credentials: credentials.toString() },
      approval,
      reason: told,
    };
  });
}

/** Puts a roll on record to which successors were added, and makes the credentials void that they replace. */
export async function recordReplacement(
  context: ActContext,
  actor: Actor,
  rollKey: RollKey,
  loaded: ReplacedRollRecord,
): Promise<ApprovableOutcome<VoidedCredentials>> {
  const { replaced, reason } = loaded;
  const problem =
    rollProblem(rollKey, loaded) ?? refusalOfProblems(reasonProblem(reason)) ?? numberProblem(replaced);
  if (problem !== undefined) return problem;
  const request = voidingRequest(rollKey, replaced, reason, loaded.pepperCheck);
  const header = { actor, action: 'roll.replace', subject: rollKey, reason, request, listed: replaced };
  return act(context, header, async (transaction): Promise<Done<VoidedCredentials> | Refusal> => {
    const saved = await saveRoll(context, transaction, rollKey, loaded);
    if (!saved.ok) return saved;
    const { state, ...done } = saved.value;
    const voided = await makeVoid(context, transaction, rollKey, state, replaced, reason);
    if (!voided.ok) return voided;
    const { voided: value, fresh, needsApproval } = voided.value;
    const after = { ...done.after, replaced: value.made, replacedIn: byRegion(fresh).regions };
    // Other letters may be replaced, and late registrations added, until somebody approves.
    return { ...done, value, after, basis: { edition: loaded.edition }, needsApproval };
  });
}

/** What `saveRoll` did, and the state of the contest, which is locked. */
interface SavedRoll extends Done<undefined> {
  readonly state: ContestState;
  readonly before: RollRecord | undefined;
  readonly after: RollRecord;
}

async function saveRoll(
  context: ActContext,
  transaction: Transaction,
  rollKey: RollKey,
  loaded: LoadedRollRecord,
): Promise<ActOutcome<SavedRoll>> {
  const subject = parseRollKey(rollKey);
  if (subject === undefined) return refused('not-found', ROLL_OF_NOTHING);
  const locked = await lockContest(context, transaction, subject);
  if (!locked.ok) return locked;
  const registered = await findRoll(transaction, rollKey);
  if (loaded.basedOn !== undefined && loaded.basedOn !== (registered?.generation ?? 'none')) {
    return refused('state-forbids', {
      fr: 'Un autre chargement de cette liste a été inscrit entre-temps : chargez-la de nouveau.',
      en: 'Another load of this roll went on record meanwhile: load it again.',
    });
  }
  const before = registered === undefined ? undefined : toRecord(registered);
  const { edition = registered?.edition, generation = registered?.generation } = loaded;
  const after = toRecord({
    ...loaded,
    ...(edition === undefined ? {} : { edition, generation: generation ?? '' }),
  });
  const refusal =
    rollRefusal(locked.state, before, after) ??
    (locked.state === 'draft' ? undefined : await raceRefusal(transaction, rollKey, before, after));
  if (refusal !== undefined) return refusal;
  const { regions, ...values } = after;
  const columns = { ...values, loadedAt: new Date(locked.nowMs) };
  await transaction.roll.upsert({
    where: { rollKey },
    create: { rollKey, ...columns },
    update: columns,
    select: { rollKey: true },
  });
  await transaction.rollRegion.deleteMany({ where: { rollKey } });
  await transaction.rollRegion.createMany({
    data: [...regions].map(([regionId, credentials]) => ({ rollKey, regionId, credentials })),
  });
  const { source } = loaded;
  const value: SavedRoll = {
    ok: true,
    value: undefined,
    before,
    after: { ...after, ...(source === undefined ? {} : { source }) },
    state: locked.state,
  };
  return { ok: true, value };
}

/**
 * Once the contest is published, nobody is taken off the roll. After the closing nobody is added to it either, but a
 * roll that Redis has lost may be loaded again, because votes that were accepted in time wait for it (P3, P9).
 */
function rollRefusal(
  state: ContestState,
  before: RollRecord | undefined,
  after: RollRecord,
): Refusal | undefined {
  if (state === 'draft') return undefined;
  if (before !== undefined && before.scheme !== after.scheme) {
    return refused('state-forbids', {
      fr: `La liste a été hachée selon ${before.scheme}, et le scrutin est publié.`,
      en: `The roll was hashed by ${before.scheme}, and the contest is published.`,
    });
  }
  if (before !== undefined && before.edition !== after.edition) {
    return refused('state-forbids', {
      fr: `Le scrutin est maintenant ${statePhrase(state).fr} : désormais, sa liste ne peut que s’allonger.`,
      en: `It is ${statePhrase(state).en} by now: from now on its roll can only grow.`,
    });
  }
  if (hasOtherPepper(before?.pepperCheck, after.pepperCheck)) return OTHER_PEPPER;
  const fewer =
    before !== undefined &&
    (after.credentials < before.credentials ||
      [...before.regions].some(([region, count]) => (after.regions.get(region) ?? 0n) < count));
  if (fewer) {
    return refused('state-forbids', {
      fr: 'La liste au registre compte plus d’identifiants : désormais, elle ne peut que s’allonger.',
      en: 'The roll on record has more credentials: from now on it can only grow.',
    });
  }
  const more = before === undefined || after.credentials > before.credentials;
  if (!more && before.digest !== '' && after.digest !== '' && before.digest !== after.digest) {
    return refused('state-forbids', {
      fr: 'La liste au registre compte autant d’identifiants, mais pas les mêmes.',
      en: 'The roll on record has equally many credentials, but not the same ones.',
    });
  }
  return more ? changeRefusal(state, 'roll') : undefined;
}

/** Nobody is added to a region without a race, where each ballot would be rejected. A draft may get the race later. */
async function raceRefusal(
  transaction: Transaction,
  rollKey: RollKey,
  before: RollRecord | undefined,
  after: RollRecord,
): Promise<Refusal | undefined> {
  const grown = [...after.regions]
    .filter(([region, credentials]) => credentials > (before?.regions.get(region) ?? 0n))
    .map(([region]) => region);
  const subject = parseRollKey(rollKey);
  if (grown.length === 0 || subject === undefined) return undefined;
  const races = await transaction.electionRegion.findMany({
    where: { electionId: subject.id, regionId: { in: grown } },
    select: { regionId: true },
  });
  const known = new Set(races.map(({ regionId }) => regionId));
  const missing = grown.filter((region) => !known.has(region)).sort();
  if (missing.length === 0) return undefined;
  const list = missing.join(', ');
  return refused('invalid', {
    fr: `Cette élection n’a pas de circonscription ${list} : une personne qui y serait inscrite ne pourrait pas voter.`,
    en: `This election has no race ${list}: a voter who is registered there could not vote.`,
  });
}

async function findRoll(transaction: Transaction, rollKey: RollKey): Promise<RegisteredRoll | undefined> {
  const row = await transaction.roll.findUnique({
    where: { rollKey },
    include: { regions: true, voidTotals: true },
  });
  return row === null ? undefined : toRegistered(row);
}

function toRecord(roll: LoadedRollRecord | RegisteredRoll): RollRecord {
  const { credentials, buckets, scheme, regions, digest = '', pepperCheck = '' } = roll;
  const { edition = '', generation = '' } = roll;
  const counts = [...(regions ?? [])].map(([id, count]) => [id, BigInt(count)] as const);
  return {
    credentials: BigInt(credentials),
    buckets,
    scheme,
    edition,
    generation,
    digest,
    pepperCheck,
    regions: new Map(counts),
  };
}

function rollProblem(
  rollKey: RollKey,
  { credentials, buckets, regions }: LoadedRollRecord,
): Refusal | undefined {
  const subject = parseRollKey(rollKey);
  if (subject === undefined) return refused('not-found', ROLL_OF_NOTHING);
  if (subject.kind === 'law' && (regions?.size ?? 0) > 0) {
    return refused('invalid', {
      fr: 'La liste électorale d’une loi n’a pas de régions.',
      en: 'The roll of a law has no regions.',
    });
  }
  const counts = [...(regions ?? [])];
  const problem = refusalOfProblems(
    integerProblem('number of credentials', Number(credentials), 1, Number.MAX_SAFE_INTEGER),
    integerProblem('number of buckets', buckets, 1, 2 ** 31 - 1),
    ...counts.map(([id, count]) => {
      const name = identifierProblem('region', id);
      return name ?? integerProblem(credentialsIn(id), count, 1, Number.MAX_SAFE_INTEGER);
    }),
  );
  if (problem !== undefined || counts.length === 0) return problem;
  const sum = counts.reduce((total, [, count]) => total + BigInt(count), 0n);
  return sum === BigInt(credentials)
    ? undefined
    : refused('invalid', {
        fr: `Les régions comptent ${sum} identifiants, et la liste en compte ${credentials}.`,
        en: `The regions have ${sum} credentials, and the roll has ${credentials}.`,
      });
}

function credentialsIn(regionId: string): LocalizedText {
  return {
    fr: `Le nombre d’identifiants dans ${regionId}`,
    en: `The number of credentials in ${regionId}`,
  };
}
