import { ROOT_ID } from '../root-id.ts';

/** The only document of the office: the application writes every page into it. It has no text that could be escaped. */
export function officeDocument(files: { readonly script: string; readonly style: string }): string {
  return `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Scrutin</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${files.style}">
    <script type="module" src="${files.script}"></script>
  </head>
  <body>
    <div id="${ROOT_ID}"></div>
    <noscript>
      <p lang="fr">Cette application a besoin de JavaScript.</p>
      <p lang="en">This application needs JavaScript.</p>
    </noscript>
  </body>
</html>
`;
}
