package com.messageai.leadgen.provider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** All that is logged below some names, at every level, and shown nowhere else meanwhile. */
final class LogWatch implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final List<Runnable> restores = new ArrayList<>();

    LogWatch(Level level, String... names) {
        var appender = new UnsynchronizedAppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                String thrown =
                        event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
                lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + thrown);
            }
        };
        appender.start();
        for (String name : names) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            Level before = logger.getLevel();
            boolean additive = logger.isAdditive();
            logger.setLevel(level);
            logger.setAdditive(false);
            logger.addAppender(appender);
            restores.add(() -> {
                logger.detachAppender(appender);
                logger.setLevel(before);
                logger.setAdditive(additive);
            });
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        restores.forEach(Runnable::run);
    }
}
