/**
 * The Content-Security-Policy of pages. It allows scripts, styles, fonts and requests of the same origin only, and no inline
 * ones. The icons in the style sheet of Swagger UI are `data:` images.
 */
const PAGE_POLICY = [
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

/**
 * The headers of pages, in place of those of {@link SECURITY_HEADERS} with the same names. No other site may read
 * a page, embed it, or keep a hold of the window in which it opened the page.
 */
export const PAGE_HEADERS = {
  'Content-Security-Policy': PAGE_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;
