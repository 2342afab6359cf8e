/**
 * Puts back a claim that PostgreSQL knows. KEYS: the bucket. ARGV: field (16 bytes), submission (16).
 * Never takes a claim over: two live submissions of one credential are PostgreSQL's to judge (P3).
 * 0 restored, 1 was there, 2 another's claim, 3 not on the roll.
 */
export const RESTORE_CLAIM_LUA = `
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if not entry then return 3 end
if string.byte(entry, -17) == 0 then
  if string.sub(entry, -16) == ARGV[2] then return 1 end
  return 2
end
redis.call('HSET', KEYS[1], ARGV[1], entry .. '\\0' .. ARGV[2])
return 0
`;
