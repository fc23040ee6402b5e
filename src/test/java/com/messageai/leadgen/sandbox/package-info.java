/**
 * The provider sandbox: one real HTTP server that speaks the wire formats of all providers over a synthetic population, so
 * that the adapters of the service run against it as they run against the real hosts.
 *
 * <p>{@link com.messageai.leadgen.sandbox.Sandbox#start Sandbox.start(settings)} starts it inside of a test,
 * {@link com.messageai.leadgen.sandbox.SandboxApplication} as a process of its own. A provider is a prefix of the path:
 *
 * <ul>
 *   <li>{@code /linkedin-gateway}: people search, one and several profiles, in Rest.li 2.0 (endpoints {@code search},
 *       {@code profile})
 *   <li>{@code /linkedin}: {@code /rest/adTargetingFacets}, {@code adTargetingEntities}, {@code audienceCounts}
 *       ({@code facets}, {@code entities}, {@code audience}); an audience below 300 is 0.
 *       Lead Sync: {@code /rest/leadForms}, {@code leadFormResponses} ({@code lead-forms}, {@code lead-responses}); every
 *       account and organization has forms and a past of its own
 *   <li>{@code /facebook-gateway}: members of an audience by targeting specification and cursor, and one of them
 *       ({@code search}, {@code profile})
 *   <li>{@code /facebook}: {@code search} by type, {@code act_1/targetingsearch},
 *       {@code act_1/targetingbrowse}, {@code act_1/reachestimate}, {@code act_1/delivery_estimate} ({@code targeting},
 *       {@code audience}); of fewer than 30 people there is no estimate yet, of fewer than 10 it is -1; Lead Ads:
 *       {@code {page}/leadgen_forms}, {@code {form}/leads}, {@code {form}/test_leads}, {@code {lead}}
 *       ({@code lead-forms}, {@code leads})
 *   <li>{@code /clearbit}: {@code /v2/combined/find}, {@code /v2/people/find}, {@code /v2/companies/find},
 *       {@code /v1/domains/find} ({@code combined}, {@code person}, {@code company}, {@code domain})
 *   <li>{@code /hunter}: {@code /v2/email-finder}, {@code email-verifier}, {@code domain-search}, {@code people/find},
 *       {@code companies/find}, {@code combined/find}, {@code account} ({@code finder}, {@code verifier},
 *       {@code domain-search}, {@code person}, {@code company}, {@code combined}, {@code account})
 *   <li>{@code /zoominfo-login/oauth2/default/v1/token} ({@code token}): tokens for a client id and secret
 *   <li>{@code /zoominfo/gtm/data/v1}: {@code contacts/search}, {@code contacts/enrich}, {@code companies/search},
 *       {@code companies/enrich}, {@code lookup/…}, {@code users/usage} ({@code search}, {@code enrich},
 *       {@code company-search}, {@code company-enrich}, {@code lookup}, {@code usage})
 *   <li>{@code /openai/v1/embeddings} ({@code embeddings}): pseudo-embeddings in which similar texts are similar
 *   <li>{@code /pinecone}: the Vectors API of one index, which takes the dimension of its first vector:
 *       {@code /vectors/upsert}, {@code /query}, {@code /vectors/fetch}, {@code /vectors/list}, {@code /vectors/delete},
 *       {@code /describe_index_stats} ({@code upsert}, {@code query}, {@code fetch}, {@code list}, {@code delete},
 *       {@code stats})
 *   <li>{@code /admin}: {@code POST|GET|DELETE /faults}, {@code POST|GET|DELETE /limits},
 *       {@code POST /visibility} (until Pinecone shows what was written to it), {@code POST|GET /rows}
 *       (<code>{"leanShare": 0.5}</code>), {@code GET /bill},
 *       {@code GET /bill/keys?provider=&endpoint=&least=2}, {@code POST /bill/reset}, {@code POST /reset},
 *       {@code POST /lead-forms} with {@code {provider, account, count}}: so many more people fill in an account's forms now,
 *       {@code POST /zoominfo} (see {@link com.messageai.leadgen.sandbox.ZoomInfoSwitches}),
 *       {@code GET /people?title=&country=&industry=&size=&seniority=&function=&domain=&email=&network=&limit=},
 *       {@code GET /health}
 * </ul>
 *
 * <p>Any token or key is taken, but for those that begin with {@code invalid} (LinkedIn also {@code revoked} and
 * {@code expired}); of ZoomInfo's own tokens only those that have not expired. Nothing is limited, late or broken unless
 * asked for; see {@link com.messageai.leadgen.sandbox.Limit} and {@link com.messageai.leadgen.sandbox.Fault}. A limit answers in the provider's own way (LinkedIn 429
 * without a word of when, Facebook 400 with code 17 and its usage headers, Clearbit 429 with {@code x-ratelimit-reset},
 * Hunter 403, OpenAI 429 with {@code Retry-After}, Pinecone 429 with code 8, ZoomInfo 429 with {@code Retry-After} and the
 * bucket); a status fault of 429 is the other kind where there is one: the spent month of Hunter, the spent quota of OpenAI,
 * the spent month of Pinecone, which no waiting helps. What was asked, and what it would cost, is on the
 * {@link com.messageai.leadgen.sandbox.Bill}.
 *
 * <p>One in ten rows of a people search lacks skills, interests and summary, and {@code /rows} makes more of them so;
 * reading the profile gives what there is.
 *
 * <p>The people are described in {@link com.messageai.leadgen.sandbox.people}; the order of a search is always the same.
 */
@NullMarked
package com.messageai.leadgen.sandbox;

import org.jspecify.annotations.NullMarked;
