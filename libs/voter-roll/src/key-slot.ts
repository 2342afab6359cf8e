/**
 * The number of slots in a Redis Cluster: https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/
 */
const SLOTS = 16_384;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** The table of CRC-16/XMODEM: polynomial 0x1021, initial value 0, not reflected. */
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc;
});

/**
 * The slot of a key in a Redis Cluster: the CRC-16 of the key modulo 16384. If the text between the first `{` and the
 * next `}` is not empty, only that text is hashed. node-redis has such a function but does not export it, and the
 * package cluster-key-slot 1.1.2 gives another slot than Redis for a key such as `foo{}{bar}`
 * (docs/adr/own-key-slot.md).
 */
export function slotOf(key: string | Buffer): number {
  const bytes = typeof key === 'string' ? Buffer.from(key) : key;
  const open = bytes.indexOf(OPEN);
  const close = open === -1 ? -1 : bytes.indexOf(CLOSE, open + 1);
  const hashed = close > open + 1 ? bytes.subarray(open + 1, close) : bytes;
  let crc = 0;
  for (const byte of hashed) crc = ((crc << 8) & 0xff00) ^ (CRC_TABLE[(crc >> 8) ^ byte] ?? 0);
  return crc % SLOTS;
}
