/**
 * Notes that a submission with an Idempotency-Key was accepted. KEYS: its record (see gatekeeper.ts).
 * ARGV: lifetime in ms. Returns 1 the first time, 0 when it was noted before.
 */
export const CONFIRM_SUBMISSION_LUA = `
local record = redis.call('GET', KEYS[1]) or ''
if string.sub(record, -1) == '!' then return 0 end
redis.call('SET', KEYS[1], record .. '!', 'PX', ARGV[1])
return 1
`;
