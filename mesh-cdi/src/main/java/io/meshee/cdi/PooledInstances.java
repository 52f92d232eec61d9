package io.meshee.cdi;

import io.meshee.core.handler.InstanceFactory;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/** Hands out one reference to a stateless session bean: behind it the container picks an instance for each call. */
final class PooledInstances implements InstanceFactory {

    private final BeanManager beans;
    private final Bean<?> bean;
    private volatile Reference reference;

    PooledInstances(BeanManager beans, Bean<?> bean) {
        this.beans = beans;
        this.bean = bean;
    }

    @Override
    public Instance create() {
        Reference known = reference;
        return known != null ? known : createOnce();
    }

    private synchronized Instance createOnce() {
        if (reference == null) {
            reference = new Reference(beans.getReference(bean, Object.class, beans.createCreationalContext(bean)));
        }
        return reference;
    }

    private record Reference(Object target) implements Instance {

        /** Nothing: it is shared, and stateless session beans live and die with their pool. */
        @Override
        public void destroy() {}
    }
}
