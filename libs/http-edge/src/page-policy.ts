/**
 * The Content-Security-Policy of pages. It allows scripts, styles, fonts and requests of the same origin only, and no inline
 * ones. The icons in the style sheet of Swagger UI are `data:` images.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
