import type { LawPatch, NewLaw } from '@scrutin/contracts/admin';
import { adminLawView } from '@scrutin/contracts/admin';
import type { Law, LawChanges } from '@scrutin/election';
import {
  DEFAULT_APPROVAL,
  DEFAULT_BLANK_VOTES,
  DEFAULT_RESULTS_VISIBILITY,
  instantMs,
  lawRollKey,
  thresholdBasisPoints,
} from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { changedRecord, createdRecord, emptyAnswer, NOT_FOUND } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { stepOf, windowOf } from './given-values.ts';

type Laws = Pick<ElectionOffice, 'laws' | 'law' | 'createLaw' | 'changeLaw' | 'removeLaw' | 'step'>;

type LawRoute = 'laws' | 'createLaw' | 'law' | 'changeLaw' | 'removeLaw' | 'stepLaw';

export function lawHandlers(office: Laws, clock: () => number): OfficeHandlers<LawRoute> {
  const view = (law: Law) => adminLawView(law, clock());
  return {
    laws: async () => ok((await office.laws()).map(view)),
    createLaw: async ({ caller, body }) =>
      createdRecord(await office.createLaw(caller.actor, lawOf(body)), view),
    law: async ({ params }) => {
      const law = await office.law(params.id);
      return law === undefined ? NOT_FOUND : ok(view(law));
    },
    changeLaw: async ({ caller, params, body }) =>
      changedRecord(await office.changeLaw(caller.actor, params.id, changesOf(body)), view),
    removeLaw: async ({ caller, params }) => emptyAnswer(await office.removeLaw(caller.actor, params.id)),
    stepLaw: async ({ caller, params, body }) =>
      changedRecord(await office.step(caller.actor, lawRollKey(params.id), stepOf(body)), (law) =>
        view(law as Law),
      ),
  };
}

function lawOf(body: NewLaw): Law {
  return {
    kind: 'law',
    id: body.id,
    title: body.title,
    summary: body.summary ?? { fr: '', en: '' },
    window: { opensAtMs: instantMs(body.opens_at), closesAtMs: instantMs(body.closes_at) },
    status: 'draft',
    resultsVisibility: body.results_visibility ?? DEFAULT_RESULTS_VISIBILITY,
    blankVotes: body.blank_votes ?? DEFAULT_BLANK_VOTES,
    approval: body.approval ?? DEFAULT_APPROVAL,
    quorumVotes: quorumOf(body.quorum_votes),
    thresholdBasisPoints: thresholdOf(body.threshold_percentage),
  };
}

/** Members that are left out do not change. Null removes a quorum or threshold. */
function changesOf(body: LawPatch): LawChanges {
  return {
    ...(body.title === undefined ? {} : { title: body.title }),
    ...(body.summary === undefined ? {} : { summary: body.summary }),
    ...windowOf(body),
    ...(body.results_visibility === undefined ? {} : { resultsVisibility: body.results_visibility }),
    ...(body.blank_votes === undefined ? {} : { blankVotes: body.blank_votes }),
    ...(body.quorum_votes === undefined ? {} : { quorumVotes: quorumOf(body.quorum_votes) }),
    ...(body.threshold_percentage === undefined
      ? {}
      : { thresholdBasisPoints: thresholdOf(body.threshold_percentage) }),
  };
}

function quorumOf(votes: number | null | undefined): bigint | undefined {
  return votes === null || votes === undefined ? undefined : BigInt(votes);
}

function thresholdOf(percentage: number | null | undefined): number | undefined {
  return percentage === null || percentage === undefined ? undefined : thresholdBasisPoints(percentage);
}
