package com.messageai.leadgen.feed;

import java.util.List;

/**
 * How a stream begins, or goes on after a reset.
 *
 * @param standing where the campaigns stood then
 * @param after events after this number follow
 * @param first goes before any event
 * @param owed goes after the events up to the standing's number: the counts of a client that came without a snapshot
 * @param over whether nothing follows {@code first}
 */
record Start(Standing standing, long after, List<Frame> first, List<Frame> owed, boolean over) {}
