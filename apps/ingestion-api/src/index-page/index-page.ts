import type { IndexBody, Language, Localized } from '@scrutin/contracts';

/** What the API offers, in the order a reader wants it. */
const LINKS: readonly { readonly name: string; readonly href: string; readonly says: Localized }[] = [
  {
    name: 'documentation',
    href: '/docs',
    says: { fr: 'Documentation de l’API (en anglais)', en: 'API documentation' },
  },
  { name: 'openapi', href: '/openapi.json', says: { fr: 'Description OpenAPI', en: 'OpenAPI description' } },
  { name: 'laws', href: '/api/v1/laws', says: { fr: 'Lois soumises au vote', en: 'Laws put to the vote' } },
  { name: 'elections', href: '/api/v1/elections', says: { fr: 'Élections', en: 'Elections' } },
  { name: 'regions', href: '/api/v1/regions', says: { fr: 'Régions', en: 'Regions' } },
  { name: 'parties', href: '/api/v1/parties', says: { fr: 'Partis', en: 'Parties' } },
  {
    name: 'results',
    href: '/api/v1/results',
    says: { fr: 'Résultats publics des lois', en: 'Public results of the laws' },
  },
  {
    name: 'ledger',
    href: '/api/v1/ledger',
    says: { fr: 'Registre : où se trouve chaque vote accepté', en: 'Ledger: where every accepted vote is' },
  },
  { name: 'health', href: '/api/v1/health', says: { fr: 'État du service', en: 'Health of the service' } },
];

/** Addresses to fill in or to post to: for programs, not for a page. */
const TEMPLATES = {
  vote: '/api/v1/vote',
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

/** `GET /` for programs. */
export function indexBody(version: string): IndexBody {
  const links = Object.fromEntries(LINKS.map(({ name, href }) => [name, href]));
  return { name: 'scrutin', version, links: { ...links, ...TEMPLATES } };
}

const SUMMARY: Localized = {
  fr: 'Un vote accepté n’est jamais perdu, jamais compté deux fois, jamais rattaché à son électeur.',
  en: 'An accepted vote is never lost, never counted twice, never tied to its voter.',
};

/** `GET /` for people. Nothing in it comes from outside, so nothing in it needs escaping. */
export function indexPage(language: Language): string {
  const links = LINKS.map(({ href, says }) => `<li><a href="${href}">${says[language]}</a></li>`);
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
      <p>${SUMMARY[language]}</p>
      <ul>
        ${links.join('\n        ')}
      </ul>
    </main>
  </body>
</html>
`;
}

export const INDEX_STYLE = `:root { color-scheme: light dark; font: 1.125rem/1.6 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: 2.25rem; line-height: 1.2; }
ul { padding: 0; list-style: none; border-top: 1px solid #8888; }
li { border-bottom: 1px solid #8888; }
li a { display: block; padding: 0.75rem 0; }
`;
