/**
 * The security headers of every answer of an API. They are those that the OWASP REST Security Cheat Sheet recommends
 * for JSON. Helmet has more, but these have a meaning only for pages and would make every answer larger. A test
 * compares names and values with those of Helmet. Pages need styles and scripts of their origin, so they have another
 * Content-Security-Policy.
 */
export const SECURITY_HEADERS = new Map<string, string>([
  ['content-security-policy', "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'"],
  ['cross-origin-resource-policy', 'cross-origin'],
  ['referrer-policy', 'no-referrer'],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ['x-content-type-options', 'nosniff'],
  // The same as frame-ancestors, for browsers that do not support it.
  ['x-frame-options', 'DENY'],
]);
