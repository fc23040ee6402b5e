package com.messageai.leadgen.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** What a platform answered to questions for its vocabulary. Platforms change their ids, so it is not kept for long. */
final class KnownTerms {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /** Bytes, about. */
    private static final long LARGEST = 16 << 20;

    private final Cache<String, List<Term>> answers;

    /** Keeps answers for a day. */
    KnownTerms() {
        this(Duration.ofDays(1));
    }

    KnownTerms(Duration life) {
        this.answers = Caffeine.newBuilder()
                .maximumWeight(LARGEST)
                .weigher((String key, List<Term> terms) -> 100 + 2 * key.length() + 200 * terms.size())
                .expireAfterWrite(life)
                .build();
    }

    /** The answer from before, or a new one; fails where the platform can't be asked now. */
    Mono<List<Term>> findOrFail(String kind, String words, Mono<List<Term>> ask) {
        String key = key(kind, words);
        return Mono.defer(() -> {
            List<Term> before = answers.getIfPresent(key);
            return before != null ? Mono.just(before) : ask.doOnNext(terms -> answers.put(key, terms));
        });
    }

    /** The answer from before, or a new one. Where the platform can't be asked now, nothing is kept. */
    Mono<Offer> find(String kind, String words, Mono<List<Term>> ask, Patience patience) {
        Mono<Offer> found = findOrFail(kind, words, ask.timeout(LONGEST_WAIT))
                .map(Offer::of)
                .onErrorResume(ProviderFailure.class, failure -> notAsked(patience))
                .onErrorResume(TimeoutException.class, late -> notAsked(patience));
        return Mono.defer(() -> patience.isLost() && answers.getIfPresent(key(kind, words)) == null
                ? Mono.just(Offer.NOT_ASKED)
                : found);
    }

    private static String key(String kind, String words) {
        return kind + '\n' + LinkedInVocabulary.plain(words);
    }

    private static Mono<Offer> notAsked(Patience patience) {
        patience.lose();
        return Mono.just(Offer.NOT_ASKED);
    }
}
