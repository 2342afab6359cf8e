/**
 * Content-Security-Policy of our own pages: scripts, styles and requests of this origin only, nothing
 * inline. `data:` images are the icons in Swagger UI's style sheet.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
