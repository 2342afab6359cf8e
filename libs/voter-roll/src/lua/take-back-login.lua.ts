/**
 * Removes one login of an address from its count.
 *
 * KEYS: the hash of the window. ARGV: the address. The field is deleted if the address has no other login in the
 * window, or if the window has expired.
 */
export const TAKE_BACK_LOGIN_LUA = `
local left = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0') - 1
if left > 0 then redis.call('HSET', KEYS[1], ARGV[1], left) else redis.call('HDEL', KEYS[1], ARGV[1]) end
return left
`;
