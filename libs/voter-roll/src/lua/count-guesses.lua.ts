/**
 * Counts failed guesses.
 *
 * KEYS: the hash of the window. ARGV: its lifetime in ms, the time in ms, then the guess slots. Each value is
 * `count:time of the last failure`. The latest time is kept, because the clocks of workers differ.
 */
export const COUNT_GUESSES_LUA = `
for i = 3, #ARGV do
  local count, last = 0, tonumber(ARGV[2])
  local entry = redis.call('HGET', KEYS[1], ARGV[i])
  if entry then
    local colon = string.find(entry, ':', 1, true)
    count = tonumber(string.sub(entry, 1, colon - 1))
    last = math.max(last, tonumber(string.sub(entry, colon + 1)))
  end
  redis.call('HSET', KEYS[1], ARGV[i], string.format('%d:%.0f', count + 1, last))
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return #ARGV - 2
`;
