/**
 * Puts back the claim of a vote that PostgreSQL counted. KEYS: the bucket. ARGV: field (16 bytes), submission (16).
 * It takes over a claim of another submission: PostgreSQL has decided, that one can never be counted any more (P3).
 * 0 restored, 1 was there, 2 was another's, 3 not on the roll.
 */
export const RESTORE_CLAIM_LUA = `
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if not entry then return 3 end
local region, answer = entry, 0
if string.byte(entry, -17) == 0 then
  if string.sub(entry, -16) == ARGV[2] then return 1 end
  region, answer = string.sub(entry, 1, -18), 2
end
redis.call('HSET', KEYS[1], ARGV[1], region .. '\\0' .. ARGV[2])
return answer
`;
