import type { Race, Stack } from '@scrutin/testkit';
import { eventually, hasherOf, voters } from '@scrutin/testkit';
import { totpCode } from '@scrutin/testkit/without-services';
import type { LawVote, Voter } from '@scrutin/voting-load';
import type { OfficePerson } from '../pages/office-people.ts';
import { ACTS_OF_TWO } from '../pages/office-people.ts';
import type { Attacker } from './attacker.ts';

export const ELECTION = 'HOSTILE-E';
export const LAW = 'HOSTILE-L';
const OF_TWO = 'HOSTILE-2';
const REGION = 'R1';
const HOUR_MS = 3_600_000;

const everybody = voters(14);
const slice = (from: number, to: number) => everybody.slice(from, to);

/** The voters of the law; four vote. */
export const LAW_VOTERS = slice(0, 5);
export const RACE: Race = {
  electionId: ELECTION,
  regionId: REGION,
  method: 'single_choice',
  seats: 1,
  candidates: ['a', 'b', 'c'],
  standing: ['a', 'b', 'c'],
  maxRanks: 1,
  ruleSet: 'plurality',
  voters: slice(5, 12).map((voter) => ({ ...voter, region: REGION })),
};

export const LAW_VOTES: readonly LawVote[] = slice(0, 4).map((voter, i) => ({
  kind: 'law',
  voter,
  lawId: LAW,
  choice: i < 3 ? 'oui' : 'non',
}));

/** The officials who set everything up, with hostile texts in every field. */
export interface Officials {
  readonly marie: Attacker;
  readonly jean: Attacker;
  readonly ops: Attacker;
}

function window(): { readonly opens_at: string; readonly closes_at: string } {
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
  return { opens_at: at(1), closes_at: at(24) };
}

const ofElection = { id: ELECTION };
const ofRace = { election_id: ELECTION, region_id: REGION };
const ofCandidate = (id: string) => ({ ...ofRace, candidate_id: id });

/** Everything that there is before the voting opens. */
export async function draftContests({ marie }: Officials): Promise<void> {
  await marie.act('createRegion', { body: { id: REGION } });
  await marie.act('changeRegion', { params: { id: REGION } });
  await marie.act('createParty', { body: { code: 'PH', color: '#112233' } });
  await marie.act('changeParty', { params: { code: 'PH' }, body: { color: '#332211' } });
  const toronto = { time_zone: 'America/Toronto' };
  const visible = { results_visibility: 'live', ballot_record: 'published', approval: 'single-official' };
  await marie.act('createElection', {
    body: { id: ELECTION, type: 'municipal', ...window(), ...toronto, ...visible },
  });
  await marie.act('changeElection', { params: ofElection, body: { ...window(), ...toronto } });
  const rules = { method: 'single_choice', seats: 1, max_ranks: 1, rule_set: 'plurality' };
  await marie.act('putRace', { params: ofRace, body: rules });
  const photo = { photo_url: 'https://photos.example/a.jpg' };
  await marie.act('createCandidate', { params: ofRace, body: { id: 'a', party_code: 'PH', ...photo } });
  await marie.act('createCandidate', { params: ofRace, body: { id: 'b', party_code: 'PH', ...photo } }, 'b');
  await marie.act('createCandidate', { params: ofRace, body: { id: 'c', party_code: null, ...photo } }, 'c');
  await marie.act('changeCandidate', { params: ofCandidate('a'), body: { party_code: 'PH', ...photo } });
  await marie.act('orderCandidates', { params: ofRace, body: { candidates: ['b', 'a', 'c'] } });
  const terms = { quorum_share: '1/10', threshold: '50%' };
  await marie.act('createLaw', { body: { id: LAW, ...window(), ...toronto, ...visible, ...terms } });
  await marie.act('changeLaw', { params: { id: LAW }, body: { ...window(), ...toronto, ...terms } });
}

const UPLOAD = { manifest: 'none', scheme: 'hmac-sha256' };

/** The credentials of a roll, and its lines. */
function rollOf(stack: Stack) {
  const hasher = hasherOf(stack.pepper);
  const hash = (voter: Voter | undefined, contest: string): string =>
    Buffer.from(hasher.credentialHash(voter?.nas ?? '', voter?.code ?? '', contest)).toString('base64url');
  const lines = (of: readonly Voter[], contest: string, region = '') =>
    of
      .map((voter) => `${hash(voter, contest)}${region}\n`)
      .sort()
      .join('');
  return { hash, lines };
}

/** Loads the rolls, publishes, and does what is done with a published contest. */
export async function publishContests({ marie }: Officials, stack: Stack): Promise<void> {
  const { hash, lines } = rollOf(stack);
  const roll = { roll_key: `election:${ELECTION}` };
  const first = {
    params: roll,
    query: UPLOAD,
    lines: lines(RACE.voters.slice(0, 6), ELECTION, `,${REGION}`),
  };
  await sent(marie, 'uploadRoll', first);
  await sent(marie, 'uploadRoll', {
    params: { roll_key: `law:${LAW}` },
    query: UPLOAD,
    lines: lines(LAW_VOTERS, LAW),
  });
  await sent(marie, 'stepElection', { params: ofElection, body: { step: 'schedule' } });
  await sent(marie, 'stepLaw', { params: { id: LAW }, body: { step: 'schedule' } });
  await marie.act('uploadRoll', {
    params: roll,
    query: UPLOAD,
    lines: lines(RACE.voters, ELECTION, `,${REGION}`),
  });
  await marie.act('withdrawCandidate', { params: ofCandidate('c') });
  await marie.act('reinstateCandidate', { params: ofCandidate('c') });
  const [lost, fresh, gone] = [RACE.voters[4], everybody[12], RACE.voters[5]];
  const replacement = {
    credential: hash(lost, ELECTION),
    replaced_by: hash(fresh, ELECTION),
    region: REGION,
  };
  await marie.act('replaceCredentials', { params: roll, body: { replacements: [replacement] } });
  await marie.act('revokeCredentials', { params: roll, body: { credentials: [hash(gone, ELECTION)] } });
}

/** Opens both contests, and tells voters about them. */
export async function openContests({ marie }: Officials): Promise<void> {
  const { closes_at: closesAt } = window();
  await marie.act('stepElection', { params: ofElection, body: { step: 'open' } }, 'open');
  await marie.act('stepLaw', { params: { id: LAW }, body: { step: 'open' } }, 'open');
  await untilState(marie, 'open');
  const later = new Date(Date.parse(closesAt) + HOUR_MS).toISOString();
  await marie.act('stepLaw', { params: { id: LAW }, body: { step: 'extend', closes_at: later } });
  await marie.act('stepElection', { params: ofElection, body: { step: 'extend', closes_at: later } });
  await marie.act('publishNotice', { params: { roll_key: `law:${LAW}` } });
  await marie.act('publishNotice', { params: { roll_key: `election:${ELECTION}` } }, 'election');
}

/** What officials and operators do besides: proposals, rehearsals, accounts, the policy, second factors. */
export async function actBesides(
  { marie, jean, ops }: Officials,
  stack: Stack,
  { person: sam, attacker: asSam }: { readonly person: OfficePerson; readonly attacker: Attacker },
): Promise<void> {
  await sent(marie, 'createLaw', {
    body: {
      id: OF_TWO,
      title: { fr: 'Deux', en: 'Two' },
      approval: 'two-officials',
      ...window(),
    },
  });
  const lines = rollOf(stack).lines(LAW_VOTERS, OF_TWO);
  await sent(marie, 'uploadRoll', { params: { roll_key: `law:${OF_TWO}` }, query: UPLOAD, lines });
  const open = { params: { id: OF_TWO }, body: { step: 'open' }, awaits: true } as const;
  const { id: proposal } = (await marie.act('stepLaw', open, 'proposed')) as { id: string };
  await jean.act('refuseProposal', { params: { id: proposal } });
  await marie.act('rehearse', { params: { roll_key: `law:${LAW}` }, body: { id: 'TRIAL' } });
  await marie.act('discardRehearsal', { params: { roll_key: 'law:TRIAL' } });
  const policy = { acts: ACTS_OF_TWO.split(','), lifetime_seconds: 86_400 };
  await ops.act('changePolicy', { body: { ...policy, replacing_above: 10, registering_above: 10 } });
  await ops.act('createOfficial', { body: { role: 'auditor', password: 'an unusual sentence of words' } });
  await ops.attack('createOfficial', {
    body: { email: sam.email, display_name: 'x', role: 'auditor', password: 'an unusual sentence of words' },
  });

  const { secret } = (await asSam.act('beginSecondFactor', {
    body: { current_password: sam.password },
  })) as { secret: string };
  await asSam.act('confirmSecondFactor', { body: { code: totpCode(secret, Date.now()) } });
  const officials = (await sent(ops, 'officials', {})) as { id: string; email: string }[];
  const id = officials.find(({ email }) => email === sam.email)?.id ?? '';
  await ops.act('askSecondFactorReset', { params: { id } });
  const right = { current_password: sam.password, code: '000000' };
  await asSam.attack('beginSecondFactor', { body: { current_password: sam.password } });
  await asSam.attack('confirmSecondFactor', { body: { code: '000000' } });
  await asSam.attack('removeSecondFactor', { body: right });
  await asSam.attack('changeOwnPassword', {
    body: { current_password: sam.password, new_password: 'short' },
  });
  await asSam.attack('login', { body: { email: sam.email, password: 'wrong', code: '000000' } });
  await ops.attack('setPassword', { params: { id }, body: { password: 'short' } });
}

/** Closes both contests, draws the lot of the race, publishes the counts and certifies the results. */
export async function certifyContests({ marie }: Officials): Promise<void> {
  await marie.act('stepElection', { params: ofElection, body: { step: 'close' } }, 'close');
  await marie.act('stepLaw', { params: { id: LAW }, body: { step: 'close' } }, 'close');
  await untilState(marie, 'closed');
  const tied = (await marie.act('tabulateRace', { params: ofRace, body: {} })) as Counted;
  if (tied.tie === null) throw new Error('The race has no tie.');
  const { purpose, among } = tied.tie;
  await marie.act('recordLot', {
    params: { id: tied.id },
    body: { purpose, tied: among, drawn: [...among].reverse() },
  });
  const race = (await sent(marie, 'tabulateRace', { params: ofRace, body: {} })) as Counted;
  const law = (await marie.act('tabulateLaw', { params: { id: LAW }, body: {} })) as Counted;
  for (const { id } of [race, law]) await marie.act('publishTabulation', { params: { id } });
  for (const [name, id] of [
    ['stepElection', ELECTION],
    ['stepLaw', LAW],
  ] as const) {
    await eventually(
      `${id} is certified`,
      () => marie.act(name, { params: { id }, body: { step: 'certify' } }, 'certify'),
      { everyMs: 1_000 },
    );
  }
}

interface Counted {
  readonly id: string;
  readonly tie: { readonly purpose: string; readonly among: readonly string[] } | null;
}

async function untilState(marie: Attacker, wanted: string): Promise<void> {
  for (const [name, id] of [
    ['election', ELECTION],
    ['law', LAW],
  ] as const) {
    await eventually(`${id} is ${wanted}`, async () => {
      const { state } = (await sent(marie, name, { params: { id } })) as { state: string };
      if (state !== wanted) throw new Error(state);
    });
  }
}

/** Sends a request that must succeed. @throws Error if it is refused */
async function sent(by: Attacker, name: string, given: Parameters<Attacker['send']>[1]): Promise<unknown> {
  const { status, text } = await by.send(name, given);
  if (status >= 300) throw new Error(`${name} was answered ${status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
