-- The call of a permit was never made.
-- KEYS: permits, closed, known, told
-- ARGV: the permit
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then
    local told = redis.call('HGETALL', KEYS[4])
    for i = 1, #told, 2 do
        local left, till = string.match(told[i + 1], '(%-?%d+) (%d+)')
        redis.call('HSET', KEYS[4], told[i], string.format('%d %s', tonumber(left) + 1, till))
    end
end
return 1
