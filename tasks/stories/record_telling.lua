-- Count a telling into its story's thread, once a document.
-- KEYS: the thread, the list of threads by when they were last told.
-- ARGV: story, document, publisher ('' if unknown), time (s), summary, killed ('' if not given), injured, window (ms),
-- earliest time (s) at which the document told it.
-- Returns mentions, publishers and first document, as they stood when this document was counted in.
local thread, latest = KEYS[1], KEYS[2]
local story, document, publisher, time, summary, killed, injured = unpack(ARGV, 1, 7)
local window, earliest = tonumber(ARGV[8]), ARGV[9]

local before = redis.call('HGET', thread, 'd:' .. document)
if before then
  local mentions, publishers = string.match(before, '(%d+) (%d+)')
  return { tonumber(mentions), tonumber(publishers), redis.call('HGET', thread, 'first_told_by') }
end

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local mentions = redis.call('HINCRBY', thread, 'mentions', 1)
if publisher ~= '' and redis.call('HINCRBY', thread, 'p:' .. publisher, 1) == 1 then
  redis.call('HINCRBY', thread, 'publishers', 1)
end
if mentions == 1 then
  redis.call('HSET', thread, 'first_told_by', document, 'summary', summary, 'first', earliest, 'last', time)
end
local first, last, toll_time = unpack(redis.call('HMGET', thread, 'first', 'last', 'toll_time'))
if tonumber(earliest) < tonumber(first) then redis.call('HSET', thread, 'first', earliest) end
if tonumber(time) > tonumber(last) then redis.call('HSET', thread, 'last', time) end
if killed .. injured ~= '' and (not toll_time or tonumber(time) >= tonumber(toll_time)) then
  redis.call('HSET', thread, 'killed', killed, 'injured', injured, 'toll_time', time)
end
local publishers = redis.call('HGET', thread, 'publishers') or 0
redis.call('HSET', thread, 'd:' .. document, mentions .. ' ' .. publishers)
redis.call('PEXPIRE', thread, window)
redis.call('ZREMRANGEBYSCORE', latest, '-inf', now - window)
redis.call('ZADD', latest, string.format('%d.%03d', now, clock[2] % 1000), story)
redis.call('PEXPIRE', latest, window)
return { mentions, tonumber(publishers), redis.call('HGET', thread, 'first_told_by') }
