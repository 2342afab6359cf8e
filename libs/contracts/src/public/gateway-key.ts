/** The key of a gateway: the identifier that everybody may know, and the secret. */
export interface GatewayKey {
  /** A UUID. */
  readonly id: string;
  /** 32 random bytes, in base64url. */
  readonly secret: string;
}

/** How many random bytes the secret has. Nobody can find one by trying. */
export const GATEWAY_SECRET_BYTES = 32;

const PREFIX = 'sgw';
/** The prefix lets programs that look for leaked secrets find keys of gateways. */
const WRITTEN_KEY =
  /^sgw_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** The key as it is given to its owner: `sgw_`, the identifier without hyphens, `_`, the secret. */
export function writtenGatewayKey({ id, secret }: GatewayKey): string {
  return `${PREFIX}_${id.replaceAll('-', '')}_${secret}`;
}

/** Reads a key from an `Authorization: Bearer` header (RFC 6750, 2.1). Undefined if it cannot be a key. */
export function bearerGatewayKey(authorization: string | undefined): GatewayKey | undefined {
  const written = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const [, a, b, c, d, e, secret] = WRITTEN_KEY.exec(written) ?? [];
  return secret === undefined ? undefined : { id: [a, b, c, d, e].join('-'), secret };
}
