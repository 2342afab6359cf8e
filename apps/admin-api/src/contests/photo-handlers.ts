import type { Request } from 'express';
import { adminCandidateView } from '@scrutin/contracts/admin';
import type { Candidate, CandidateKey } from '@scrutin/election';
import { storedPhotoAt } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { timeZoneOf } from '@scrutin/election-office';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';
import { LARGEST_PHOTO_BYTES, PHOTO_MEDIA_TYPE, preparePhoto } from '@scrutin/photos';
import { changedRecord, NOT_FOUND, refused } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { OneAtATime } from '../http/one-at-a-time.ts';

type Photos = Pick<ElectionOffice, 'law' | 'election' | 'setCandidatePhoto' | 'storedPhoto'>;

/** A photo is decoded in up to 200 MB of memory, so one at a time. */
const WAITING = 8;
const OVERLOADED: ProblemAnswer = { kind: 'problem', type: 'overloaded', retryAfterS: 5 };

/** The handlers of the photos of candidates. */
export function photoHandlers(office: Photos): OfficeHandlers<'putPhoto' | 'photo' | 'removePhoto'> {
  const turns = new OneAtATime(WAITING);
  const viewOf = async (key: CandidateKey) => {
    const timeZone = await timeZoneOf(office, { kind: 'election', ...key });
    return (candidate: Candidate) => adminCandidateView(candidate, timeZone);
  };
  return {
    putPhoto: async ({ caller, params, request }) => {
      const key = keyOf(params);
      if (!/^image\//i.test(request.headers['content-type'] ?? '')) return problemAnswer('wrong-media-type');
      const given = await bytesOf(request);
      if (given === undefined) return problemAnswer('upload-too-large');
      const prepared = await turns.run(() => preparePhoto(given));
      if (prepared === undefined) return OVERLOADED;
      if (!prepared.ok) return refused(prepared);
      const changed = await office.setCandidatePhoto(caller.actor, key, prepared.value);
      return changedRecord(changed, await viewOf(key));
    },
    photo: async ({ params }) => {
      const key = keyOf(params);
      const race = (await office.election(key.electionId))?.races.find(
        ({ regionId }) => regionId === key.regionId,
      );
      const sha256 = storedPhotoAt(race?.candidates.find(({ id }) => id === key.id)?.photoUrl);
      const bytes = sha256 === undefined ? undefined : await office.storedPhoto(sha256);
      if (sha256 === undefined || bytes === undefined) return NOT_FOUND;
      return { kind: 'file', mediaType: PHOTO_MEDIA_TYPE, name: `${sha256}.jpg`, chunks: oneChunk(bytes) };
    },
    removePhoto: async ({ caller, params }) => {
      const key = keyOf(params);
      const changed = await office.setCandidatePhoto(caller.actor, key, undefined);
      return changedRecord(changed, await viewOf(key));
    },
  };
}

function keyOf(params: {
  readonly election_id: string;
  readonly region_id: string;
  readonly candidate_id: string;
}): CandidateKey {
  return { electionId: params.election_id, regionId: params.region_id, id: params.candidate_id };
}

/** The body of a request; undefined if it is larger than a photo may be. What comes after that is not read. */
async function bytesOf(request: Request): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_PHOTO_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_PHOTO_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(bytes);
}
