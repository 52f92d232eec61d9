package io.meshee.cdi;

import io.meshee.core.handler.ProcessScan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Words what is wrong with the methods and names of a process class. */
final class ScanProblems {

    private ScanProblems() {}

    static List<String> of(Class<?> type, SortedSet<String> capabilities, ProcessScan scan) {
        List<String> problems = new ArrayList<>();
        scan.findings().forEach(finding -> problems.add(Problems.of(type, finding)));
        scan.statedCapabilities().stream()
                .filter(stated -> !capabilities.contains(stated))
                .forEach(stated -> problems.add(Problems.FOREIGN_CAPABILITY.in(type, stated)));
        return problems;
    }
}
