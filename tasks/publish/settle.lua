-- Settle a document: write all its stream entries, count its outcome and leave the mark, or do nothing
-- because it was settled before. Runs whole or not at all.
-- KEYS: settled mark, ledger, running, attempts, counters, then the streams.
-- ARGV: id, outcome ('' counts nothing), most entries a stream (0: all), mark, then for each entry:
-- its stream's place among the streams (from 1), CloudEvents id, type, subject, JSON.
-- Returns the mark that stands, and 1 if it is this one.
local mark = redis.call('GET', KEYS[1])
if mark then
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('HDEL', KEYS[3], ARGV[1])
  return {mark, 0}
end
for i = 5, #ARGV, 5 do
  local stream = KEYS[5 + tonumber(ARGV[i])]
  local trim = {}
  if tonumber(ARGV[3]) > 0 then
    trim = {'MAXLEN', '~', ARGV[3]}
  end
  local command = {'XADD', stream, unpack(trim)}
  for _, word in ipairs({'*', 'id', ARGV[i + 1], 'type', ARGV[i + 2], 'subject', ARGV[i + 3], 'event', ARGV[i + 4]}) do
    command[#command + 1] = word
  end
  redis.call(unpack(command))
end
redis.call('SET', KEYS[1], ARGV[4])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
if ARGV[2] ~= '' then
  redis.call('HINCRBY', KEYS[5], ARGV[2], 1)
end
return {ARGV[4], 1}
