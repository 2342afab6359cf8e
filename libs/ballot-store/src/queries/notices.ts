import type { Database } from '@scrutin/database';
import { toNotice } from '@scrutin/database';
import type { Notice } from '@scrutin/election';

/** All notices to voters, newest first. */
export async function notices(database: Database): Promise<Notice[]> {
  const rows = await database.run('notices', (client) => client.notice.findMany({ orderBy: { id: 'desc' } }));
  return rows.map(toNotice);
}
