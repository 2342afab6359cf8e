/**
 * The contests that the pictures show, beside those of the demonstration: rehearsals in every state, with votes, counts, a
 * tie and a proposal. They are made once for a stack, by commands and requests that anybody could send. What was made is
 * kept in a file; to make them again, delete it.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { profileFolder } from '../../stack/profile.ts';
import { closedElection } from './closed-election.ts';
import { certifiedLaw, comingLaw, lawWithProposal, withheldLaw } from './laws.ts';
import { demonstrationOfficial } from './people.ts';

/** Where the pictures are taken. */
export interface Servers {
  /** The address of the public API. */
  readonly api: string;
  /** The address of the admin API. */
  readonly office: string;
}

/** What a picture needs to know of the contests. */
export interface Exhibition {
  /** A certified law with blank votes and a quorum. */
  readonly certified: string;
  /** An open law whose results are withheld. */
  readonly withheld: string;
  /** A law that opens in a month. */
  readonly coming: string;
  /** A draft, with a proposal that awaits approval. */
  readonly draft: string;
  readonly proposal: string;
  /** A closed election: counts with rounds, one tie with its lot, one that awaits a lot. */
  readonly election: string;
  readonly awaitsLot: string;
  readonly decidedByLot: string;
  /** A vote that is counted, and one that is rejected, on the law that is withheld. */
  readonly counted: string;
  readonly rejected: string;
}

/** Makes the contests if this stack lacks them. */
export async function exhibition(servers: Servers): Promise<Exhibition> {
  const file = path.join(profileFolder('dev'), 'exhibition.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Exhibition;
  const folder = path.join(profileFolder('dev'), 'exhibition');
  rmSync(folder, { recursive: true, force: true });
  // An identifier is never used twice, so a stack on which this was interrupted needs others.
  const ending = Math.floor(Date.now() / 60_000)
    .toString(36)
    .toUpperCase()
    .slice(-4);
  const place = { ...servers, folder, ending };
  const certified = await certifiedLaw(place);
  const withheld = await withheldLaw(place);
  const made = {
    certified,
    ...withheld,
    coming: await comingLaw(place),
    ...(await lawWithProposal(place, await demonstrationOfficial(servers.office))),
    ...(await closedElection(place)),
  };
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}
