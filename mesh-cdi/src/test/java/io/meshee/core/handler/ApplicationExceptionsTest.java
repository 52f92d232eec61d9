package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import jakarta.ejb.ApplicationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ApplicationExceptionsTest {

    @ApplicationException
    static class Declined extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class DeclinedTwice extends Declined {
        private static final long serialVersionUID = 1L;
    }

    @ApplicationException(inherited = false)
    static class Alone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class NotAlone extends Alone {
        private static final long serialVersionUID = 1L;
    }

    @ProcessType(name = "shop")
    interface Shop {
        void buy(String item) throws IOException;
    }

    static class ShopProcess implements Shop {
        @Override
        public void buy(String item) {}
    }

    static class Broad {
        @Handle
        public void on(String payload) throws Exception {}
    }

    static class Unchecked {
        @Handle
        public void on(String payload) throws IllegalArgumentException {}
    }

    private final Handler broad = handlerOf(Broad.class);
    private final Handler unchecked = handlerOf(Unchecked.class);
    private final Handler shop = handlerOf(ShopProcess.class);

    @Test
    void a_checked_exception_is_the_applications_own() {
        assertThat(unchecked.isApplicationException(new IOException())).isTrue();
        assertThat(unchecked.isApplicationException(new IllegalStateException()))
                .isFalse();
        assertThat(unchecked.isApplicationException(new StackOverflowError())).isFalse();
    }

    @Test
    void a_marked_exception_is_the_applications_own_and_so_are_its_subclasses_unless_it_says_otherwise() {
        assertThat(broad.isApplicationException(new Declined())).isTrue();
        assertThat(broad.isApplicationException(new DeclinedTwice())).isTrue();
        assertThat(broad.isApplicationException(new Alone())).isTrue();
        assertThat(broad.isApplicationException(new NotAlone())).isFalse();
    }

    @Test
    void a_declared_unchecked_exception_is_the_applications_own() {
        assertThat(unchecked.isApplicationException(new NumberFormatException()))
                .isTrue();
        assertThat(unchecked.isDeclared(new NumberFormatException())).isTrue();
    }

    @Test
    void a_broad_throws_clause_declares_no_unchecked_exception() {
        assertThat(broad.isDeclared(new IOException())).isTrue();
        assertThat(broad.isDeclared(new NullPointerException())).isFalse();
        assertThat(broad.isApplicationException(new NullPointerException())).isFalse();
    }

    @Test
    void what_the_contract_declares_is_declared() {
        assertThat(shop.isDeclared(new FileNotFoundException())).isTrue();
        assertThat(shop.isDeclared(new InterruptedException())).isFalse();
        assertThat(shop.declaredExceptions()).containsExactly(IOException.class);
    }

    private static Handler handlerOf(Class<?> type) {
        return ProcessScan.of(type).handlers().all().iterator().next();
    }
}
