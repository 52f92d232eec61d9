package io.meshee.cdi;

import io.meshee.core.handler.ProcessScan;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * A bean that is annotated {@code @Capability}, read and checked.
 *
 * @param sessionBean its kind if it is a session bean
 * @param poolSize what it says of the messages that are handled at once
 * @param problems what is wrong with the class taken alone
 */
record Candidate(
        Bean<?> bean,
        Optional<SessionBeanType> sessionBean,
        SortedSet<String> capabilities,
        ProcessScan scan,
        OptionalInt poolSize,
        List<String> problems) {

    static Candidate managed(Bean<?> bean, AnnotatedType<?> annotated) {
        Class<?> type = bean.getBeanClass();
        ProcessScan scan = ProcessScan.of(type);
        return checked(bean, Optional.empty(), annotated, scan, BeanStructure.problemsOfScope(type, bean.getScope()));
    }

    static Candidate session(Bean<?> bean, SessionBeanType kind, AnnotatedType<?> annotated) {
        Class<?> type = bean.getBeanClass();
        ProcessScan scan = SessionBeanRules.scan(type, kind, bean.getTypes());
        return checked(bean, Optional.of(kind), annotated, scan, SessionBeanRules.problemsOf(type, kind, scan));
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
            AnnotatedType<?> annotated,
            ProcessScan scan,
            List<String> ofKind) {
        CapabilityNames capabilities = CapabilityNames.of(bean.getBeanClass(), annotated);
        DeclaredPoolSize poolSize = DeclaredPoolSize.of(bean.getBeanClass(), annotated, kind);
        List<String> problems = new ArrayList<>(ofKind);
        problems.addAll(capabilities.problems());
        problems.addAll(ScanProblems.of(bean.getBeanClass(), capabilities.names(), scan));
        problems.addAll(poolSize.problems());
        return new Candidate(bean, kind, capabilities.names(), scan, poolSize.size(), List.copyOf(problems));
    }
}
