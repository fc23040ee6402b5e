package com.messageai.leadgen.scoring;

import com.messageai.leadgen.embedding.Embeddings;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {

    @Bean(destroyMethod = "dispose")
    Scheduler scoringScheduler() {
        return Schedulers.newParallel("scoring", Runtime.getRuntime().availableProcessors());
    }

    @Bean
    Scoring scoring(Embeddings embeddings, Scheduler scoringScheduler, ObjectProvider<Clock> clock) {
        return new Scoring(embeddings, Knowledge.read(), scoringScheduler, clock.getIfAvailable(Clock::systemUTC));
    }
}
