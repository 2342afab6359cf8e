/** The page around Swagger UI. Its script and style are separate files, because the policy forbids inline ones. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Scrutin API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="stylesheet" href="/docs/docs.css">
    <script defer src="/docs/swagger-ui-bundle.js"></script>
    <script defer src="/docs/docs.js"></script>
  </head>
  <body>
    <main id="docs"></main>
    <noscript><p>This page needs JavaScript. The same document is at <a href="/openapi.json">/openapi.json</a>.</p></noscript>
  </body>
</html>
`;

/**
 * The script of the page. `validatorUrl` is null because the badge of the validator would send the address of the
 * document to a service on the internet.
 */
export const DOCS_SCRIPT = `window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#docs',
    deepLinking: true,
    validatorUrl: null,
    defaultModelsExpandDepth: 0,
  });
});
`;

/** The style of the page. It hides the column of links, which no operation has, and narrows the margins on phones. */
export const DOCS_STYLE = `body { margin: 0; }
#docs .wrapper { box-sizing: border-box; max-width: 70rem; }
#docs .response-col_links { display: none; }
@media (max-width: 640px) {
  #docs .wrapper { padding: 0 0.75rem; }
  #docs .opblock-summary { flex-wrap: wrap; }
  #docs .opblock-summary-path { max-width: 100%; overflow-wrap: anywhere; }
  #docs .opblock-body { overflow-x: auto; }
  #docs .responses-inner, #docs .table-container { padding: 0.75rem; }
  #docs .response-col_status { padding-right: 0.5rem; width: 2.5rem; }
}
`;
