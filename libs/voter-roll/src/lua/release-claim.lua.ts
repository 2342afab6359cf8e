/**
 * Releases a claim whose vote is lost.
 *
 * KEYS: the bucket. ARGV: the field (16 bytes) and the submission (16 bytes). Returns 1 when the claim was released,
 * and 0 when another submission, or none, has it by now.
 */
export const RELEASE_CLAIM_LUA = `
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if not entry or string.byte(entry, -17) ~= 0 or string.sub(entry, -16) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], string.sub(entry, 1, -18))
return 1
`;
