/**
 * Remembers the choice that came with each Idempotency-Key, and returns the one that is remembered.
 *
 * KEYS: the hashes of the present and the previous window, which are in the same slot of a cluster. ARGV: the length of
 * a window in seconds, the number of records that a window may have, then a name and a fingerprint for each key.
 * Returns for each key the fingerprint that came first.
 *
 * A record of the previous window is not written again, so that a record lives for two windows at most. A full window
 * accepts no more records, and new keys are then not compared. Records expire at the end of a whole window by the clock
 * of Redis, so that the expiry does not reveal when a vote came, and a caller whose clock is wrong loses no record
 * early.
 */
export const REMEMBER_CHOICES_LUA = `
local room = tonumber(ARGV[2]) - redis.call('HLEN', KEYS[1])
local remembered = {}
local written = false
for i = 3, #ARGV, 2 do
  local first = redis.call('HGET', KEYS[2], ARGV[i]) or redis.call('HGET', KEYS[1], ARGV[i])
  if not first then
    first = ARGV[i + 1]
    if room > 0 then
      redis.call('HSET', KEYS[1], ARGV[i], first)
      room = room - 1
      written = true
    end
  end
  remembered[#remembered + 1] = first
end
if written then
  local seconds = tonumber(ARGV[1])
  redis.call('EXPIREAT', KEYS[1], (math.floor(redis.call('TIME')[1] / seconds) + 3) * seconds)
end
return remembered
`;
