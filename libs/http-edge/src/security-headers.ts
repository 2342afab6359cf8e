/**
 * The security headers of every answer of an API. They are those that the OWASP REST Security Cheat Sheet names for
 * JSON. Helmet has others, which mean something to pages only and would cost each answer some weight. A test holds
 * names and values against Helmet's. The documentation page, which needs styles and scripts of its own origin, sets a
 * Content-Security-Policy of its own.
 */
export const SECURITY_HEADERS = new Map<string, string>([
  ['content-security-policy', "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'"],
  ['cross-origin-resource-policy', 'cross-origin'],
  ['referrer-policy', 'no-referrer'],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ['x-content-type-options', 'nosniff'],
  // As frame-ancestors says, for browsers that do not read it.
  ['x-frame-options', 'DENY'],
]);
