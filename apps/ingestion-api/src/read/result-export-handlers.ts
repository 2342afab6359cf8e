import type { ResultFormat } from '@scrutin/contracts/public';
import { hasWithdrawn, windowStateAt } from '@scrutin/election';
import type { ResultSource } from '@scrutin/exports';
import { readElectionRecord, readLawRecord } from '@scrutin/exports';
import type { FileAnswer, ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';
import type { FileTask, MakeFile } from '../exports/file-task.ts';
import { takesLong } from '../exports/file-task.ts';
import type { TaggedRecord } from '../exports/last-records.ts';
import { LastRecords } from '../exports/last-records.ts';
import { MadeFiles } from '../exports/made-files.ts';
import { findElection, findLaw } from './contest-lookup.ts';
import { notPublished } from './disclosure.ts';
import type { PublicQueries } from './public-queries.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

/** How files of results are made. */
export interface ExportOptions {
  readonly makeFile: MakeFile;
  readonly issuer: FileTask['issuer'];
  readonly fallbackFont?: string | undefined;
}

/** What a client asks for. */
interface Wanted {
  readonly format: ResultFormat;
  readonly language: 'fr' | 'en';
}

/** Changes whenever a version of Scrutin writes the same results in another way. */
const WRITTEN_AS = '1';

/**
 * While votes come in, a file that takes long may have the results of up to half a minute ago, and says when they were
 * read. The others are as new as the results that the other routes answer.
 */
const OLDEST_WHILE_OPEN_MS = 30_000;

/** The handlers for the results of a law and of an election as files. */
export function resultExportHandlers({
  queries,
  clock,
  exports,
}: ContestHandlersOptions & { readonly exports: ExportOptions }): ReadHandlers<
  'lawResultExport' | 'electionResultExport'
> {
  const source = sourceOf(queries);
  const records = new LastRecords();
  const files = new MadeFiles();

  const answer = async (read: TaggedRecord, wanted: Wanted): Promise<FileAnswer | ProblemAnswer> => {
    if (read.kind === 'unknown-contest') return problemAnswer('unknown-contest');
    if (read.kind === 'not-public') return notPublished(read.contest);
    const { record, tag } = read;
    const { format, language } = wanted;
    const contest = record.kind === 'law' ? record.law : record.election;
    const made = await files.get({
      key: `${record.kind}:${contest.id} ${format} ${language}`,
      tag,
      maxAgeMs: takesLong({ format, record }) && contest.state === 'open' ? OLDEST_WHILE_OPEN_MS : 0,
      isQuick: !takesLong({ format, record }),
      make: () =>
        exports.makeFile({
          record,
          ...wanted,
          issuer: exports.issuer,
          fallbackFont: exports.fallbackFont,
        }),
    });
    if (made === undefined) return { kind: 'problem', type: 'overloaded', retryAfterS: 2 };
    return {
      kind: 'file',
      mediaType: made.file.mediaType,
      name: made.file.name,
      headers: {
        // Weak: the file of another replica says that the same results were read at another time.
        ETag: `W/"${made.tag}-${format}-${language}-${WRITTEN_AS}"`,
        'Content-Language': language,
        Vary: 'Accept-Language',
      },
      chunks: whole(made.file.content),
    };
  };

  return {
    lawResultExport: async ({ params, query, language }) => {
      const id = params.law_id;
      const found = await findLaw(queries, id);
      if (found === undefined) return problemAnswer('unknown-contest');
      const nowMs = clock();
      const parts = [found, await queries.standing.get(), windowStateAt(found.law.window, nowMs)];
      const read = await records.get(`law:${id}`, parts, () => readLawRecord(source, id, nowMs));
      return answer(read, { format: query.format, language: query.language ?? language });
    },
    electionResultExport: async ({ params, query, language }) => {
      const id = params.election_id;
      const election = await findElection(queries, params);
      if (election === undefined) return problemAnswer('unknown-contest');
      const [counts, standing] = await Promise.all([queries.counts.get(), queries.standing.get()]);
      const nowMs = clock();
      const withdrawn = election.races.flatMap(({ candidates }) =>
        candidates.filter((candidate) => hasWithdrawn(candidate, nowMs)),
      ).length;
      const parts = [election, counts, standing, withdrawn, windowStateAt(election.window, nowMs)];
      const read = await records.get(`election:${id}`, parts, () => readElectionRecord(source, id, nowMs));
      return answer(read, { format: query.format, language: query.language ?? language });
    },
  };
}

/** Everything is read through the caches of the other routes, so that exports agree with them and cost the database nothing. */
function sourceOf(queries: PublicQueries): ResultSource {
  return {
    law: (id) => findLaw(queries, id),
    election: (id) => findElection(queries, { election_id: id }),
    counts: () => queries.counts.get(),
    standing: () => queries.standing.get(),
    published: (standing) => queries.tabulations.get(standing),
  };
}

async function* whole(content: string | Uint8Array): AsyncGenerator<string | Uint8Array, void> {
  yield await Promise.resolve(content);
}
