/**
 * Takes one login of an address back. KEYS: the window's hash. ARGV: the address. Of an address that has no other, or
 * whose window is over, nothing stays.
 */
export const TAKE_BACK_LOGIN_LUA = `
local left = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0') - 1
if left > 0 then redis.call('HSET', KEYS[1], ARGV[1], left) else redis.call('HDEL', KEYS[1], ARGV[1]) end
return left
`;
