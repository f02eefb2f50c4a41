-- Keep a stage's record, note the progress, and take the worker's mark away.
-- KEYS: ledger, running, dossier. ARGV: id, owner, name of the record ('' for none), its JSON.
-- Returns 1 if the document is still unsettled.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id = ARGV[1]
local mark = redis.call('HGET', KEYS[2], id)
if mark and string.match(mark, '^%S+ (%S+) ') == ARGV[2] then
  redis.call('HDEL', KEYS[2], id)
end
if not redis.call('ZSCORE', KEYS[1], id) then
  return 0
end
if ARGV[3] ~= '' then
  redis.call('HSETNX', KEYS[3], ARGV[3], ARGV[4])
  redis.call('ZADD', KEYS[1], 'XX', now, id)
end
return 1
