import type { RollKey } from '@scrutin/election';
import type { ActRequest } from './approval.ts';
import { proposalInWords } from './proposal-in-words.ts';

const LAW = 'law:L1' as RollKey;
const DIGEST = 'ab'.repeat(32);
const LOT = {
  tabulation: 't-1',
  purpose: 'elect',
  tied: ['a', 'b'],
  drawn: ['b', 'a'],
  method: 'slips',
  drawnBy: 'Marie Roy',
  witnesses: 'Jean Fortin',
} as const;
const CLOSES_AT_MS = Date.UTC(2026, 9, 6, 2);
const VOIDING = {
  kind: 'voiding',
  roll: LAW,
  credentials: 20,
  moving: 0,
  digest: DIGEST,
  reason: 'x',
} as const;

test.each<[string, string, ActRequest, string, string]>([
  [
    'law.certify',
    LAW,
    { kind: 'step', contest: LAW, step: { step: 'certify' } },
    'Certify the result of law:L1.',
    'Certifier le résultat de law:L1.',
  ],
  [
    'law.certify',
    LAW,
    {
      kind: 'step',
      contest: LAW,
      step: { step: 'certify', reason: 'x' },
      outstanding: [{ fr: '25 votes manquent.', en: '25 votes are missing.' }],
    },
    'Certify the result of law:L1. Accepted votes may be missing from the result. 25 votes are missing.',
    'Certifier le résultat de law:L1. Des votes acceptés peuvent manquer au résultat. 25 votes manquent.',
  ],
  [
    'law.schedule',
    LAW,
    {
      kind: 'step',
      contest: LAW,
      step: { step: 'schedule' },
      roll: { credentials: '1200', digest: '', edition: 'e', generation: 'g' },
      added: '11',
    },
    'Publish law:L1. Credentials on its roll: 1200. Added since its last publication: 11.',
    'Publier law:L1. Identifiants sur sa liste : 1200. Ajoutés depuis sa dernière publication : 11.',
  ],
  [
    'law.extend',
    LAW,
    { kind: 'step', contest: LAW, step: { step: 'extend', closesAtMs: CLOSES_AT_MS } },
    'Put off the closing of law:L1 until 6 October 2026 at 02:00 UTC.',
    'Reporter la clôture de law:L1 au 6 octobre 2026 à 2\u00a0h UTC.',
  ],
  [
    'law.schedule',
    LAW,
    { kind: 'step', contest: LAW, step: { step: 'schedule', allowRacesWithoutVoters: true } },
    'Publish law:L1. Races may be without voters.',
    'Publier law:L1. Des circonscriptions peuvent n’avoir aucune personne inscrite.',
  ],
  [
    'law.schedule',
    LAW,
    {
      kind: 'step',
      contest: LAW,
      step: { step: 'schedule' },
      roll: { credentials: '1200', digest: DIGEST, edition: 'e', generation: 'g' },
    },
    `Publish law:L1. Credentials on its roll: 1200, digest ${DIGEST}.`,
    `Publier law:L1. Identifiants sur sa liste : 1200, empreinte ${DIGEST}.`,
  ],
  [
    'law.open',
    LAW,
    {
      kind: 'step',
      contest: LAW,
      step: { step: 'open' },
      roll: { credentials: '1200', digest: '', edition: '', generation: '' },
    },
    'Open now the voting of law:L1. Credentials on its roll: 1200.',
    'Ouvrir maintenant le vote de law:L1. Identifiants sur sa liste : 1200.',
  ],
  [
    'roll.record',
    LAW,
    { kind: 'registration', roll: LAW, credentials: '60', digest: DIGEST, source: undefined, reason: 'x' },
    `Add credentials to the published roll of law:L1: 60. SHA-256 of the lines: ${DIGEST}. The approval alone adds nothing: whoever proposed it then loads the same file again.`,
    `Ajouter des identifiants à la liste publiée de law:L1 : 60. Empreinte SHA-256 des lignes : ${DIGEST}. L’approbation seule n’ajoute rien : qui l’a proposé charge ensuite le même fichier de nouveau.`,
  ],
  [
    'candidate.withdraw',
    'election:E:R:bob',
    { kind: 'withdrawal', candidate: { electionId: 'E', regionId: 'R', id: 'bob' }, reason: 'ill' },
    'Withdraw the candidate election:E:R:bob.',
    'Retirer la candidature election:E:R:bob.',
  ],
  [
    'tabulation.publish',
    LAW,
    { kind: 'publication', tabulation: 't-1' },
    'Publish the count t-1 of law:L1.',
    'Publier le dépouillement t-1 de law:L1.',
  ],
  [
    'lot.record',
    'election:E:R',
    { kind: 'lot', lot: LOT },
    'Record the lot for the count t-1 of election:E:R. Drawn order: b, a. Drawn by Marie Roy; witnesses: Jean Fortin.',
    'Inscrire le tirage au sort pour le dépouillement t-1 de election:E:R. Ordre tiré : b, a. Tiré par Marie Roy ; témoins : Jean Fortin.',
  ],
  [
    'official.create',
    'official:a@x.example',
    { kind: 'account', email: 'a@x.example', displayName: 'A', role: 'operator' },
    'Create the account of A (a@x.example), with the role "operator".',
    'Créer le compte de A (a@x.example), avec le rôle « exploitation ».',
  ],
  [
    'official.set-password',
    'official:a@x.example',
    { kind: 'password', officialId: 'id' },
    'Set a new password for the account official:a@x.example.',
    'Donner un nouveau mot de passe au compte official:a@x.example.',
  ],
  [
    'roll.replace',
    LAW,
    { ...VOIDING, moving: 2 },
    `Replace letters of law:L1: 20. Voters who move to another region: 2. SHA-256 of their list: ${DIGEST}.`,
    `Remplacer des lettres de law:L1 : 20. Changent de région : 2. Empreinte SHA-256 de leur liste : ${DIGEST}.`,
  ],
  [
    'roll.revoke',
    LAW,
    VOIDING,
    `Revoke letters of law:L1: 20. SHA-256 of their list: ${DIGEST}.`,
    `Révoquer des lettres de law:L1 : 20. Empreinte SHA-256 de leur liste : ${DIGEST}.`,
  ],
])('%s of %s is said in full', (action, subject, request, en, fr) => {
  const words = proposalInWords(action, subject, request);
  expect(words.en).toBe(en);
  expect(words.fr.replaceAll('\u00a0', ' ')).toBe(fr.replaceAll('\u00a0', ' '));
});

test('a policy is said with all its members', () => {
  const policy = {
    kind: 'policy',
    lifetimeS: 600,
    replacingAbove: 10,
    registeringAbove: 7,
    reason: 'x',
  } as const;
  const said = (acts: readonly 'close'[]): string =>
    proposalInWords('policy.change', 'policy', { ...policy, acts }).en;
  expect(said(['close'])).toBe(
    'Change the approval policy. Acts that need an approval: close. Lifetime: 600 seconds. Letters replaced or revoked by one official alone: at most 10. Late registrations by one official alone: at most 7.',
  );
  expect(said([])).toContain('Acts that need an approval: none.');
});
