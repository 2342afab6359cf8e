import type { Voter, VoteRequest } from '@scrutin/voting-load';
import { ATTACK_REQUESTS, ATTACKS, attackSteps, batchAndOthers } from './attack.ts';

const voters: Voter[] = Array.from({ length: 30 }, (_, i) => ({ nas: String(i), code: 'C', region: 'RA' }));
const poll = {
  regions: ['RA', 'RB'],
  drawBallot: (region: string | undefined) => ({ region, selection: 'c1' as never }),
  request: ({ nas }: Voter, { region }: { readonly region: string | undefined }): VoteRequest => ({
    route: 'voteInElection',
    body: `${nas} ${region ?? ''}`,
  }),
};
const steps = (attack: (typeof ATTACKS)[number]) => attackSteps({ attack, poll, seed: 1, voters });

test.each(ATTACKS)('%s comes from addresses of this machine that nobody else uses', (attack) => {
  const sent = steps(attack);
  expect(sent).toHaveLength(attack === 'stolen-batch' ? voters.length : ATTACK_REQUESTS);
  for (const { from } of sent) expect(from).toMatch(/^127\.(6[6-9]|70)\.\d+\.\d+$/);
});

test('guesses come from one block or from a hundred, and never with the NAS of a voter', () => {
  const blocks = (attack: (typeof ATTACKS)[number]): number =>
    new Set(steps(attack).map(({ from }) => from.replace(/\.\d+$/, ''))).size;
  expect([blocks('guess-block'), blocks('guess-spread')]).toEqual([1, 100]);
  for (const { request } of steps('guess-block')) expect(request.body).toMatch(/^\d{9} /);
});

test('voters try a region that is not theirs', () => {
  for (const { request } of steps('wrong-regions')) expect(request.body).toMatch(/ RB$/);
  for (const { request } of steps('duplicates')) expect(request.body).toMatch(/ RA$/);
});

test('an attack that needs voters says so', () => {
  expect(() => attackSteps({ attack: 'duplicates', poll, seed: 1, voters: [] })).toThrow('needs voters');
});

test('a batch is in the middle of the letters, and the other voters are spread over the rest', () => {
  const { batch, others } = batchAndOthers(voters, 10, 5);
  expect(batch.map(({ nas }) => Number(nas))).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  expect(others.map(({ nas }) => Number(nas))).toEqual([0, 4, 8, 22, 26]);
});
