/**
 * Finds which entries a bucket has.
 *
 * KEYS: the bucket. ARGV: the fields of the entries (16 bytes each, without anything in between). Returns the position,
 * from 1, and the region of each entry that was found, one after the other.
 */
export const FIND_ENTRIES_LUA = `
local found = {}
for i = 1, #ARGV[1], 16 do
  local entry = redis.call('HGET', KEYS[1], string.sub(ARGV[1], i, i + 15))
  if entry then
    local claimed = string.find(entry, '\\0', 1, true)
    if claimed then entry = string.sub(entry, 1, claimed - 1) end
    found[#found + 1] = (i + 15) / 16
    found[#found + 1] = entry
  end
end
return found
`;
