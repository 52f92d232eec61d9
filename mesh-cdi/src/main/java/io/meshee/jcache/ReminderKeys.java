package io.meshee.jcache;

import io.meshee.api.ProcessKey;

/** The keys of reminders in their cache. Lengths stand before texts, so that no two keys are alike. */
final class ReminderKeys {

    private ReminderKeys() {}

    /** The reminders of one process. */
    static String process(ProcessKey process) {
        return "p" + sized(process.capability()) + sized(process.type()) + process.id();
    }

    /** The windows of one shard. */
    static String windows(String capability, int shard) {
        return "s" + shard + ":" + capability;
    }

    /** What is due within one window of one shard. */
    static String window(String capability, int shard, long window) {
        return "w" + window + ":" + shard + ":" + capability;
    }

    private static String sized(String text) {
        return text.length() + ":" + text;
    }
}
