/**
 * Says that a bucket is whole, if it has as many credentials as it must. KEYS: the bucket. ARGV: the marker, and
 * how many. Returns 1 when it was marked, 0 when something was lost meanwhile.
 */
export const MARK_BUCKET_LUA = `
local credentials = redis.call('HLEN', KEYS[1]) - redis.call('HEXISTS', KEYS[1], '*')
if credentials ~= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], '*', ARGV[1])
return 1
`;
