-- Judge a document and claim what it tells, in one step. Says what judge.py says; the contract tests hold both to it.
-- KEYS: windows, then records and pending copies of each live window, then its buckets, one a fingerprint.
-- ARGV: question (JSON), elements, passages' elements, remembered values, fingerprints' remainders, hash of the words.
local question = cjson.decode(ARGV[1])
local limits = question.limits
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local POSTING = 5
local WINDOW = 16777216
local VERDICTS = { 'new', 'exact', 'near', 'revision', 'contained', 'extends' }
local TELLING = { new = true, revision = true, extends = true }

-- Windows: the client names those it knows; if they have moved on, it learns the new ones and asks again.

local function live_windows()
  local opened, numbers, count = {}, {}, 0
  local directory = redis.call('HGETALL', KEYS[1])
  for at = 1, #directory, 2 do
    if directory[at] == 'count' then
      count = tonumber(directory[at + 1])
    else
      opened[tonumber(directory[at])] = tonumber(directory[at + 1])
    end
  end
  local latest = 0
  for number, since in pairs(opened) do
    latest = math.max(latest, number)
    if since + limits.span + limits.keep <= now then
      redis.call('HDEL', KEYS[1], number)
    else
      numbers[#numbers + 1] = number
    end
  end
  table.sort(numbers)
  local current = numbers[#numbers]
  if not current or opened[current] + limits.span <= now or count >= limits.window_documents then
    current, count = latest + 1, 0
    opened[current] = now
    numbers[#numbers + 1] = current
    redis.call('HSET', KEYS[1], current, now, 'count', 0)
    redis.call('PEXPIREAT', KEYS[1], now + limits.span + limits.keep)
  end
  return numbers, opened[current] + limits.span + limits.keep, count
end

local windows, expiry, count = live_windows()
if table.concat(windows, ' ') ~= table.concat(question.windows, ' ') then
  return { 'windows', windows }
end
local fingerprints = #ARGV[5] / 2

local function records_key(window) return KEYS[2 * window] end
local function pending_key(window) return KEYS[2 * window + 1] end
local function bucket_key(window, fingerprint)
  return KEYS[1 + 2 * #windows + (window - 1) * fingerprints + fingerprint]
end

-- Postings: a bucket is a string of remainder (2 bytes) and document number (3 bytes).

local buckets = {}
local function bucket(key)
  if not buckets[key] then buckets[key] = redis.call('GET', key) or '' end
  return buckets[key]
end

local function numbers_in(content, needle)
  local found, at = {}, string.find(content, needle, 1, true)
  while at do
    if (at - 1) % POSTING == 0 then
      local a, b, c = string.byte(content, at + 2, at + 4)
      found[#found + 1] = a * 65536 + b * 256 + c
    end
    at = string.find(content, needle, at + 1, true)
  end
  return found
end

local filed = {}
local function tellers(fingerprint)
  if not filed[fingerprint] then
    local found = {}
    local needle = string.sub(ARGV[5], 2 * fingerprint - 1, 2 * fingerprint)
    for window = 1, #windows do
      for _, number in ipairs(numbers_in(bucket(bucket_key(window, fingerprint)), needle)) do
        found[#found + 1] = window * WINDOW + number
      end
    end
    filed[fingerprint] = found
  end
  return filed[fingerprint]
end

-- Records.

local records = {}
local function record(order)
  if records[order] == nil then
    local window = math.floor(order / WINDOW)
    local raw = redis.call('HGET', records_key(window), order % WINDOW)
    local parsed = false
    if raw then
      local r, at = { order = order, raw = raw }, nil
      r.committed, r.verdict, r.level, r.shift, r.claimed, r.received, r.published, r.publisher, r.collection, r.title, r.exact, at =
        struct.unpack('>BBBBI6I4I4I4I4I4c8', raw)
      r.id, at = struct.unpack('>Bc0', raw, at)
      r.memo, r.figures_at = struct.unpack('>I2c0', raw, at)
      r.telling = TELLING[VERDICTS[r.verdict]]
      if r.claimed + limits.keep > now then parsed = r end
    end
    records[order] = parsed
  end
  return records[order]
end

local function teller(order)
  local found = record(order)
  return found and found.telling and found
end

local function unfold(r)
  local number, at = struct.unpack('>I2', r.raw, r.figures_at)
  r.figures, r.amounts = {}, {}
  for _ = 1, number do
    local key, value
    key, value, at = struct.unpack('>I2Bc0', r.raw, at)
    r.figures[key] = r.figures[key] or {}
    table.insert(r.figures[key], value)
    r.amounts[value] = true
  end
  r.values, r.known = {}, {}
  local value, carried = 0, 0
  for position = at, #r.raw do
    local byte = string.byte(r.raw, position)
    if byte >= 128 then
      carried = (carried + byte - 128) * 128
    else
      value = value + carried + byte
      carried = 0
      r.values[#r.values + 1] = value
      r.known[value] = true
    end
  end
end

-- Overlap, as teller.py has it.

local function integers(packed)
  local found = {}
  for at = 1, #packed, 4 do
    local a, b, c, d = string.byte(packed, at, at + 3)
    found[#found + 1] = a * 16777216 + b * 65536 + c * 256 + d
  end
  return found
end

local function overlap(elements, r)
  if not r.values then unfold(r) end
  local limit = 2 ^ (32 - math.max(question.level, r.level))
  local coarse = 2 ^ r.shift
  local asked, seen, held = 0, 0, 0
  for _, element in ipairs(elements) do
    if element >= limit then break end
    asked = asked + 1
    if r.known[math.floor(element / coarse)] then seen = seen + 1 end
  end
  for _, value in ipairs(r.values) do
    if value >= limit / coarse then break end
    held = held + 1
  end
  if asked == 0 or held == 0 then
    return { jaccard = 0, containment = 0, contains = 0, sampled = 0, held = 0, older = 0 }
  end
  local chance = held * coarse / limit
  local shared = asked
  if seen ~= asked then shared = (seen - asked * chance) / (1 - chance) end
  shared = math.min(math.max(0, shared), asked, held)
  return {
    jaccard = shared / (asked + held - shared),
    containment = shared / asked,
    contains = shared / held,
    sampled = asked,
    held = held,
    older = #r.values * 2 ^ r.level,
  }
end

local function agreement(threshold, shingles)
  local share = math.min(1, math.max(0, (shingles - limits.short) / (limits.long - limits.short)))
  return 1 - (1 - threshold) * share
end

-- Figures, as figure_guard.py has it.

local function changes(positions, r)
  if not r.values then unfold(r) end
  local found = {}
  for _, position in ipairs(positions) do
    local key, value = question.figures[position + 1][1], question.figures[position + 1][2]
    local before = r.figures[key]
    local is_known, gone = false, nil
    for _, old in ipairs(before or {}) do
      if old == value then is_known = true end
      local kept = false
      for _, other in ipairs(question.figures) do
        if other[1] == key and other[2] == old then kept = true end
      end
      if not kept and not gone then gone = old end
    end
    if not before and not r.amounts[value] then
      found[#found + 1] = { position, '' }
    elseif before and not is_known then
      found[#found + 1] = { position, gone or before[1] }
    end
  end
  return found
end

-- Passages, as passages.py has it.

local function counted(fingerprint_list)
  local counts = {}
  for _, fingerprint in ipairs(fingerprint_list) do
    for _, order in ipairs(tellers(fingerprint)) do counts[order] = (counts[order] or 0) + 1 end
  end
  return counts
end

local function most(counts, limit)
  local orders, chosen = {}, {}
  for order in pairs(counts) do orders[#orders + 1] = order end
  table.sort(orders, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  for _, order in ipairs(orders) do
    if #chosen == limit then break end
    if teller(order) then chosen[#chosen + 1] = order end
  end
  return chosen
end

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then return true end
  end
  return false
end

local function tells(order, passage)
  local r = teller(order)
  local found = overlap(passage.elements, r)
  if found.sampled < limits.evidence and not contains(tellers(passage.exact), order) then return false end
  return found.containment >= agreement(limits.told, passage.shingles) and #changes(passage.figures, r) == 0
end

local function first_teller(passage, counts, best)
  local chosen = most(counts, limits.passage_candidates)
  for _, order in ipairs(best) do
    if not contains(chosen, order) then chosen[#chosen + 1] = order end
  end
  table.sort(chosen)
  for _, order in ipairs(chosen) do
    if tells(order, passage) then return teller(order).id end
  end
  return passage.repeats and question.id or nil
end

-- The verdict, as judge.py has it.

local function syndicated(r)
  return question.publisher ~= 0 and r.publisher ~= 0 and r.publisher ~= question.publisher
end

local function related(verdict, candidate, told, changed)
  return { verdict = verdict, r = candidate.r, overlap = candidate.overlap, told = told, changes = changed or {} }
end

local function greatest(candidates, measure)
  local best
  for _, candidate in ipairs(candidates) do
    if not best or candidate.overlap[measure] > best.overlap[measure] then best = candidate end
  end
  return best
end

local function precedes(r)
  local new, old = question.published, r.published
  if new ~= 0 and old ~= 0 then
    if new % 1440 == 0 or old % 1440 == 0 then new, old = math.floor(new / 1440), math.floor(old / 1440) end
    if new ~= old then return new < old end
  end
  return question.received < r.received
end

local function succeeds(candidate)
  local r, found = candidate.r, candidate.overlap
  local kin = r.collection == question.collection or (question.title ~= 0 and question.title == r.title)
  return found.sampled >= limits.evidence and found.jaccard >= agreement(limits.revision, question.shingles)
    and kin and not precedes(r)
end

local function alike(found)
  return found.sampled >= limits.evidence
    and (found.jaccard >= agreement(limits.near, question.shingles)
      or found.containment >= agreement(limits.contained, question.shingles))
end

local function fresh(candidates, told)
  local extended, any_told = {}, next(told) ~= nil
  for _, candidate in ipairs(candidates) do
    local found = candidate.overlap
    if found.held >= limits.evidence and found.contains >= agreement(limits.contained, found.older) then
      extended[#extended + 1] = candidate
    end
  end
  local extends = greatest(extended, 'jaccard')
  if any_told and extends then return related('extends', extends, told) end
  local nearest = greatest(candidates, 'jaccard')
  if nearest then
    local positions = {}
    for position = 1, #question.figures do positions[position] = position - 1 end
    local changed = changes(positions, nearest.r)
    if succeeds(nearest) or (#changed > 0 and alike(nearest.overlap)) then
      return related('revision', nearest, told, changed)
    end
  end
  if extends then return related('extends', extends, told) end
  return { verdict = 'new', told = told, changes = {} }
end

local function repeated(candidates, told)
  local near = greatest(candidates, 'jaccard')
  local judged
  if near.overlap.jaccard >= agreement(limits.near, question.shingles) then
    judged = related('near', near, told)
  else
    judged = related('contained', greatest(candidates, 'containment'), told)
  end
  judged.syndicated = syndicated(judged.r)
  return judged
end

local function exact_copy()
  for _, order in ipairs(tellers(2)) do
    local r = teller(order)
    if r and r.exact == ARGV[6] then
      local told = {}
      for at = 1, #question.passages do told[at] = r.id end
      local same = { jaccard = 1, containment = 1, contains = 1 }
      return { verdict = 'exact', r = r, overlap = same, told = told, changes = {}, syndicated = syndicated(r) }
    end
  end
end

local function judge()
  local elements = integers(ARGV[2])
  local apart = #question.passages > 1 and integers(ARGV[3]) or elements
  local totals, counts, at = {}, {}, 0
  for position, passage in ipairs(question.passages) do
    passage.elements = {}
    for index = 1, passage.count do passage.elements[index] = apart[at + index] end
    at = at + passage.count
    counts[position] = counted(passage.fingerprints)
    for order, shared in pairs(counts[position]) do totals[order] = (totals[order] or 0) + shared end
  end
  local best = most(totals, limits.document_candidates)
  local told, number_told = {}, 0
  for position, passage in ipairs(question.passages) do
    told[position] = first_teller(passage, counts[position], best)
    if told[position] then number_told = number_told + 1 end
  end
  table.sort(best)
  local candidates = {}
  for _, order in ipairs(best) do
    candidates[#candidates + 1] = { r = teller(order), overlap = overlap(elements, teller(order)) }
  end
  if number_told > 0 and number_told == #question.passages and #candidates > 0 then return repeated(candidates, told) end
  return fresh(candidates, told)
end

-- The answer: kept with the record, so that a redelivered document gets it again.

local function memo_of(judged)
  if judged.verdict == 'new' and next(judged.told) == nil then return '' end
  local positions, by, owners, place = {}, {}, {}, {}
  for position = 1, #question.passages do
    local owner = judged.told[position]
    if owner then
      if not place[owner] then
        owners[#owners + 1] = owner
        place[owner] = #owners
      end
      positions[#positions + 1] = position - 1
      by[#by + 1] = place[owner]
    end
  end
  local found = judged.overlap or { jaccard = 0, containment = 0, contains = 0 }
  return cmsgpack.pack({
    judged.verdict, judged.r and judged.r.id or '', found.jaccard, found.containment, found.contains,
    judged.syndicated and 1 or 0, positions, by, owners, judged.changes,
  })
end

local function answer(memo)
  if memo == '' then return { 'judged', 'new', '', '0', '0', '0', 0, {}, {}, {}, {} } end
  local kept = cmsgpack.unpack(memo)
  for index = 3, 5 do kept[index] = string.format('%.17g', kept[index]) end
  table.insert(kept, 1, 'judged')
  return kept
end

local function file(fingerprint, number)
  local key = bucket_key(#windows, fingerprint)
  local needle = string.sub(ARGV[5], 2 * fingerprint - 1, 2 * fingerprint)
  local content = bucket(key)
  if fingerprint > 1 and #numbers_in(content, needle) >= limits.postings then return end
  local posting = struct.pack('>c2BI2', needle, math.floor(number / 65536), number % 65536)
  buckets[key] = content .. posting
  redis.call('SET', key, buckets[key], 'PXAT', expiry)
end

local function lean(judged, number)
  local owners = {}
  if judged.r then owners[judged.r.id] = true end
  for _, owner in pairs(judged.told) do owners[owner] = true end
  local copy = windows[#windows] .. ':' .. number .. ':' .. question.id
  for _, r in pairs(records) do
    if r and owners[r.id] and r.committed == 0 then
      local window = math.floor(r.order / WINDOW)
      local waiting = redis.call('HGET', pending_key(window), r.id)
      redis.call('HSET', pending_key(window), r.id, waiting and waiting .. ' ' .. copy or copy)
      redis.call('PEXPIREAT', pending_key(window), redis.call('PEXPIRETIME', records_key(window)))
    end
  end
end

local function claim(judged)
  local number = redis.call('HINCRBY', KEYS[1], 'count', 1)
  local verdict = 1
  while VERDICTS[verdict] ~= judged.verdict do verdict = verdict + 1 end
  local telling = TELLING[judged.verdict]
  local memo = memo_of(judged)
  local packed = struct.pack('>BBBBI6I4I4I4I4I4c8Bc0I2c0', 0, verdict, question.level, question.shift, now,
    question.received, question.published, question.publisher, question.collection, question.title, ARGV[6],
    #question.id, question.id, #memo, memo)
  if telling then
    packed = packed .. struct.pack('>I2', #question.figures)
    for _, figure in ipairs(question.figures) do
      packed = packed .. struct.pack('>I2Bc0', figure[1], #figure[2], figure[2])
    end
    packed = packed .. ARGV[4]
  end
  redis.call('HSET', records_key(#windows), number, packed)
  if count == 0 then redis.call('PEXPIREAT', records_key(#windows), expiry) end
  file(1, number)
  if telling then
    local done = { [1] = true, [2] = true }
    file(2, number)
    for position, passage in ipairs(question.passages) do
      if not judged.told[position] then
        for _, fingerprint in ipairs(passage.fingerprints) do
          if not done[fingerprint] then file(fingerprint, number) end
          done[fingerprint] = true
        end
      end
    end
  end
  lean(judged, number)
  return answer(memo)
end

for _, order in ipairs(tellers(1)) do
  local mine = record(order)
  if mine and mine.id == question.id then return answer(mine.memo) end
end
return claim(exact_copy() or judge())
