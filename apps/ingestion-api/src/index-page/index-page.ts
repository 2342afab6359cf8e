import type { Language, Localized } from '@scrutin/contracts/problems';
import { textIn } from '@scrutin/contracts/problems';
import type { IndexBody } from '@scrutin/contracts/public';

/** What the API offers, in the order in which a reader needs it. */
const LINKS: readonly { readonly name: string; readonly href: string; readonly label: Localized }[] = [
  {
    name: 'documentation',
    href: '/docs',
    label: { fr: 'Documentation de l’API (en anglais)', en: 'API documentation' },
  },
  { name: 'openapi', href: '/openapi.json', label: { fr: 'Description OpenAPI', en: 'OpenAPI description' } },
  { name: 'laws', href: '/api/v1/laws', label: { fr: 'Lois soumises au vote', en: 'Laws put to the vote' } },
  { name: 'elections', href: '/api/v1/elections', label: { fr: 'Élections', en: 'Elections' } },
  { name: 'regions', href: '/api/v1/regions', label: { fr: 'Régions', en: 'Regions' } },
  { name: 'parties', href: '/api/v1/parties', label: { fr: 'Partis', en: 'Parties' } },
  {
    name: 'results',
    href: '/api/v1/results',
    label: { fr: 'Résultats publics des lois', en: 'Public results of the laws' },
  },
  {
    name: 'ledger',
    href: '/api/v1/ledger',
    label: {
      fr: 'Bilan des votes : où se trouve chaque vote accepté',
      en: 'Ledger: where every accepted vote is',
    },
  },
  { name: 'health', href: '/api/v1/health', label: { fr: 'État du service', en: 'Health of the service' } },
];

/** What a voter needs to know, in the order of the steps. */
const HOW_TO_VOTE: readonly Localized[] = [
  {
    fr: 'Préparez votre NAS et le code de votre lettre, ainsi que l’identifiant de la loi, ou celui de l’élection et de votre région.',
    en: 'Have your social insurance number and the code of your letter ready, and the identifier of the law, or of the election and your region.',
  },
  {
    fr: 'Pour une loi, envoyez à <code>/api/v1/vote</code>, avec POST, l’objet JSON <code>{"nas": "…", "code": "…", "law_id": "…", "vote": "oui"}</code>, ou <code>"non"</code>.',
    en: 'On a law, send <code>{"nas": "…", "code": "…", "law_id": "…", "vote": "oui"}</code> (yes), or <code>"non"</code> (no), as JSON with POST to <code>/api/v1/vote</code>.',
  },
  {
    fr: 'Pour une élection, envoyez à <code>/api/v1/elections/vote</code>, avec POST, l’objet JSON <code>{"nas": "…", "code": "…", "election_id": "…", "region_id": "…", "candidate_id": "…", "voting_method": "single_choice"}</code> ; pour un classement, <code>"ranked_choice"</code> et <code>"ranked_choices": ["…", "…"]</code>.',
    en: 'In an election, send <code>{"nas": "…", "code": "…", "election_id": "…", "region_id": "…", "candidate_id": "…", "voting_method": "single_choice"}</code> as JSON with POST to <code>/api/v1/elections/vote</code>; for a ranking, <code>"ranked_choice"</code> and <code>"ranked_choices": ["…", "…"]</code>.',
  },
  {
    fr: 'La réponse 202 dit que le vote est reçu et donne sous <code>location</code> l’adresse où lire s’il est compté. Sans réponse, envoyez-le de nouveau : un seul vote est compté.',
    en: 'The answer 202 says that the vote is received. It gives, under <code>location</code>, the address where you can read whether the vote is counted. If there is no answer, send the vote again: only one is counted.',
  },
  {
    fr: 'Un vote ne peut pas être changé : le premier vaut. Si le scrutin admet le vote blanc (<code>blank_votes</code>), on le donne par <code>"blanc"</code> à la place du choix : il compte pour la participation et pour personne.',
    en: 'A vote cannot be changed: the first one stands. If the contest takes blank votes (<code>blank_votes</code>), give <code>"blank"</code> in place of the choice: it counts for the turnout and for nobody.',
  },
];
const HOW_TO_VOTE_TITLE: Localized = { fr: 'Comment voter', en: 'How to vote' };

/** Addresses with parameters, and addresses for POST. Only programs get them. */
const TEMPLATES = {
  vote: '/api/v1/vote',
  electionVote: '/api/v1/elections/vote',
  submission: '/api/v1/submissions/{id}',
  law: '/api/v1/laws/{id}',
  lawTurnout: '/api/v1/laws/{id}/turnout',
  result: '/api/v1/results/{law_id}',
  lawTabulation: '/api/v1/results/{law_id}/tabulation',
  election: '/api/v1/elections/{election_id}',
  electionResult: '/api/v1/elections/{election_id}/results',
  electionTurnout: '/api/v1/elections/{election_id}/turnout',
  candidates: '/api/v1/elections/{election_id}/regions/{region_id}/candidates',
  raceResult: '/api/v1/elections/{election_id}/regions/{region_id}/results',
  raceTabulation: '/api/v1/elections/{election_id}/regions/{region_id}/tabulation',
  raceTurnout: '/api/v1/elections/{election_id}/regions/{region_id}/turnout',
};

/** The body of `GET /` for programs. */
export function indexBody(version: string): IndexBody {
  const links = Object.fromEntries(LINKS.map(({ name, href }) => [name, href]));
  return { name: 'scrutin', version, links: { ...links, ...TEMPLATES } };
}

const SUMMARY: Localized = {
  fr: 'Un vote accepté n’est jamais perdu, jamais compté deux fois, jamais rattaché à la personne qui l’a donné.',
  en: 'An accepted vote is never lost, never counted twice and never linked to its voter.',
};

/** The page of `GET /`. All of its text is in this file, so nothing needs to be escaped. */
export function indexPage(language: Language): string {
  const links = LINKS.map(({ href, label }) => `<li><a href="${href}">${textIn(language, label)}</a></li>`);
  const steps = HOW_TO_VOTE.map((step) => `<li>${textIn(language, step)}</li>`);
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Scrutin</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/index.css">
  </head>
  <body>
    <main>
      <h1>Scrutin</h1>
      <p>${textIn(language, SUMMARY)}</p>
      <h2>${textIn(language, HOW_TO_VOTE_TITLE)}</h2>
      <ol>
        ${steps.join('\n        ')}
      </ol>
      <ul>
        ${links.join('\n        ')}
      </ul>
    </main>
  </body>
</html>
`;
}

/** The style sheet of the page. */
export const INDEX_STYLE = `:root { color-scheme: light dark; font: 1.125rem/1.6 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: 2.25rem; line-height: 1.2; }
h2 { font-size: 1.25rem; }
ol { padding-left: 1.25rem; }
code { overflow-wrap: anywhere; }
ul { padding: 0; list-style: none; border-top: 1px solid #8888; }
ul li { border-bottom: 1px solid #8888; }
li a { display: block; padding: 0.75rem 0; }
`;
