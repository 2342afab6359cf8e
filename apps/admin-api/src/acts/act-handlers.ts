import { MOST_ACTS } from '@scrutin/contracts/admin';
import type { RollKey } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import type { ActFilter, ElectionOffice, RecordedAct } from '@scrutin/election-office';
import { timeZones } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import { msOf } from '../http/given-time.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import type { PagedTable, TableFiles } from '../http/table-files.ts';
import type { ShownAct } from './acts-table.ts';
import { actRow, ACTS_TABLE } from './acts-table.ts';

type Acts = Pick<ElectionOffice, 'acts' | 'laws' | 'elections'>;

/** Selects the newest `most` acts that a filter lets through, only those older than the act `before`. */
interface ActSelection extends ActFilter {
  readonly most: number;
  readonly before?: bigint | undefined;
}

const DEFAULT_PAGE = 100;

/** @param timeZone that of the installation, for acts on no contest */
export function actHandlers(office: Acts, timeZone: string, files: TableFiles): OfficeHandlers<'acts'> {
  return {
    acts: async ({ query: { limit, before, format, from, to, ...texts } }) => {
      const selection = {
        ...texts,
        before: before === undefined ? undefined : BigInt(before),
        sinceMs: msOf(from),
        beforeMs: msOf(to),
      };
      if (format === 'json') {
        const acts = await office.acts({ limit: limit ?? DEFAULT_PAGE, ...selection });
        const zones = await timeZones(office);
        return ok(
          acts.map((act) => ({
            ...actView(act),
            time_zone: zones.get(contestOf(act.subject)) ?? timeZone,
          })),
        );
      }
      const table = actsTable(office, { most: limit ?? Infinity, ...selection });
      return format === 'csv' ? files.csv(table) : files.workbook(table);
    },
  };
}

/** The selected acts as a table. They are read page by page. */
function actsTable(office: Acts, { most, ...selection }: ActSelection): PagedTable {
  return {
    ...ACTS_TABLE,
    async *pages() {
      let left = most;
      let { before } = selection;
      for (;;) {
        const limit = Math.min(left, MOST_ACTS);
        const page = await office.acts({ limit, ...selection, ...(before === undefined ? {} : { before }) });
        yield page.map((act) => actRow(actView(act)));
        left -= page.length;
        before = page.at(-1)?.id;
        if (page.length < limit || left <= 0) return;
      }
    },
  };
}

/** The law or election to which a subject such as `election:ID:REGION` belongs, if it belongs to one. */
function contestOf(subject: string): RollKey {
  return subject.split(':').slice(0, 2).join(':') as RollKey;
}

function actView(act: RecordedAct): ShownAct {
  return {
    id: act.id.toString(),
    at: instantText(act.atMs),
    official_id: act.officialId ?? null,
    actor: act.actor,
    action: act.action,
    subject: act.subject,
    reason: act.reason ?? null,
    approved_by: act.approvedBy ?? null,
    proposal_id: act.proposalId ?? null,
    before: act.before ?? null,
    after: act.after ?? null,
  };
}
