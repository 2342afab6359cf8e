import { ROOT_ID } from '../root-id.ts';

/**
 * The only document of the office: the application writes every page into it. It has no text that could be escaped. Until
 * the application has started it says that something is missing; the style sheet hides that for the first seconds.
 */
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
    <div id="${ROOT_ID}">
      <main class="not-started">
        <h1>Scrutin</h1>
        <p lang="fr">Le bureau n’a pas encore démarré. Si cela dure, un fichier manque, ou JavaScript est désactivé dans ce navigateur.
          <a href="">Charger de nouveau</a></p>
        <p lang="en">The office has not started yet. If this lasts, a file is missing, or JavaScript is switched off in this browser.
          <a href="">Load again</a></p>
      </main>
    </div>
  </body>
</html>
`;
}
