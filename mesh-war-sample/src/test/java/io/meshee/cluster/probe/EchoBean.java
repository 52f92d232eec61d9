package io.meshee.cluster.probe;

import jakarta.ejb.Stateless;
import java.util.concurrent.locks.LockSupport;

/** Its remote view is declared in the WAR's ejb-jar.xml. */
@Stateless
public class EchoBean implements Echo {

    @Override
    public String echo(String text, long pauseMillis) {
        LockSupport.parkNanos(pauseMillis * 1_000_000);
        return System.getProperty("mesh.node.name") + ":" + text;
    }
}
