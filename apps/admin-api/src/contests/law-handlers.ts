import type { LawPatch, NewLaw } from '@scrutin/contracts/admin';
import { adminLawView } from '@scrutin/contracts/admin';
import type { Law, LawChanges, Share, VotingWindow } from '@scrutin/election';
import {
  DEFAULT_BALLOT_RECORD,
  DEFAULT_BLANK_VOTES,
  DEFAULT_PURPOSE,
  DEFAULT_RESULTS_VISIBILITY,
  DEFAULT_TIME_ZONE,
  defaultApproval,
  lawRollKey,
  parseShare,
} from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import {
  changedOrAwaiting,
  changedRecord,
  createdRecord,
  emptyAnswer,
  NOT_FOUND,
  refused,
  versioned,
} from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { newWindowOf, stepOf, windowOf } from './given-values.ts';

type Laws = Pick<
  ElectionOffice,
  'laws' | 'law' | 'version' | 'createLaw' | 'changeLaw' | 'removeLaw' | 'step'
>;

type LawRoute = 'laws' | 'createLaw' | 'law' | 'changeLaw' | 'removeLaw' | 'stepLaw';

/** @param defaultZone the time zone of laws that are created without one */
export function lawHandlers(
  office: Laws,
  clock: () => number,
  defaultZone: string,
): OfficeHandlers<LawRoute> {
  const view = (law: Law) => adminLawView(law, clock());
  // Without the law, any zone will do: the office refuses the act.
  const zoneOf = async (id: string) => (await office.law(id))?.timeZone ?? DEFAULT_TIME_ZONE;
  return {
    laws: async () => ok((await office.laws()).map(view)),
    createLaw: async ({ caller, body }) => {
      const timeZone = body.time_zone ?? defaultZone;
      const window = await windowOf(body, () => Promise.resolve(timeZone));
      if (!window.ok) return refused(window);
      return createdRecord(await office.createLaw(caller.actor, lawOf(body, window.value, timeZone)), view);
    },
    law: async ({ params }) => {
      const version = await office.version(lawRollKey(params.id));
      const law = await office.law(params.id);
      return law === undefined ? NOT_FOUND : versioned(view(law), version);
    },
    changeLaw: async ({ caller, params, body }) => {
      const window = await newWindowOf(body, async () => body.time_zone ?? (await zoneOf(params.id)));
      if (!window.ok) return refused(window);
      const changes = { ...changesOf(body), ...window.value };
      return changedRecord(await office.changeLaw(caller.actor, params.id, changes), view);
    },
    removeLaw: async ({ caller, params }) => emptyAnswer(await office.removeLaw(caller.actor, params.id)),
    stepLaw: async ({ caller, params, body }) => {
      const step = await stepOf(body, () => zoneOf(params.id));
      if (!step.ok) return refused(step);
      const stepped = await office.step(caller.actor, lawRollKey(params.id), step.value);
      return changedOrAwaiting(stepped, (law) => view(law as Law));
    },
  };
}

function lawOf(body: NewLaw, window: VotingWindow, timeZone: string): Law {
  return {
    kind: 'law',
    id: body.id,
    title: body.title,
    summary: body.summary ?? { fr: '', en: '' },
    window,
    timeZone,
    status: 'draft',
    resultsVisibility: body.results_visibility ?? DEFAULT_RESULTS_VISIBILITY,
    blankVotes: body.blank_votes ?? DEFAULT_BLANK_VOTES,
    approval: body.approval ?? defaultApproval(body.purpose ?? DEFAULT_PURPOSE),
    purpose: body.purpose ?? DEFAULT_PURPOSE,
    ballotRecord: body.ballot_record ?? DEFAULT_BALLOT_RECORD,
    quorumVotes: quorumOf(body.quorum_votes),
    quorumShare: shareOf(body.quorum_share),
    threshold: shareOf(body.threshold),
    thresholdBase: body.threshold_base ?? 'valid',
  };
}

/** Members that are left out do not change. Null removes a quorum or threshold. */
function changesOf(body: LawPatch): LawChanges {
  return {
    ...(body.title === undefined ? {} : { title: body.title }),
    ...(body.summary === undefined ? {} : { summary: body.summary }),
    ...(body.time_zone === undefined ? {} : { timeZone: body.time_zone }),
    ...(body.results_visibility === undefined ? {} : { resultsVisibility: body.results_visibility }),
    ...(body.blank_votes === undefined ? {} : { blankVotes: body.blank_votes }),
    ...(body.quorum_votes === undefined ? {} : { quorumVotes: quorumOf(body.quorum_votes) }),
    ...(body.quorum_share === undefined ? {} : { quorumShare: shareOf(body.quorum_share) }),
    ...(body.threshold === undefined ? {} : { threshold: shareOf(body.threshold) }),
    ...(body.threshold_base === undefined ? {} : { thresholdBase: body.threshold_base }),
  };
}

function quorumOf(votes: number | null | undefined): bigint | undefined {
  return votes === null || votes === undefined ? undefined : BigInt(votes);
}

/** The schema of the body has found that the text is a share. */
function shareOf(text: string | null | undefined): Share | undefined {
  return text === null || text === undefined ? undefined : parseShare(text);
}
