import type { ElectionOffice, RecordedAct } from '@scrutin/ballot-store';
import { actsQuery } from '@scrutin/contracts';
import type { ActBody } from '@scrutin/contracts';
import { ok } from '../http/answer.ts';
import { instantOf } from '../http/instants.ts';
import { parseGiven, reading } from '../http/route.ts';
import type { Route } from '../http/route.ts';
import { actsCsv } from './acts-csv.ts';

export function actRoutes(office: Pick<ElectionOffice, 'acts'>): Route[] {
  return [
    reading('/admin/v1/acts', async ({ request, language }) => {
      const query = parseGiven(actsQuery, { ...request.query }, language);
      if (!query.ok) return query.answer;
      const { limit, before, subject, format } = query.value;
      const acts = await office.acts({
        limit,
        ...(before === undefined ? {} : { before: BigInt(before) }),
        ...(subject === undefined ? {} : { subject }),
      });
      const bodies = acts.map(actView);
      return format === 'json'
        ? ok(bodies)
        : { kind: 'file', mediaType: 'text/csv', name: 'acts.csv', text: actsCsv(bodies) };
    }),
  ];
}

function actView(act: RecordedAct): ActBody {
  return {
    id: act.id.toString(),
    at: instantOf(act.atMs),
    official_id: act.officialId ?? null,
    actor: act.actor,
    action: act.action,
    subject: act.subject,
    reason: act.reason ?? null,
    before: act.before ?? null,
    after: act.after ?? null,
  };
}
