package io.meshee.cdi;

import io.meshee.core.handler.InstanceFactory;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/** Makes an instance of a managed bean for each activation, without looking the bean up. */
final class ActivationInstances<T> implements InstanceFactory {

    private final BeanManager beans;
    private final Bean<T> bean;

    ActivationInstances(BeanManager beans, Bean<T> bean) {
        this.beans = beans;
        this.bean = bean;
    }

    @Override
    public Instance create() {
        CreationalContext<T> context = beans.createCreationalContext(bean);
        try {
            return new Activation<>(bean.create(context), bean, context);
        } catch (RuntimeException | Error e) {
            context.release();
            throw e;
        }
    }

    private record Activation<T>(T target, Bean<T> bean, CreationalContext<T> context) implements Instance {

        /** Runs {@code @PreDestroy}, then destroys the dependent objects that were made for it. */
        @Override
        public void destroy() {
            bean.destroy(target, context);
        }
    }
}
