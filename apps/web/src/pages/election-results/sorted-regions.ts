import type { Language } from '@scrutin/web-ui';
import type { ElectionResults } from './load.ts';

/** The columns by which the regions can be sorted, as the query names them. */
export const SORT_KEYS = ['region', 'registered', 'votes', 'turnout'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** The values of the query that name an order, and a page of the table. */
export const SORT_ORDER = new RegExp(`^-?(?:${SORT_KEYS.join('|')})$`);
export const PAGE_NUMBER = /^[1-9]\d?$/;

export interface RegionRow {
  readonly id: string;
  readonly name: string;
  readonly registered: number | null;
  readonly voters: number;
  readonly percentage: number | null;
  /** Whose seats the published count fills, by name; null while none is published. */
  readonly elected: readonly string[] | null;
  readonly vacantSeats: number;
}

/** The order of the table: `turnout` ascending, `-turnout` descending. */
export interface RegionOrder {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

export const ROWS_PER_PAGE = 20;

/** The order that a query asks for; by name if it asks for none that exists. */
export function orderOf(query: Readonly<Record<string, string>>): RegionOrder {
  const asked = query['sort'] ?? '';
  const isDescending = asked.startsWith('-');
  const key = SORT_KEYS.find((one) => one === (isDescending ? asked.slice(1) : asked));
  return key === undefined ? { key: 'region', isDescending: false } : { key, isDescending };
}

/** The page that a query asks for, from 1; the nearest one that exists. */
export function pageNumber(query: Readonly<Record<string, string>>, pages: number): number {
  const asked = Number(query['page'] ?? '1');
  return Number.isInteger(asked) ? Math.min(Math.max(1, asked), Math.max(1, pages)) : 1;
}

/** The regions of an election with their turnout, in an order. Unknown numbers come last. */
export function regionRows(
  { turnout, result }: ElectionResults,
  { key, isDescending }: RegionOrder,
  language: Language,
): readonly RegionRow[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const rows = turnout.regions.map((region): RegionRow => {
    const counted =
      result.kind === 'published'
        ? result.body.regions.find(({ region_id }) => region_id === region.region_id)
        : undefined;
    return {
      id: region.region_id,
      name: region.region_name[language],
      registered: region.registered_voters,
      voters: region.voters,
      percentage: region.percentage,
      elected: counted?.tabulated === true ? electedIn({ result }, region.region_id) : null,
      vacantSeats: counted?.vacant_seats ?? 0,
    };
  });
  const byName = (a: RegionRow, b: RegionRow): number => collator.compare(a.name, b.name);
  const direction = isDescending ? -1 : 1;
  return rows.sort((a, b) => {
    if (key === 'region') return direction * byName(a, b);
    const [x, y] = [numberOf(a, key), numberOf(b, key)];
    if (x === y) return byName(a, b);
    if (x === null || y === null) return x === null ? 1 : -1;
    return direction * (x - y);
  });
}

function numberOf(row: RegionRow, key: Exclude<SortKey, 'region'>): number | null {
  return { registered: row.registered, votes: row.voters, turnout: row.percentage }[key];
}

function electedIn({ result }: Pick<ElectionResults, 'result'>, region: string): readonly string[] {
  if (result.kind !== 'published') return [];
  return result.body.candidates
    .filter(({ region_id, elected }) => region_id === region && elected === true)
    .map(({ name }) => name);
}
