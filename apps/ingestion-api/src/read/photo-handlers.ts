import type { PublishedElection } from '@scrutin/election';
import { storedPhotoAt } from '@scrutin/election';
import { problemAnswer } from '@scrutin/http-edge';
import { KeptPhotos } from './kept-photos.ts';
import type { PublicQueries } from './public-queries.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

/** What caches and browsers are told: the photo at an address is always the same. */
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The handler of candidates' photos. Only photos of candidates in published elections are looked for, so that guessed
 * addresses never reach the database.
 */
export function photoHandlers({
  queries,
}: Pick<ContestHandlersOptions, 'queries'>): ReadHandlers<'candidatePhoto'> {
  const photos = new KeptPhotos((sha256) => queries.photo(sha256));
  const shown = shownPhotos(queries);
  return {
    candidatePhoto: async ({ params }) => {
      const sha256 = params.photo.slice(0, 64);
      const bytes = (await shown()).has(sha256) ? await photos.get(sha256) : undefined;
      if (bytes === undefined) return problemAnswer('not-found');
      return {
        kind: 'file',
        mediaType: 'image/jpeg',
        name: params.photo,
        headers: { 'Cache-Control': FOREVER, ETag: `"${sha256}"`, 'Content-Length': String(bytes.length) },
        chunks: oneChunk(bytes),
      };
    },
  };
}

/** The photos of all published candidates, gathered once for each reading of the elections. */
function shownPhotos(queries: PublicQueries): () => Promise<ReadonlySet<string>> {
  let last: { readonly of: ReadonlyMap<string, PublishedElection>; readonly photos: Set<string> } | undefined;
  return async () => {
    const elections = await queries.elections.lastKnown();
    if (last?.of !== elections) {
      const photos = [...elections.values()].flatMap(({ races }) =>
        races.flatMap(({ candidates }) => candidates.map(({ photoUrl }) => storedPhotoAt(photoUrl))),
      );
      last = { of: elections, photos: new Set(photos.filter((photo) => photo !== undefined)) };
    }
    return last.photos;
  };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(bytes);
}
