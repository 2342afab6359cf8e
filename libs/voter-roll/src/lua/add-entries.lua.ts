/**
 * Adds entries to a bucket, unless it has them.
 *
 * KEYS: the bucket. ARGV: the fields of the entries (16 bytes each, without anything in between) and their regions in the
 * same order, each after a byte with its length. Returns the number of entries that were added. If an entry was there with
 * another region or with a claim, which it keeps, the script returns a list: that number, and the positions of these
 * entries, from 1.
 *
 * Without regions, for a law, the entries are written without a question: only a bucket that no vote reads yet, and that
 * has no claims, may be called so. One call for all entries of a bucket costs Redis and the client less than half of one
 * HSETNX for each (docs/PERFORMANCE.md, "Roll files"). It is also one command in the queue of the client, which takes
 * 200,000.
 */
export const ADD_ENTRIES_LUA = `
local packed, wanted = ARGV[1], ARGV[2]
local added = 0
if not wanted then
  for from = 1, #packed, 16000 do
    local entries, n = {}, 0
    for i = from, math.min(from + 15999, #packed), 16 do
      entries[n + 1] = string.sub(packed, i, i + 15)
      entries[n + 2] = ''
      n = n + 2
    end
    added = added + redis.call('HSET', KEYS[1], unpack(entries))
  end
  return added
end
local reply, new, at, position = { 0 }, {}, 1, 0
for from = 1, #packed, 16000 do
  local fields, entries = {}, {}
  for i = from, math.min(from + 15999, #packed), 16 do fields[#fields + 1] = string.sub(packed, i, i + 15) end
  local found = redis.call('HMGET', KEYS[1], unpack(fields))
  for i, field in ipairs(fields) do
    local length = string.byte(wanted, at)
    local region = string.sub(wanted, at + 1, at + length)
    at = at + 1 + length
    position = position + 1
    local known = found[i] or new[field]
    if not known then
      new[field] = region
      entries[#entries + 1] = field
      entries[#entries + 1] = region
    elseif known ~= region then
      reply[#reply + 1] = position
    end
  end
  if #entries > 0 then added = added + redis.call('HSET', KEYS[1], unpack(entries)) end
end
if #reply == 1 then return added end
reply[1] = added
return reply
`;
