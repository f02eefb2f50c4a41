-- Count a document's lines in its collection, once, unless it is a copy of what is known.
-- KEYS: times (sorted set: line hash, documents that have it), documents (counter), mark of this document
-- ARGV: seconds to keep, most lines, least times, least share, longest line, share of a copy,
--       then hash and length of each line
-- Returns the number of documents, then for each line the number of documents that had it before.
local keep, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local fewest, share = tonumber(ARGV[3]), tonumber(ARGV[4])
local longest, copy = tonumber(ARGV[5]), tonumber(ARGV[6])
local documents = tonumber(redis.call('GET', KEYS[2]) or '0')
local answer = {documents}
local old, all = 0, 0
for i = 7, #ARGV, 2 do
  local times = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[i]) or '0')
  local length = tonumber(ARGV[i + 1])
  answer[#answer + 1] = times
  if not (length <= longest and times >= fewest and times >= share * documents) then
    all = all + length
    if times > 0 then old = old + length end
  end
end
if not redis.call('SET', KEYS[3], '1', 'NX', 'EX', keep) or old > copy * all then
  return answer
end
redis.call('INCR', KEYS[2])
for i = 7, #ARGV, 2 do redis.call('ZINCRBY', KEYS[1], 1, ARGV[i]) end
local size = redis.call('ZCARD', KEYS[1])
if size > most then redis.call('ZREMRANGEBYRANK', KEYS[1], 0, size - math.floor(most * 0.9) - 1) end
redis.call('EXPIRE', KEYS[1], keep)
redis.call('EXPIRE', KEYS[2], keep)
return answer
