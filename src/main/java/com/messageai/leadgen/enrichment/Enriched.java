package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.Profile;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What became of an enrichment.
 *
 * @param profile the source's, with facts filled in where it said nothing
 * @param contactInfo e-mails and phones of the source and the providers, best first; phones in E.164
 * @param enrichmentData an object {@code {provider: {endpoint: {outcome: HIT|MISS|UNKNOWN|SKIPPED, reason?, fetchedAt?,
 *     confidence?, cost?: {amount, currency}, fields?, filled?}}}}: what each provider said, when, how surely and for how
 *     much, and which fields of the profile it filled. E-mails and phones are in {@code contactInfo} only, which is kept
 *     apart as contact data
 * @param providers those that answered, in the order asked
 * @param agreement how far source and providers say the same: with contact data and company it makes the quality score
 * @param optedOut the person objected to a provider: suppress; then nothing of what was learned is here
 */
public record Enriched(
        Profile profile,
        ContactInfo contactInfo,
        JsonNode enrichmentData,
        List<String> providers,
        Agreement agreement,
        boolean optedOut) {}
