package io.meshee.benchmark.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    private static final int SIZE = 64 << 20;

    @Test
    void theGarbageFirstCollectorHasOneFigure() {
        assertThat(LiveHeap.used("""
                42:
                 garbage-first heap   total 249856K, used 1500K [0x00000000e8000000, 0x0000000100000000)
                  region size 1024K, 2 young (2048K), 0 survivors (0K)
                 Metaspace       used 116K, committed 320K, reserved 1114112K
                  class space    used 5K, committed 128K, reserved 1048576K
                """)).isEqualTo(1500 * 1024);
    }

    @Test
    void theSerialCollectorHasOneForEachGeneration() {
        assertThat(LiveHeap.used("""
                42:
                 def new generation   total 118016K, used 100K [0x00000000e8000000, 0x00000000f0000000, 0x00000000f0000000)
                  eden space 104960K,   2% used [0x00000000e8000000, 0x00000000e8333df8, 0x00000000ee680000)
                 tenured generation   total 262144K, used 1400K [0x00000000f0000000, 0x0000000100000000)
                   the space 262144K,   0% used [0x00000000f0000000, 0x00000000f0000000, 0x00000000f0000200)
                 Metaspace       used 81K, committed 256K, reserved 1114112K
                """)).isEqualTo(1500 * 1024);
    }

    @Test
    void anotherCollectorIsNotTakenForNothing() {
        assertThatThrownBy(() -> LiveHeap.used("42:\n ZHeap used 46M, capacity 384M"))
                .hasMessageContaining("no heap");
    }

    @Test
    void whatThisJvmHoldsIsCountedAndWhatItHasDroppedIsNot() throws Exception {
        byte[] held = new byte[SIZE];
        byte[] dropped = new byte[SIZE];
        long before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Reference.reachabilityFence(dropped);
        dropped = null;
        assertThat(LiveHeap.afterCollection(ProcessHandle.current().pid()))
                .isGreaterThan(SIZE)
                .isLessThan(before - SIZE / 2);
        Reference.reachabilityFence(held);
    }
}
