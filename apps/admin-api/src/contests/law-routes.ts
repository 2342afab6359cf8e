import { lawPatch, newLaw, stepRequest } from '@scrutin/contracts/admin';
import type { AdminLawBody, LawPatch, NewLaw } from '@scrutin/contracts/admin';
import { DEFAULT_RESULTS_VISIBILITY, instantMs, lawRollKey } from '@scrutin/election';
import type { Law } from '@scrutin/election';
import type { ElectionOffice, LawChanges } from '@scrutin/election-office';
import { created, doneOr, NOT_FOUND, ok, outcome } from '../http/answer.ts';
import { acting, actingOn, reading } from '../http/route.ts';
import type { Call, Route } from '../http/route.ts';
import { lifeView, stepOf, windowOf } from './life-view.ts';

type Laws = Pick<ElectionOffice, 'laws' | 'law' | 'createLaw' | 'changeLaw' | 'removeLaw' | 'step'>;

const ALL = '/admin/v1/laws';
const ONE = `${ALL}/{id}`;

export function lawRoutes(office: Laws, clock: () => number): Route[] {
  const idOf = ({ params }: Call): string => params['id'] ?? '';
  const view = (law: Law) => lawView(law, clock());
  return [
    reading(ALL, async () => ok((await office.laws()).map(view))),
    actingOn('post', ALL, 'configure', newLaw, async ({ actor }, body) =>
      outcome(await office.createLaw(actor, lawOf(body)), view, created),
    ),
    reading(ONE, async (call) => {
      const law = await office.law(idOf(call));
      return law === undefined ? NOT_FOUND : ok(view(law));
    }),
    actingOn('patch', ONE, 'configure', lawPatch, async (call, body) =>
      outcome(await office.changeLaw(call.actor, idOf(call), changesOf(body)), view),
    ),
    acting('delete', ONE, 'configure', async (call) =>
      doneOr(await office.removeLaw(call.actor, idOf(call))),
    ),
    actingOn('post', `${ONE}/steps`, 'step', stepRequest, async (call, body) =>
      outcome(await office.step(call.actor, lawRollKey(idOf(call)), stepOf(body)), (law) => view(law as Law)),
    ),
  ];
}

function lawOf(body: NewLaw): Law {
  return {
    id: body.id,
    title: body.title,
    summary: body.summary,
    window: { opensAtMs: instantMs(body.opens_at), closesAtMs: instantMs(body.closes_at) },
    status: 'draft',
    resultsVisibility: body.results_visibility ?? DEFAULT_RESULTS_VISIBILITY,
    quorumVotes: quorumOf(body.quorum_votes),
    thresholdBasisPoints: body.threshold_basis_points ?? undefined,
  };
}

/** What is left out stays; null takes away. */
function changesOf(body: LawPatch): LawChanges {
  return {
    ...(body.title === undefined ? {} : { title: body.title }),
    ...(body.summary === undefined ? {} : { summary: body.summary }),
    ...windowOf(body),
    ...(body.results_visibility === undefined ? {} : { resultsVisibility: body.results_visibility }),
    ...(body.quorum_votes === undefined ? {} : { quorumVotes: quorumOf(body.quorum_votes) }),
    ...(body.threshold_basis_points === undefined
      ? {}
      : { thresholdBasisPoints: body.threshold_basis_points ?? undefined }),
  };
}

function quorumOf(votes: number | null | undefined): bigint | undefined {
  return votes === null || votes === undefined ? undefined : BigInt(votes);
}

function lawView(law: Law, nowMs: number): AdminLawBody {
  return {
    id: law.id,
    title: law.title,
    summary: law.summary,
    ...lifeView(law, nowMs),
    quorum_votes: law.quorumVotes === undefined ? null : Number(law.quorumVotes),
    threshold_basis_points: law.thresholdBasisPoints ?? null,
  };
}
