package com.messageai.leadgen.sandbox;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The faults in force; the first that covers a call, and whose dice say so, strikes. */
final class Faults {

    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private final Random dice;

    Faults(long seed) {
        this.dice = new Random(seed);
    }

    private record Planned(Fault fault, AtomicInteger left) {

        boolean strikes(Random dice) {
            if (fault.probability() < 1 && dice.nextDouble() >= fault.probability()) {
                return false;
            }
            return fault.times() == 0 || left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    @Nullable Fault next(Bill.Endpoint endpoint) {
        for (Planned plan : planned) {
            if (plan.fault().covers(endpoint) && plan.strikes(dice)) {
                return plan.fault();
            }
        }
        return null;
    }

    void add(Fault fault) {
        planned.add(new Planned(fault, new AtomicInteger(fault.times())));
    }

    void clear() {
        planned.clear();
    }

    List<Fault> all() {
        return planned.stream().map(Planned::fault).toList();
    }
}
