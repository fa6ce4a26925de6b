-- Clients that do one thing after the other: each is a thread with one connection, so that what it does next may
-- depend on the answer. Arguments are name=value; "scenario" says which of those below.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]]
local moment = ffi.new("moment")
local function now()
  ffi.C.clock_gettime(1, moment)
  return tonumber(moment.seconds) * 1e6 + tonumber(moment.nanoseconds) / 1e3
end

local threads = {}
function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

-- What a client found out, and answers nobody expected. Only flat tables survive the way to done(), so a sample is its
-- name and microseconds in one text.
samples = {}
refused = 0
refusal = ""
begun = 0
ended = 0
local function sample(name, since)
  ended = now()
  samples[#samples + 1] = name .. " " .. math.floor(ended - since + 0.5)
end
local function unexpected(status, body)
  refused = refused + 1
  if refusal == "" then refusal = status .. " " .. string.sub(body or "", 1, 200) end
end

local options = {}
local scenario
local since = 0
local pause = 0
local id
local step = 0
local mine = {}

local function post(path, body) return wrk.format("POST", options.base .. path, nil, body) end
local function get(path) return wrk.format("GET", options.base .. path, nil, nil) end
local function creation()
  step = step + 1
  return post("/group_snapshots",
    string.format('{"group_snapshot": {"group_id": "%s", "name": "made-%d-%d"}}', options.group, number, step))
end
local function created(status, body)
  if status ~= 202 then unexpected(status, body) return nil end
  return string.match(body, '"id": "([^"]+)"')
end
local function next_of_mine()
  step = step + 1
  return mine[step]
end

local scenarios = {}

-- A client creates one and at once asks for it.
scenarios.create = function()
  local posted = 0
  return function()
    if id then return get("/group_snapshots/" .. id) end
    posted = now()
    return creation()
  end, function(status, body)
    if not id then
      id = created(status, body)
      if id then sample("accepted", posted) end
    elseif status == 200 then
      sample("readable", posted)
      id = nil
    elseif status ~= 404 then
      unexpected(status, body)
      id = nil
    else
      samples[#samples + 1] = "missed 1"
    end
  end
end

-- A client creates one and asks until storage has made it.
scenarios.available = function()
  local posted = 0
  local poll = tonumber(options.poll)
  return function()
    if id then return get("/group_snapshots/" .. id) end
    posted = now()
    return creation()
  end, function(status, body)
    pause = 0
    if not id then
      id = created(status, body)
      if id then sample("accepted", posted) end
      return
    end
    local stands = string.match(body, '"status": "([^"]+)"')
    if status == 200 and stands == "available" then
      sample("available", posted)
      id = nil
    elseif status == 200 and stands == "creating" or status == 404 then
      pause = poll
    else
      unexpected(status, body)
      id = nil
    end
  end
end

scenarios.reset = function()
  local to = { "error", "available" }
  return function()
    step = step + 1
    since = now()
    return post("/group_snapshots/" .. mine[1 + step % #mine] .. "/action",
      string.format('{"reset_status": {"status": "%s"}}', to[1 + math.floor(step / #mine) % 2]))
  end, function(status, body)
    if status == 202 then sample("accepted", since) else unexpected(status, body) end
  end
end

scenarios.delete = function()
  return function()
    since = now()
    return wrk.format("DELETE", options.base .. "/group_snapshots/" .. (id or ""), nil, nil)
  end, function(status, body)
    if status == 202 then sample("accepted", since) else unexpected(status, body) end
    id = next_of_mine()
    if not id then wrk.thread:stop() end
  end
end

-- Of a hundred requests so many read, half of them lists; the others create.
scenarios.mixed = function()
  local reads = tonumber(options.reads)
  local kind
  return function()
    since = now()
    if math.random(100) > reads then
      kind = "created"
      return creation()
    end
    if math.random(2) == 1 then
      kind = "listed"
      return get("/group_snapshots/detail?limit=50")
    end
    kind = "shown"
    return get("/group_snapshots/" .. mine[math.random(#mine)])
  end, function(status, body)
    if status == 200 or status == 202 then
      sample("answered", since)
      sample(kind, since)
    else
      unexpected(status, body)
    end
  end
end

-- The addresses of a file, one after the other, from somewhere in it.
scenarios.pages = function()
  step = math.random(#mine)
  return function()
    step = step % #mine + 1
    since = now()
    return wrk.format("GET", mine[step], nil, nil)
  end, function(status, body)
    if status == 200 then sample("read", since) else unexpected(status, body) end
  end
end

function init(arguments)
  for _, argument in ipairs(arguments) do
    local name, value = string.match(argument, "^(%w+)=(.*)$")
    options[name] = value
  end
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Content-Length"] = nil
  math.randomseed(number * 7919 + 17)
  if options.file then
    local all = {}
    for line in io.lines(options.file) do table.insert(all, line) end
    local share = tonumber(options.share or "0")
    for i, line in ipairs(all) do
      if share == 0 or (i - 1) % share == number then table.insert(mine, line) end
    end
  end
  scenario = { scenarios[options.scenario]() }
  if options.scenario == "delete" then id = next_of_mine() end
  if options.poll then
    -- Only where it is needed: with it wrk sends every request from a timer.
    function delay() return pause end
  end
  begun = now()
end

function request() return scenario[1]() end
function response(status, headers, body) scenario[2](status, body) end

function done(summary, latency, requests)
  local errors = summary.errors
  local all, unanswered, first, from, to = {}, 0, "", nil, 0
  for _, thread in ipairs(threads) do
    unanswered = unanswered + thread:get("refused")
    if first == "" then first = thread:get("refusal") end
    local begin, finish = thread:get("begun"), thread:get("ended")
    if not from or begin < from then from = begin end
    if finish > to then to = finish end
    for _, one in ipairs(thread:get("samples")) do
      local name, value = string.match(one, "^(%S+) (%d+)$")
      all[name] = all[name] or {}
      table.insert(all[name], value)
    end
  end
  for name, values in pairs(all) do
    io.write("\nSAMPLES ", name, " ", table.concat(values, ","), "\n")
  end
  if first ~= "" then io.write("\nREFUSAL ", string.gsub(first, "%s+", " "), "\n") end
  io.write(string.format(
    '\nRESULT {"requests": %d, "microseconds": %d, "bytes": %d, "refused": %d, "broken": %d}\n',
    summary.requests, to > from and to - from or summary.duration, summary.bytes, unanswered,
    errors.connect + errors.read + errors.write + errors.timeout))
end
