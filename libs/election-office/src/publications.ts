import type { PublicationRow } from '@scrutin/database';
import { toTabulation } from '@scrutin/database';
import type { ApprovableOutcome, ContestKey, Publication, Tabulation } from '@scrutin/election';
import {
  countingRefusal,
  noticeOfRecount,
  parseContestKey,
  publicationRefusal,
  reasonProblem,
  refusalOfProblems,
  refused,
} from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { lastPublication } from './counts-on-record.ts';
import { writeNotice } from './notices.ts';
import { lockCounted, NO_SUCH_COUNT, onRecord, ruleSetOf, tabulation } from './tabulation-acts.ts';

/** The publications of a contest, newest first. The count of the first one stands. */
export async function publications({ database }: ActContext, contest: ContestKey): Promise<Publication[]> {
  const rows = await database.run('tabulations', (client) =>
    client.publication.findMany({ where: { contestKey: contest }, orderBy: { id: 'desc' } }),
  );
  return rows.map(toPublication);
}

/**
 * Publishes a count, which then stands. If another count stands, a reason is needed, and the act is called a
 * replacement (`tabulation.supersede`), or a reinstatement (`tabulation.reinstate`) if this count was published before.
 */
export async function publishTabulation(
  context: ActContext,
  actor: Actor,
  id: string,
  reason?: string,
): Promise<ApprovableOutcome<Tabulation>> {
  const stored = await tabulation(context, id);
  const contest = stored === undefined ? undefined : parseContestKey(stored.contest);
  if (stored === undefined || contest === undefined) return refused('not-found', NO_SUCH_COUNT);
  const seen = await context.database.run('tabulations', (client) => lastPublication(client, stored.contest));
  const given = reason?.trim() === '' ? undefined : reason;
  const problem =
    seen === null || seen.tabulationId === id ? undefined : refusalOfProblems(reasonProblem(given));
  if (problem !== undefined) {
    return refused('invalid', {
      fr: `Un autre dépouillement de ce scrutin est publié : donnez le motif pour lequel celui-ci le remplace. ${problem.text.fr}`,
      en: `Another count of this contest is published: give the reason for which this one replaces it. ${problem.text.en}`,
    });
  }
  const action = seen === null ? 'publish' : stored.publishedAtMs === undefined ? 'supersede' : 'reinstate';
  const request = { kind: 'publication', tabulation: id, reason: given } as const;
  const header = {
    actor,
    action: `tabulation.${action}`,
    subject: stored.contest,
    reason: given,
    request,
  };
  return act(context, header, async (transaction) => {
    const locked = await lockCounted(context, transaction, contest);
    if (!locked.ok) return locked;
    const standing = await lastPublication(transaction, stored.contest);
    if (standing?.tabulationId === id) {
      return refused('state-forbids', {
        fr: 'Ce dépouillement est déjà publié, et c’est lui qui vaut.',
        en: 'This tabulation is published already, and it is the one that stands.',
      });
    }
    if (standing?.id !== seen?.id) {
      return refused('state-forbids', {
        fr: 'Un autre dépouillement vient d’être publié : regardez-le, et publiez de nouveau s’il le faut.',
        en: 'Another count has just been published: look at it, and publish again if you must.',
      });
    }
    const before = toTabulation(await transaction.tabulation.findUniqueOrThrow({ where: { id } }));
    const refusal =
      countingRefusal(locked.contest, locked.nowMs) ??
      publicationRefusal(before, await ruleSetOf(transaction, contest, locked.contest));
    if (refusal !== undefined) return refusal;
    const publishedAt = new Date(locked.nowMs);
    if (before.publishedAtMs === undefined) {
      // The role may write only this column. `updateMany` does not read back columns, as `update` would.
      await transaction.tabulation.updateMany({ where: { id }, data: { publishedAt } });
    }
    const publication = {
      contestKey: stored.contest,
      tabulationId: id,
      publishedAt,
      supersedes: standing?.tabulationId ?? null,
      reason: standing === null ? null : (given ?? null),
    };
    await transaction.publication.create({ data: publication, select: { id: true } });
    if (standing !== null) {
      const notice = noticeOfRecount(before.publishedAtMs !== undefined);
      await writeNotice(transaction, stored.contest, { ...notice, reason: given });
    }
    const value: Tabulation = { ...before, publishedAtMs: before.publishedAtMs ?? locked.nowMs };
    const after = { ...(onRecord(value) as object), supersedes: standing?.tabulationId };
    const basis = { count: onRecord(before), standing: standing?.tabulationId };
    return { ok: true, value, before: onRecord(before), after, basis };
  });
}

export function toPublication(row: PublicationRow): Publication {
  return {
    contest: row.contestKey as ContestKey,
    tabulation: row.tabulationId,
    publishedAtMs: row.publishedAt.getTime(),
    supersedes: row.supersedes ?? undefined,
    reason: row.reason ?? undefined,
  };
}
