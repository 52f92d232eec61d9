package io.meshee.cdi;

import io.meshee.core.handler.ProcessScan;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A bean that is annotated {@code @Capability}, read and checked.
 *
 * @param sessionBean its kind if it is a session bean
 * @param problems what is wrong with the class taken alone
 */
record Candidate(
        Bean<?> bean,
        Optional<SessionBeanType> sessionBean,
        SortedSet<String> capabilities,
        ProcessScan scan,
        List<String> problems) {

    static Candidate managed(Bean<?> bean, AnnotatedType<?> annotated) {
        Class<?> type = bean.getBeanClass();
        ProcessScan scan = ProcessScan.of(type);
        return checked(
                bean,
                Optional.empty(),
                CapabilityNames.of(type, annotated),
                scan,
                BeanStructure.problemsOfScope(type, bean.getScope()));
    }

    static Candidate session(Bean<?> bean, SessionBeanType kind, AnnotatedType<?> annotated) {
        Class<?> type = bean.getBeanClass();
        ProcessScan scan = SessionBeanRules.scan(type, kind, bean.getTypes());
        return checked(
                bean,
                Optional.of(kind),
                CapabilityNames.of(type, annotated),
                scan,
                SessionBeanRules.problemsOf(type, kind, scan));
    }

    Class<?> type() {
        return bean.getBeanClass();
    }

    boolean isPooled() {
        return sessionBean.isPresent();
    }

    private static Candidate checked(
            Bean<?> bean,
            Optional<SessionBeanType> kind,
            CapabilityNames capabilities,
            ProcessScan scan,
            List<String> ofKind) {
        List<String> problems = new ArrayList<>(ofKind);
        problems.addAll(capabilities.problems());
        problems.addAll(ScanProblems.of(bean.getBeanClass(), capabilities.names(), scan));
        return new Candidate(bean, kind, capabilities.names(), scan, List.copyOf(problems));
    }
}
