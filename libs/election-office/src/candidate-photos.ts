import type { ActOutcome, Candidate, CandidateKey } from '@scrutin/election';
import { storedPhotoAddress } from '@scrutin/election';
import type { ActContext } from './act.ts';
import type { Actor } from './acts.ts';
import { changeCandidate } from './candidates.ts';
import { ADD_PHOTO, LOCK_PHOTOS, READ_PHOTO, REMOVE_UNUSED_PHOTOS } from './sql/photos.sql.ts';

/** A photo that may be stored: `preparePhoto` of @scrutin/photos makes it from a file. */
export interface StoredPhoto {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Gives a candidate this photo, or none. It is a change of the candidate like others, and the record of acts names the
 * photo by its SHA-256. Photos that no candidate has are removed in the same transaction.
 */
export function setCandidatePhoto(
  context: ActContext,
  actor: Actor,
  key: CandidateKey,
  photo: StoredPhoto | undefined,
): Promise<ActOutcome<Candidate>> {
  const photoUrl = photo === undefined ? undefined : storedPhotoAddress(photo.sha256);
  return changeCandidate(context, actor, key, { photoUrl }, async (transaction) => {
    // Otherwise another act could remove this photo as unused before its candidate is seen to have it.
    await transaction.$executeRawUnsafe(LOCK_PHOTOS);
    if (photo !== undefined) await transaction.$executeRawUnsafe(ADD_PHOTO, photo.sha256, photo.bytes);
    await transaction.$executeRawUnsafe(REMOVE_UNUSED_PHOTOS);
  });
}

/** The bytes of a stored photo; undefined if there is none with this SHA-256. */
export async function storedPhoto(
  { database }: Pick<ActContext, 'database'>,
  sha256: string,
): Promise<Uint8Array | undefined> {
  const [row] = await database.send<{ readonly bytes: Buffer }>('elections', READ_PHOTO, sha256);
  return row?.bytes;
}
