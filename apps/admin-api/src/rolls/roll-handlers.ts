import type { Request } from 'express';
import type { RollBody, RollUploadBody } from '@scrutin/contracts/admin';
import { may } from '@scrutin/contracts/admin';
import { findRepeatedLines } from '@scrutin/credentials';
import type { RegisteredRoll } from '@scrutin/election';
import { contestState, instantText, isRollKey, judgeRollLoad, registeredVoters } from '@scrutin/election';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { NOT_FOUND, refused } from '../http/answer.ts';
import type { OfficeAnswer, OfficeCall, OfficeHandlers } from '../http/office-call.ts';
import { OneAtATime } from '../http/one-at-a-time.ts';
import type { RequestSessions } from '../session/request-sessions.ts';
import type { LoadCheckedRollDependencies, RollTarget } from './load-checked-roll.ts';
import { loadCheckedRoll } from './load-checked-roll.ts';
import { RollCheck } from './roll-check.ts';
import type { RollSpool } from './roll-spool.ts';
import type { RollSpools } from './roll-spools.ts';

export interface RollHandlersOptions extends LoadCheckedRollDependencies {
  readonly clock: () => number;
  readonly sessions: Pick<RequestSessions, 'session'>;
  readonly maxBytes: number;
  readonly spools: Pick<RollSpools, 'make'>;
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
    rolls: async () => ok((await options.office.rolls()).map(rollView)),
    uploadRoll: async (call) => {
      if (!isPlainText(call.request)) return problemAnswer('wrong-media-type');
      const { scheme, pepper_check: pepperCheck, dry_run: dryRun } = call.query;
      const target = await findTarget(options, call.params.roll_key, { scheme, pepperCheck });
      if (!target.ok) return target.answer;
      if (uploads >= MOST_UPLOADS) return OVERLOADED;
      uploads += 1;
      try {
        return await upload(options, turns, call, target, dryRun === 'true');
      } finally {
        uploads -= 1;
      }
    },
  };
}

type UploadCall = OfficeCall<'uploadRoll'>;
type UploadAnswer = OfficeAnswer<'uploadRoll'>;

interface FoundTarget extends RollTarget {
  readonly ok: true;
  /** The regions in which an election has races; undefined for a law. */
  readonly regions: ReadonlySet<string> | undefined;
}

/**
 * Refuses what would be refused anyway, before gigabytes arrive. `beginRollLoad` judges again after they have arrived.
 */
async function findTarget(
  { office, clock }: RollHandlersOptions,
  text: string,
  { scheme, pepperCheck }: Pick<RollTarget, 'scheme' | 'pepperCheck'>,
): Promise<FoundTarget | { readonly ok: false; readonly answer: ProblemAnswer }> {
  if (!isRollKey(text)) return { ok: false, answer: NOT_FOUND };
  const contest = await office.contest(text);
  if (contest === undefined) return { ok: false, answer: NOT_FOUND };
  const state = contestState(contest.status, contest.window, clock());
  const registered = (await office.rolls()).find(({ rollKey }) => rollKey === text);
  const judged = judgeRollLoad(state, registered, { scheme, pepperCheck });
  if (!judged.ok) return { ok: false, answer: refused(judged) };
  const regions = contest.kind === 'law' ? undefined : new Set(contest.races.map(({ regionId }) => regionId));
  return { ok: true, key: text, scheme, pepperCheck, regions };
}

const NO_LINES = { fr: 'La liste électorale n’a aucune ligne.', en: 'The roll has no lines.' };

async function upload(
  options: RollHandlersOptions,
  turns: OneAtATime,
  call: UploadCall,
  target: FoundTarget,
  isDryRun: boolean,
): Promise<UploadAnswer> {
  const spool = await options.spools.make();
  try {
    const check = new RollCheck(target.regions);
    const isKept = await receive(call.request, spool, options.maxBytes, check);
    if (isKept === 'cut') return problemAnswer('request-unreadable');
    if (isKept === 'too-large') return problemAnswer('upload-too-large');
    check.setNotes(spool.notes());
    if (check.lines === 0) return refused({ kind: 'invalid', text: NO_LINES });
    return (
      (await turns.run(() => judgeAndLoad(options, call, target, { spool, check, isDryRun }))) ?? OVERLOADED
    );
  } finally {
    await spool.remove();
  }
}

async function judgeAndLoad(
  options: RollHandlersOptions,
  { caller, request, language }: UploadCall,
  target: FoundTarget,
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
  const answer = (loaded: RollUploadBody['loaded']): UploadAnswer =>
    ok({
      roll: target.key,
      scheme: target.scheme,
      dry_run: isDryRun,
      report,
      loaded,
    } satisfies RollUploadBody);
  if (isDryRun) return answer(null);
  const loading = await loadCheckedRoll(options, caller.actor, target, report, spool);
  return loading.ok ? answer(loading.loaded) : loading.answer;
}

/** Receives an upload. `cut`: the client closed the connection and gets no answer. */
async function receive(
  request: Request,
  spool: RollSpool,
  maxBytes: number,
  check: RollCheck,
): Promise<'kept' | 'too-large' | 'cut'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return 'too-large';
  try {
    const isKept = await spool.receive(request as AsyncIterable<Buffer>, maxBytes, (line) => {
      check.line(line);
    });
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

function rollView(registered: RegisteredRoll): RollBody {
  const { rollKey, credentials, scheme, loadedAtMs, regions } = registered;
  const { replaced, revoked } = registered.void;
  return {
    roll: rollKey,
    credentials: Number(credentials),
    scheme,
    loaded_at: instantText(loadedAtMs),
    regions: Object.fromEntries([...regions].map(([id, count]) => [id, Number(count)])),
    void: { replaced: Number(replaced), revoked: Number(revoked) },
    voters: Number(registeredVoters(registered)),
  };
}
