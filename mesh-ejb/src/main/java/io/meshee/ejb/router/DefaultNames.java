package io.meshee.ejb.router;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names for what was given none. */
final class DefaultNames {

    private DefaultNames() {}

    /** The host's name and the beginning of the start id, so that two nodes of one host are told apart. */
    static String nodeName(String startId) {
        return hostName() + "-" + startId.substring(0, 8);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node"; // a host without a name of its own
        }
    }
}
