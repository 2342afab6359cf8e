/**
 * Restores the claim of a vote that PostgreSQL counted.
 *
 * KEYS: the bucket. ARGV: the field (16 bytes) and the submission (16 bytes). It replaces the claim of another
 * submission, because PostgreSQL has decided and the other one can never be counted (P3). Returns 0 when the claim was
 * restored, 1 when it was already there, 2 when another submission had it, and 3 when the credential is not on the
 * roll.
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
