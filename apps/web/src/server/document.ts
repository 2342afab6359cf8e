import type { Language } from '@scrutin/web-ui';
import type { SiteState } from '../site/site-state.ts';
import { ROOT_ID, STATE_ID } from '../site/site-state.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/** JSON that cannot end the element that holds it. */
function embedded(state: SiteState): string {
  return JSON.stringify(state).replaceAll('<', String.raw`\u003c`);
}

/** The addresses of the files that every document loads. */
export interface SiteAssets {
  readonly script: string;
  readonly style: string;
  /** Loads a page again, once, if one of the others is missing. */
  readonly watch: string;
}

/** A complete document around the markup of a page. An error page has no state. */
export function htmlDocument(content: {
  readonly language: Language;
  readonly title: string;
  readonly markup: string;
  readonly assets: SiteAssets;
  readonly state?: SiteState;
}): string {
  const { language, title, markup, assets, state } = content;
  const data =
    state === undefined
      ? ''
      : `<script type="application/json" id="${STATE_ID}">${embedded(state)}</script>
    `;
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)} · Scrutin</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${assets.style}">
  </head>
  <body>
    <div id="${ROOT_ID}">${markup}</div>
    ${data}<script type="module" src="${assets.script}"></script>
    <script type="module" async src="${assets.watch}"></script>
  </body>
</html>
`;
}
