package io.meshee.benchmark.report;

import java.util.Locale;

/**
 * What a new view costs each node: the routing table of 10 nodes, 4096 shards and 20 capabilities.
 *
 * @param alike milliseconds where all nodes weigh the same and serve the same
 * @param different milliseconds where all weigh differently and no two capabilities are served by the same nodes
 */
public record ViewChange(double alike, double different) {

    private static final double WANTED_BELOW = 5;

    /** As a section of Markdown. */
    public String section() {
        return String.format(
                Locale.ROOT,
                "%n## A change of the view%n%nThe routing table of a new view of 10 nodes, 4096 shards and 20 capabilities: %.2f ms where"
                        + " all nodes are alike, %.2f ms where all differ (wanted: less than %.0f ms; holds: %s).%n",
                alike,
                different,
                WANTED_BELOW,
                different < WANTED_BELOW ? "yes" : "**no**");
    }
}
