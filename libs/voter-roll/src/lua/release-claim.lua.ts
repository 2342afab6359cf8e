/**
 * Takes a claim back that has no vote. KEYS: the bucket. ARGV: field (16 bytes), submission (16).
 * 1 released, 0 when another submission, or none, has it by now.
 */
export const RELEASE_CLAIM_LUA = `
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if not entry or string.byte(entry, -17) ~= 0 or string.sub(entry, -16) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], string.sub(entry, 1, -18))
return 1
`;
