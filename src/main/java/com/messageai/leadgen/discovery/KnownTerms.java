package com.messageai.leadgen.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** What a platform answered to questions for its vocabulary. Platforms change their ids, so it is kept for a day only. */
final class KnownTerms {

    private final Cache<String, List<Term>> answers = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    /** The answer from before, or a new one; empty where the platform can't be asked now, and then not kept. */
    Mono<List<Term>> find(String kind, String words, Mono<List<Term>> ask) {
        String key = kind + '\n' + LinkedInVocabulary.plain(words);
        return Mono.defer(() -> {
            List<Term> before = answers.getIfPresent(key);
            return before != null
                    ? Mono.just(before)
                    : ask.doOnNext(terms -> answers.put(key, terms))
                            .onErrorResume(ProviderFailure.class, failure -> Mono.just(List.of()));
        });
    }
}
