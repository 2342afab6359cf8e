/**
 * Writes the marker of a bucket if the bucket has the expected number of credentials.
 *
 * KEYS: the bucket. ARGV: the marker, and the expected number. Returns 1 when the marker was written, and 0 when Redis
 * lost something in the meantime.
 */
export const MARK_BUCKET_LUA = `
local credentials = redis.call('HLEN', KEYS[1]) - redis.call('HEXISTS', KEYS[1], '*')
if credentials ~= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], '*', ARGV[1])
return 1
`;
