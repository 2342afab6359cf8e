/**
 * Remembers what each Idempotency-Key stood for, and tells what it stood for before. KEYS: the hash of this window and
 * that of the one before, both in one slot of a cluster. ARGV: the length of a window in seconds, how many records it
 * may hold, then a name and a fingerprint for each. Returns a fingerprint for each: the one that stands.
 *
 * What stood in the window before is not written again, so that a record lives two windows at most. A full window takes
 * no more records: what is new is then not compared. The end is a whole window by the clock of Redis, so that it tells
 * nobody when a vote came, and a caller whose clock is wrong loses no record early.
 */
export const REMEMBER_CHOICES_LUA = `
local room = tonumber(ARGV[2]) - redis.call('HLEN', KEYS[1])
local standing = {}
local written = false
for i = 3, #ARGV, 2 do
  local stands = redis.call('HGET', KEYS[2], ARGV[i]) or redis.call('HGET', KEYS[1], ARGV[i])
  if not stands then
    stands = ARGV[i + 1]
    if room > 0 then
      redis.call('HSET', KEYS[1], ARGV[i], stands)
      room = room - 1
      written = true
    end
  end
  standing[#standing + 1] = stands
end
if written then
  local seconds = tonumber(ARGV[1])
  redis.call('EXPIREAT', KEYS[1], (math.floor(redis.call('TIME')[1] / seconds) + 3) * seconds)
end
return standing
`;
