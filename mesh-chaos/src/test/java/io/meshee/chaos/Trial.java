package io.meshee.chaos;

import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import java.time.Duration;
import java.util.List;

final class Trial {
    public static void main(String[] args) {
        int rate = Integer.parseInt(args[0]);
        int ids = Integer.parseInt(args[1]);
        var run = ChaosRun.of("trial", 2, 12, new Load.Settings(1, rate, ids, 256), List.of());
        var out = run.run((cluster, load) -> {
            cluster.prepare("n3");
            ChaosRun.during(load, List.of(ChaosRun.PLAIN, ChaosRun.DURABLE), () -> {
                ChaosCluster.pause(Duration.ofSeconds(15));
                cluster.join("n3");
                ChaosCluster.pause(Duration.ofSeconds(5));
                cluster.leave("n1");
                ChaosCluster.pause(Duration.ofSeconds(5));
            });
            ChaosRun.during(load, List.of(ChaosRun.DURABLE), () -> {
                cluster.wipe();
                ChaosCluster.pause(Duration.ofSeconds(5));
                cluster.freeze("n2", Duration.ofSeconds(5));
                ChaosCluster.pause(Duration.ofSeconds(5));
                cluster.kill("n2");
                ChaosCluster.pause(Duration.ofSeconds(5));
            });
        });
        out.findings().stream().limit(20).forEach(System.out::println);
        System.exit(0);
    }
}
