-- The call of a permit has ended: its windows begin now. Where the provider asked for silence, it is closed meanwhile;
-- where it told how many calls are left in a window of its own, no more are made. Those in flight may be among them or not:
-- they are taken to be not.
-- KEYS: permits, closed, known, told
-- ARGV: the permit, milliseconds to be closed (0: none), then per window told of: its name, calls left, microseconds until
--       it begins anew
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
redis.call('ZADD', KEYS[1], 'XX', string.format('%.0f', now), ARGV[1])
local closed = tonumber(ARGV[2])
if closed > 0 and redis.call('PTTL', KEYS[2]) < closed then
    redis.call('SET', KEYS[2], '1', 'PX', closed)
end

if #ARGV > 2 then
    local flying = redis.call('ZCOUNT', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
    for i = 3, #ARGV, 3 do
        local left, till = math.max(tonumber(ARGV[i + 1]) - flying, 0), now + tonumber(ARGV[i + 2])
        local before = redis.call('HGET', KEYS[4], ARGV[i])
        if before then
            local known, over = string.match(before, '(%-?%d+) (%d+)')
            -- Answers come in any order: within a window the least holds.
            if tonumber(over) > now then
                left, till = math.min(left, tonumber(known)), tonumber(over)
            end
        end
        redis.call('HSET', KEYS[4], ARGV[i], string.format('%d %.0f', left, till))
    end
    redis.call('PEXPIRE', KEYS[4], 86400000)
end
return 1
