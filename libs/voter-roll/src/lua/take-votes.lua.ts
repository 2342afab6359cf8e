/**
 * Takes votes from an allowance: a rate, and how much may be used at once after a pause (the generic cell rate
 * algorithm). The key holds the time at which the votes that were taken so far would have been earned.
 *
 * KEYS: the allowance. ARGV: votes per second, votes at once, and the votes to take. Returns 0 if they were taken, or
 * the milliseconds to wait. A request for more votes than may be taken at once waits until nothing is used up, and then
 * uses up what comes after it. The clock is that of Redis, so that all replicas have the same.
 */
export const TAKE_VOTES_LUA = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local each = 1000 / tonumber(ARGV[1])
local atOnce = tonumber(ARGV[2])
local votes = tonumber(ARGV[3])
local used = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local wait = used + (math.min(votes, atOnce) - atOnce) * each - now
if wait > 0.001 then return math.ceil(wait) end
used = used + votes * each
redis.call('SET', KEYS[1], string.format('%.3f', used), 'PX', math.ceil(used - now) + 1000)
return 0
`;
