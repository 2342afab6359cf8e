/**
 * Releases a claim whose vote is lost.
 *
 * KEYS: the bucket. ARGV: the field (16 bytes) and the submission, as claims of this roll have it. Returns 1 when the
 * claim was released, and 0 when another submission, or none, has it by now.
 */
export const RELEASE_CLAIM_LUA = `
local entry = redis.call('HGET', KEYS[1], ARGV[1])
local size = #ARGV[2]
if not entry or string.byte(entry, -size - 1) ~= 0 or string.sub(entry, -size) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], string.sub(entry, 1, -size - 2))
return 1
`;
