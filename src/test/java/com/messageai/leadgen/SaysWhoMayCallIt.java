package com.messageai.leadgen;

import com.messageai.leadgen.team.AnyRole;
import com.messageai.leadgen.team.Open;
import com.messageai.leadgen.team.Requires;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** A handler, or its controller, states a permission or that it needs none. */
final class SaysWhoMayCallIt extends ArchCondition<JavaMethod> {

    SaysWhoMayCallIt() {
        super("say who may call it");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        boolean says = Stream.of(Requires.class, Open.class, AnyRole.class)
                .anyMatch(type ->
                        method.isAnnotatedWith(type) || method.getOwner().isAnnotatedWith(type));
        if (!says) {
            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does not say who may call it"));
        }
    }
}
