const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CODE = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const VALUE = new Int8Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) VALUE[ALPHABET.charCodeAt(i)] = i;

/** Encodes bytes as base64url without padding (RFC 4648, section 5). */
export function base64urlOf(bytes: Uint8Array): string {
  // This collects character codes and does not use `text +=`. V8 joins such a text only when it is compared or written,
  // which takes several times the time and the memory, and a roll has millions of these texts.
  const characters = new Array<number>(Math.ceil((bytes.length * 8) / 6));
  let at = 0;
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = ((pending & 255) << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      characters[at++] = CODE[(pending >> bits) & 63] ?? 0;
    }
  }
  if (bits > 0) characters[at] = CODE[(pending << (6 - bits)) & 63] ?? 0;
  return String.fromCharCode(...characters);
}

/** Decodes base64url without padding. Undefined unless the text is exactly what {@link base64urlOf} writes. */
export function bytesOfBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let at = 0;
  let bits = 0;
  let pending = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUE[text.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    pending = ((pending << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (pending >> bits) & 255;
    }
  }
  // The remaining bits must be zero. Otherwise two different texts would have the same bytes.
  return (pending & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
