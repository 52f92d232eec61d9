-- For wrk: chooses the node of each thread and the id of each request, and ends with a line of JSON.
-- wrk -s wrk.lua URL -- METHOD PATH IDS, with %d in PATH for a number from 1 to IDS; MESH_PORTS in the environment: ports, with
-- spaces between.

local ports = {}
local threads = 0

for port in string.gmatch(os.getenv("MESH_PORTS"), "%d+") do ports[#ports + 1] = port end

function setup(thread)
  thread:set("seed", threads)
  thread.addr = wrk.lookup("127.0.0.1", ports[threads % #ports + 1])[1]
  threads = threads + 1
end

function init(args)
  method, path, ids = args[1], args[2], tonumber(args[3])
  math.randomseed(seed)
end

function request()
  return wrk.format(method, string.format(path, math.random(ids)))
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format('{"requests":%d,"rate":%.1f,"p50":%d,"p90":%d,"p99":%d,"max":%d,"failed":%d,"refused":%d}',
    summary.requests, summary.requests * 1e6 / summary.duration,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
