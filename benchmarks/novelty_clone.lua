-- Write many documents of the same size as one that the index holds, but of other words and ids.
-- Writes the very bytes that check.lua writes for a new document, without judging.
-- KEYS: windows, records. ARGV: prefix of buckets, number to clone, clones, expiry (ms), fingerprints (4 bytes each), seed.
local raw = redis.call('HGET', KEYS[2], ARGV[2])
local length = string.byte(raw, 37)
local prints = {}
for at = 1, #ARGV[5], 4 do
  prints[#prints + 1] = struct.unpack('>I4', ARGV[5], at)
end
math.randomseed(tonumber(ARGV[6]))
for clone = 1, tonumber(ARGV[3]) do
  local number = redis.call('HINCRBY', KEYS[1], 'count', 1)
  local posting = struct.pack('>BI2', math.floor(number / 65536), number % 65536)
  local id = string.sub(string.format('%s-%d-clone-of-a-document-%s', ARGV[6], clone, string.rep('x', 64)), 1, length)
  redis.call('HSET', KEYS[2], number, string.sub(raw, 1, 37) .. id .. string.sub(raw, 38 + length))
  local high, low = math.random(0, 65535), math.random(0, 32767)
  for _, key in ipairs(prints) do
    local remainder = bit.bxor(math.floor(key / 65536), high)
    local bucket = ARGV[1] .. string.format('%x', bit.bxor(key % 32768, low))
    local content = redis.call('GET', bucket) or ''
    redis.call('SET', bucket, content .. struct.pack('>I2', remainder) .. posting, 'PXAT', ARGV[4])
  end
end
