package com.messageai.leadgen.pipeline;

import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;

/** Writes down every statement that goes to the database. */
@TestConfiguration(proxyBeanMethods = false)
class StatementCounter implements BeanPostProcessor {

    private final Queue<String> statements = new ConcurrentLinkedQueue<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ConnectionFactory factory
                ? ProxyConnectionFactory.builder(factory)
                        .onAfterQuery(this::note)
                        .build()
                : bean;
    }

    private void note(QueryExecutionInfo execution) {
        execution.getQueries().stream().map(QueryInfo::getQuery).forEach(statements::add);
    }

    void forget() {
        statements.clear();
    }

    /** What was sent since {@link #forget}, without what the queues' upkeep asks by the clock. */
    List<String> statements() {
        return statements.stream()
                .filter(sql -> !sql.contains("SELECT DISTINCT queue"))
                .filter(sql -> !sql.contains("stalls = stalls + 1"))
                .filter(sql -> !sql.contains("FROM team_feed"))
                .filter(sql -> !sql.startsWith("SELECT 1"))
                .toList();
    }
}
