-- Second half of the script that checks and claims: judge a document and claim what it tells.
-- Judges as judge.py does; the contract tests hold both to it.

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
  local level = math.max(question.level, r.level)
  local limit, cells = 2 ^ (32 - level), math.floor(r.cells / 2 ^ (level - r.level))
  local scale, values = r.cells / 2 ^ (32 - r.level), r.values
  local asked, seen, held, different, last = 0, 0, 0, 0, -1
  for _, value in ipairs(values) do
    if value >= cells then break end
    held = held + 1
    if value ~= last then different = different + 1 end
    last = value
  end
  local at, floor, count = 1, math.floor, #values
  values[count + 1] = math.huge
  for _, element in ipairs(elements) do
    if element >= limit then break end
    asked = asked + 1
    local cell = floor(element * scale)
    while values[at] < cell do at = at + 1 end
    if values[at] == cell then seen = seen + 1 end
  end
  values[count + 1] = nil
  if asked == 0 or held == 0 then
    return { jaccard = 0, containment = 0, contains = 0, sampled = 0, held = 0, older = 0 }
  end
  local chance = different / cells
  local shared = asked
  if seen ~= asked then shared = (seen - asked * chance) / (1 - chance) end
  shared = math.min(math.max(0, shared), asked, held)
  return {
    jaccard = shared / (asked + held - shared),
    containment = shared / asked,
    contains = shared / held,
    sampled = asked,
    held = held,
    older = count * 2 ^ r.level,
  }
end

local function whole_overlap(r)
  question.elements = question.elements or integers(ARGV[2])
  r.overlap = r.overlap or overlap(question.elements, r)
  return r.overlap
end

local function passage_overlap(passage, r)
  if #question.passages == 1 then return whole_overlap(r) end
  local packed = string.sub(ARGV[3], passage.from + 1, passage.from + 4 * passage.count)
  passage.elements = passage.elements or integers(packed)
  return overlap(passage.elements, r)
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

-- The documents that share most, the earlier first where they share as much: kept sorted while counting.
local function most(counts, limit)
  local chosen = {}
  for order, shared in pairs(counts) do
    local last = chosen[limit]
    if not last or shared > counts[last] or (shared == counts[last] and order < last) then
      local at = math.min(#chosen + 1, limit)
      while at > 1 do
        local above = chosen[at - 1]
        if counts[above] > shared or (counts[above] == shared and above < order) then break end
        chosen[at] = above
        at = at - 1
      end
      chosen[at] = order
    end
  end
  return chosen
end

local function shortlist(counts, asked, limit)
  local chosen = {}
  for _, order in ipairs(most(counts, 2 * limit)) do
    local r = teller(order)
    if r and #chosen < limit and counts[order] * limits.shares >= math.min(asked, r.filed) then
      chosen[#chosen + 1] = order
    end
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
  local found = passage_overlap(passage, r)
  if found.sampled < limits.evidence and not contains(tellers(passage.exact), order) then return false end
  return found.containment >= agreement(limits.told, passage.shingles) and #changes(passage.figures, r) == 0
end

local function first_teller(passage, counts, best)
  local chosen = {}
  if #question.passages > 1 then
    chosen = shortlist(counts, #passage.fingerprints, limits.passage_candidates)
  end
  for _, order in ipairs(best) do
    if not contains(chosen, order) then chosen[#chosen + 1] = order end
  end
  table.sort(chosen)
  for _, order in ipairs(chosen) do
    if tells(order, passage) then return order end
  end
  return passage.repeats and 0 or nil
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
  local totals, counts, tellers_of_passages, asked, at = {}, {}, {}, 0, 0
  for position, passage in ipairs(question.passages) do
    passage.from, at = at, at + 4 * passage.count
    counts[position] = counted(passage.fingerprints)
    asked = asked + #passage.fingerprints
    if #question.passages == 1 then
      totals = counts[position]
    else
      for order, shared in pairs(counts[position]) do totals[order] = (totals[order] or 0) + shared end
    end
  end
  local best = shortlist(totals, asked, limits.document_candidates)
  local told, number_told = {}, 0
  for position, passage in ipairs(question.passages) do
    local order = first_teller(passage, counts[position], best)
    if order then
      number_told = number_told + 1
      told[position] = order == 0 and question.id or teller(order).id
      tellers_of_passages[order] = true
    end
  end
  for order in pairs(tellers_of_passages) do
    if order ~= 0 and not contains(best, order) then best[#best + 1] = order end
  end
  table.sort(best)
  local candidates = {}
  for _, order in ipairs(best) do
    candidates[#candidates + 1] = { r = teller(order), overlap = whole_overlap(teller(order)) }
  end
  if number_told > 0 and number_told == #question.passages then return repeated(candidates, told) end
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

local function file(fingerprint, posting)
  tellers(fingerprint)
  if fingerprint > 1 and filed_now[fingerprint] >= limits.postings then return end
  local key = bucket_key(#windows, fingerprint)
  contents[key] = contents[key] .. string.sub(ARGV[5], 2 * fingerprint - 1, 2 * fingerprint) .. posting
  redis.call('SET', key, contents[key], 'PXAT', expiry)
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

-- The fingerprints of the passages that nobody told before; the first two are the id and the whole text.
local function fresh_fingerprints(judged)
  local found, done = {}, { [1] = true, [2] = true }
  for position, passage in ipairs(question.passages) do
    for _, fingerprint in ipairs(judged.told[position] and {} or passage.fingerprints) do
      if not done[fingerprint] then found[#found + 1] = fingerprint end
      done[fingerprint] = true
    end
  end
  return found
end

local function claim(judged)
  local number = redis.call('HINCRBY', KEYS[1], 'count', 1)
  local verdict = 1
  while VERDICTS[verdict] ~= judged.verdict do verdict = verdict + 1 end
  local telling = TELLING[judged.verdict]
  local memo = memo_of(judged)
  local prints = telling and fresh_fingerprints(judged) or {}
  local packed = struct.pack('>BBBBI3I2I6', 0, verdict, question.level, question.nibbles, question.cells,
    math.min(65535, #prints), now)
  packed = packed .. struct.pack('>I4I4I3I3I3c4Bc0I2c0', question.received, question.published, question.publisher,
    question.collection, question.title, ARGV[6], #question.id, question.id, #memo, memo)
  if telling then packed = packed .. ARGV[4] end
  redis.call('HSET', records_key(#windows), number, packed)
  if count == 0 then redis.call('PEXPIREAT', records_key(#windows), expiry) end
  local posting = struct.pack('>BI2', math.floor(number / 65536), number % 65536)
  file(1, posting)
  if telling then file(2, posting) end
  for _, fingerprint in ipairs(prints) do file(fingerprint, posting) end
  lean(judged, number)
  return answer(memo)
end

for _, order in ipairs(tellers(1)) do
  local mine = record(order)
  if mine and mine.id == question.id then return answer(mine.memo) end
end
return claim(exact_copy() or judge())
