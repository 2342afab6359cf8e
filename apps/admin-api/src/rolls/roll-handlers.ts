import type { Request } from 'express';
import type { RollBody, RollUploadBody } from '@scrutin/contracts/admin';
import { may } from '@scrutin/contracts/admin';
import { findRepeatedLines } from '@scrutin/credentials';
import type { SharedTurns } from '@scrutin/database';
import type { RegisteredRoll, RollScheme } from '@scrutin/election';
import {
  contestState,
  DEFAULT_TIME_ZONE,
  instantText,
  isRollKey,
  judgeRollLoad,
  registeredVoters,
} from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { timeZones } from '@scrutin/election-office';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { NOT_FOUND, refused } from '../http/answer.ts';
import type { OfficeAnswer, OfficeCall, OfficeHandlers } from '../http/office-call.ts';
import { OneAtATime } from '../http/one-at-a-time.ts';
import type { RequestSessions } from '../session/request-sessions.ts';
import type { LoadCheckedRollDependencies, RollTarget } from './load-checked-roll.ts';
import { loadCheckedRoll } from './load-checked-roll.ts';
import { ManifestCheck } from './manifest-check.ts';
import type { UploadHead } from './manifest-head.ts';
import { readUploadHead } from './manifest-head.ts';
import { RollCheck } from './roll-check.ts';
import type { RollSpool } from './roll-spool.ts';
import type { RollSpools } from './roll-spools.ts';
import { uploadNeeds } from './upload-needs.ts';

export interface RollHandlersOptions extends LoadCheckedRollDependencies {
  readonly office: LoadCheckedRollDependencies['office'] &
    Pick<ElectionOffice, 'laws' | 'elections' | 'contest' | 'approvalPolicy'>;
  readonly clock: () => number;
  readonly sessions: Pick<RequestSessions, 'session'>;
  readonly maxBytes: number;
  readonly spools: Pick<RollSpools, 'make'>;
  /** Turns over all replicas. */
  readonly sharedTurns: Pick<SharedTurns, 'take'>;
}

const BUSY_RETRY_S = 10;
/** The most uploads at the same time: each takes space on the disk. */
const MOST_UPLOADS = 4;

const OVERLOADED: ProblemAnswer = { kind: 'problem', type: 'overloaded', retryAfterS: BUSY_RETRY_S };

export function rollHandlers(options: RollHandlersOptions): OfficeHandlers<'rolls' | 'uploadRoll'> {
  let uploads = 0;
  // Each process checks and loads one upload at a time, because that takes a core. A slow upload does not delay others.
  const turns = new OneAtATime(MOST_UPLOADS);
  return {
    rolls: async () => {
      const zones = await timeZones(options.office);
      const rolls = await options.office.rolls();
      return ok(rolls.map((roll) => rollView(roll, zones.get(roll.rollKey) ?? DEFAULT_TIME_ZONE)));
    },
    uploadRoll: async (call) => {
      if (!isPlainText(call.request)) return problemAnswer('wrong-media-type');
      const { scheme, pepper_check: pepperCheck, dry_run: dryRun, reason } = call.query;
      const target = await findTarget(options, call.params.roll_key, { scheme, pepperCheck });
      if (!target.ok) return target.answer;
      if (uploads >= MOST_UPLOADS) return OVERLOADED;
      uploads += 1;
      try {
        return await upload(options, turns, call, { ...target, reason }, dryRun === 'true');
      } finally {
        uploads -= 1;
      }
    },
  };
}

type UploadCall = OfficeCall<'uploadRoll'>;
type UploadAnswer = OfficeAnswer<'uploadRoll'>;

/** The roll that an upload is for. Its scheme is known at once, or when the manifest has arrived. */
interface FoundTarget extends Omit<RollTarget, 'scheme'> {
  readonly ok: true;
  readonly scheme: RollScheme | undefined;
  /** The regions in which an election has races; undefined for a law. */
  readonly regions: ReadonlySet<string> | undefined;
}

/**
 * Refuses what would be refused anyway, before gigabytes arrive. `beginRollLoad` judges again after they have arrived.
 */
async function findTarget(
  { office, clock }: RollHandlersOptions,
  text: string,
  { scheme, pepperCheck }: Pick<FoundTarget, 'scheme' | 'pepperCheck'>,
): Promise<FoundTarget | { readonly ok: false; readonly answer: ProblemAnswer }> {
  if (!isRollKey(text)) return { ok: false, answer: NOT_FOUND };
  const contest = await office.contest(text);
  if (contest === undefined) return { ok: false, answer: NOT_FOUND };
  const state = contestState(contest.status, contest.window, clock());
  const registered = (await office.rolls()).find(({ rollKey }) => rollKey === text);
  const judged = scheme && judgeRollLoad(state, registered, { scheme, pepperCheck });
  if (judged?.ok === false) return { ok: false, answer: refused(judged) };
  const regions = contest.kind === 'law' ? undefined : new Set(contest.races.map(({ regionId }) => regionId));
  return { ok: true, key: text, scheme, pepperCheck, regions };
}

const NO_MANIFEST = {
  fr: 'Le manifeste manque : envoyez-le avant les lignes (cat roll/manifest.json roll/roll-*.txt), pour que la liste d’un autre scrutin ou un fichier oublié se remarque. S’il n’y en a pas, dites-le : manifest=none.',
  en: 'The manifest is missing: send it before the lines (cat roll/manifest.json roll/roll-*.txt), so that the roll of another contest or a forgotten file is noticed. If there is none, say so: manifest=none.',
};
const NO_SCHEME = {
  fr: 'Sans manifeste, il faut dire comment les identifiants ont été hachés : scheme=hmac-sha256 ou scheme=sha256.',
  en: 'Without a manifest, say how the credentials were hashed: scheme=hmac-sha256 or scheme=sha256.',
};

/** An upload with what is known about it before its lines arrive. */
interface DescribedUpload extends Pick<FoundTarget, 'scheme' | 'pepperCheck'> {
  readonly ok: true;
  readonly lines: AsyncIterable<Buffer>;
  readonly manifest: RollTarget['manifest'];
  readonly manifestCheck: ManifestCheck | undefined;
}

/** Compares the manifest of an upload with the contest and with the query. */
async function describe(
  options: RollHandlersOptions,
  target: FoundTarget,
  head: UploadHead,
): Promise<DescribedUpload | { readonly ok: false; readonly answer: ProblemAnswer }> {
  const wrong = (fr: string, en: string) =>
    ({ ok: false, answer: refused({ kind: 'invalid', text: { fr, en } }) }) as const;
  if (head.kind === 'none') {
    return { ...target, ok: true, lines: head.lines, manifest: undefined, manifestCheck: undefined };
  }
  if (head.kind === 'wrong-manifest') {
    return wrong(
      'L’envoi commence par une accolade, mais pas par le manifeste d’une liste (roll/manifest.json).',
      `The upload begins with something that is not the manifest of a roll: ${head.problem}.`,
    );
  }
  const { manifest, sha256, lines } = head;
  const { roll, scheme, pepper_check: pepperCheck, credentials } = manifest;
  if (roll !== target.key) {
    return wrong(
      `C’est la liste de ${roll}, et non celle de ${target.key}. Rien n’a été chargé.`,
      `This is the roll of ${roll}, and not that of ${target.key}. Nothing was loaded.`,
    );
  }
  const isOther = (given: string | undefined, said: string | undefined): boolean =>
    given !== undefined && given !== said;
  if (isOther(target.scheme, scheme) || isOther(target.pepperCheck, pepperCheck)) {
    return wrong(
      'Le manifeste contredit l’adresse : enlevez-en scheme et pepper_check.',
      'The manifest contradicts the address: leave out scheme and pepper_check.',
    );
  }
  const judged = await findTarget(options, target.key, { scheme, pepperCheck });
  if (!judged.ok) return judged;
  const origin = { kind: 'manifest', sha256, credentials } as const;
  return {
    ok: true,
    scheme,
    pepperCheck,
    lines,
    manifest: origin,
    manifestCheck: new ManifestCheck(manifest),
  };
}

async function readHead(request: Request): Promise<UploadHead | 'cut'> {
  try {
    return await readUploadHead(request as AsyncIterable<Buffer>);
  } catch (error) {
    if (request.destroyed && !request.complete) return 'cut';
    throw error;
  }
}

const NO_LINES = { fr: 'La liste électorale n’a aucune ligne.', en: 'The roll has no lines.' };

async function upload(
  options: RollHandlersOptions,
  turns: OneAtATime,
  call: UploadCall,
  target: FoundTarget,
  isDryRun: boolean,
): Promise<UploadAnswer> {
  const head = await readHead(call.request);
  if (head === 'cut') return problemAnswer('request-unreadable');
  const described = await describe(options, target, head);
  if (!described.ok) return described.answer;
  const spool = await options.spools.make();
  try {
    const check = new RollCheck(target.regions);
    const { manifestCheck, lines } = described;
    const isKept = await receive(call.request, lines, spool, options.maxBytes, (line) => {
      check.line(line);
      manifestCheck?.line(line);
    });
    if (isKept === 'cut') return problemAnswer('request-unreadable');
    if (isKept === 'too-large') return problemAnswer('upload-too-large');
    check.setNotes(spool.notes());
    if (check.lines === 0) return refused({ kind: 'invalid', text: NO_LINES });
    const { scheme, pepperCheck, manifest } = described;
    if (manifest === undefined && call.query.manifest !== 'none' && !check.hasLetters) {
      return refused({ kind: 'invalid', text: NO_MANIFEST });
    }
    const differs = check.hasLetters ? undefined : manifestCheck?.problem();
    if (differs !== undefined) return refused({ kind: 'invalid', text: differs });
    if (scheme === undefined && !check.hasLetters) return refused({ kind: 'invalid', text: NO_SCHEME });
    const known = { ...target, scheme: scheme ?? 'hmac-sha256', pepperCheck, manifest } as const;
    return (
      (await turns.run(() => judgeAndLoad(options, call, known, { spool, check, isDryRun }))) ?? OVERLOADED
    );
  } finally {
    await spool.remove();
  }
}

async function judgeAndLoad(
  options: RollHandlersOptions,
  { caller, request, language }: UploadCall,
  target: RollTarget,
  { spool, check, isDryRun }: { spool: RollSpool; check: RollCheck; isDryRun: boolean },
): Promise<UploadAnswer> {
  if (!check.isSorted) check.setDuplicates(await findRepeatedLines(() => spool.lines(), check.lines));
  const report = check.report(language);
  // The official may have been disabled, or have logged out, while the roll arrived.
  const session = await options.sessions.session(request);
  if (session === undefined) return problemAnswer('login-required');
  if (!may(session.official.role, 'rolls')) return problemAnswer('role-forbids');
  if (report.error_count > 0) {
    const areLetters = report.errors.some(({ problem }) => problem === 'letters');
    return problemAnswer(areLetters ? 'letters-uploaded' : 'roll-invalid', { report });
  }
  const answer = ({ loaded, needs }: Pick<RollUploadBody, 'loaded' | 'needs'>): UploadAnswer =>
    ok({
      roll: target.key,
      scheme: target.scheme,
      dry_run: isDryRun,
      report,
      loaded,
      needs,
    } satisfies RollUploadBody);
  if (isDryRun) return answer({ loaded: null, needs: await uploadNeeds(options.office, target.key) });
  // Over all replicas, a roll is loaded by one upload at a time. Uploads of other rolls do not wait for it.
  const loading = await options.sharedTurns.take(`roll ${target.key}`, () =>
    loadCheckedRoll(options, caller.actor, target, report, spool),
  );
  if (loading === undefined) return OVERLOADED;
  return loading.ok ? answer({ loaded: loading.loaded, needs: null }) : loading.answer;
}

/** Receives an upload. `cut`: the client closed the connection and gets no answer. */
async function receive(
  request: Request,
  lines: AsyncIterable<Buffer>,
  spool: RollSpool,
  maxBytes: number,
  onLine: (line: string) => void,
): Promise<'kept' | 'too-large' | 'cut'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return 'too-large';
  try {
    const isKept = await spool.receive(lines, maxBytes, onLine);
    return isKept ? 'kept' : 'too-large';
  } catch (error) {
    if (request.destroyed && !request.complete) return 'cut';
    throw error;
  }
}

function isPlainText({ headers }: Request): boolean {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  if (encoding.toLowerCase() !== 'identity') return false;
  return /^text\/plain *(; *charset="?(utf-8|us-ascii)"? *)?$/i.test(type);
}

function rollView(registered: RegisteredRoll, timeZone: string): RollBody {
  const { rollKey, credentials, scheme, loadedAtMs, regions } = registered;
  const { replaced, revoked } = registered.void;
  return {
    roll: rollKey,
    credentials: Number(credentials),
    scheme,
    loaded_at: instantText(loadedAtMs),
    time_zone: timeZone,
    regions: Object.fromEntries([...regions].map(([id, count]) => [id, Number(count)])),
    void: { replaced: Number(replaced), revoked: Number(revoked) },
    voters: Number(registeredVoters(registered)),
  };
}
