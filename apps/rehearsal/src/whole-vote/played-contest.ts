import type { PublicApi } from '@scrutin/cli';
import type { Contest, RollKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import type { Ballot, Poll } from '@scrutin/voting-load';
import { seededRandom } from '@scrutin/voting-load';
import type { OperatorCommands } from './operator-command.ts';

/** A law or an election in which a whole vote is played, from its draft to its certificate. */
export interface PlayedContest {
  readonly id: string;
  readonly rollKey: RollKey;
  /** `--law-id …` or `--election-id … --region …` of `credentials generate`. */
  readonly generateOptions: readonly string[];
  /** The path to which votes are posted. */
  readonly votePath: string;
  /** What is counted: the law, or each race. */
  readonly contests: readonly Contest[];
  /** Makes it, as a draft and as a rehearsal. */
  create(commands: OperatorCommands, folder: string): Promise<void>;
  /** How its voters choose, and what of it is counted. */
  poll(api: PublicApi, office: Pick<ElectionOffice, 'selections'>): Poll;
}

/** The ballots that the voters of a region cast in turn. */
export interface BallotsInTurn {
  readonly ballots: readonly Ballot[];
  /** The end of the body of a vote with each of them, after NAS and code. */
  readonly bodyEnds: readonly string[];
}

const NOBODY = { nas: '000000000', code: 'CODE' };
const BODY_BEGIN = `{"nas":"${NOBODY.nas}","code":"${NOBODY.code}",`;

/**
 * Draws the ballots of each region; those of a law are under `''`. All voters together cast them equally often, up to
 * one.
 *
 * @param perRegion how many different turns there are in a region
 */
export function ballotsInTurn(poll: Poll, perRegion: number, seed: number): Map<string, BallotsInTurn> {
  const random = seededRandom(seed);
  const regions = poll.regions.length === 0 ? [undefined] : poll.regions;
  return new Map(
    regions.map((region) => {
      const ballots = Array.from({ length: perRegion }, () => poll.drawBallot(region, random));
      const bodyEnds = ballots.map((ballot) => bodyEnd(poll, region, ballot));
      return [region ?? '', { ballots, bodyEnds }];
    }),
  );
}

function bodyEnd(poll: Poll, region: string | undefined, ballot: Ballot): string {
  const voter = region === undefined ? NOBODY : { ...NOBODY, region };
  const { body } = poll.request(voter, ballot);
  if (!body.startsWith(BODY_BEGIN)) throw new Error('The body of a vote begins differently now.');
  return body.slice(BODY_BEGIN.length, -1);
}

/** How often each ballot was cast, from the numbers of the load generator. */
export function castBallots(
  turns: ReadonlyMap<string, BallotsInTurn>,
  cast: Readonly<Record<string, readonly number[]>>,
): Map<Ballot, number> {
  const counts = new Map<Ballot, number>();
  for (const [region, { ballots }] of turns) {
    for (const [i, ballot] of ballots.entries()) {
      const votes = cast[region]?.[i] ?? 0;
      if (votes > 0) counts.set(ballot, (counts.get(ballot) ?? 0) + votes);
    }
  }
  return counts;
}
