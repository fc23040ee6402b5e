package com.messageai.leadgen.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** What a platform answered to questions for its vocabulary. Platforms change their ids, so it is kept for a day only. */
final class KnownTerms {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /** Bytes, about. */
    private static final long LARGEST = 16 << 20;

    private final Cache<String, List<Term>> answers = Caffeine.newBuilder()
            .maximumWeight(LARGEST)
            .weigher((String key, List<Term> terms) -> 100 + 2 * key.length() + 200 * terms.size())
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    /** The answer from before, or a new one. Where the platform can't be asked now, nothing is kept. */
    Mono<Offer> find(String kind, String words, Mono<List<Term>> ask, Patience patience) {
        String key = kind + '\n' + LinkedInVocabulary.plain(words);
        return Mono.defer(() -> {
            List<Term> before = answers.getIfPresent(key);
            if (before != null) {
                return Mono.just(Offer.of(before));
            }
            return patience.isLost()
                    ? Mono.just(Offer.NOT_ASKED)
                    : ask.timeout(LONGEST_WAIT)
                            .doOnNext(terms -> answers.put(key, terms))
                            .map(Offer::of)
                            .onErrorResume(ProviderFailure.class, failure -> notAsked(patience))
                            .onErrorResume(TimeoutException.class, late -> notAsked(patience));
        });
    }

    private static Mono<Offer> notAsked(Patience patience) {
        patience.lose();
        return Mono.just(Offer.NOT_ASKED);
    }
}
