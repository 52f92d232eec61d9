package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeFilterTest {

    private final ContentTypeFilter filter = new ContentTypeFilter();
    private final AtomicInteger passed = new AtomicInteger();
    private final FilterChain chain = (request, response) -> passed.incrementAndGet();
    private final Map<String, Object> set = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "text/plain"})
    void aMediaTypeOrNoneIsLetThrough(String contentType) throws Exception {
        filter.doFilter(request(contentType), response(), chain);

        assertThat(passed).hasValue(1);
        assertThat(set).isEmpty();
    }

    @Test
    void whatIsNoMediaTypeIsABadRequest() throws Exception {
        filter.doFilter(request("rubbish"), response(), chain);

        assertThat(passed).hasValue(0);
        assertThat(set).containsEntry("setStatus", 400).containsEntry("setContentType", "application/problem+json");
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("\"status\":400", "Content-Type must be");
    }

    private static HttpServletRequest request(String contentType) {
        return stub(HttpServletRequest.class, (method, argument) -> contentType);
    }

    private HttpServletResponse response() {
        return stub(HttpServletResponse.class, (method, argument) -> {
            if (method.equals("getOutputStream")) {
                return new Bytes(body);
            }
            return set.put(method, argument);
        });
    }

    private static <T> T stub(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments == null ? null : arguments[0])));
    }

    private interface Answer {
        Object to(String method, Object argument);
    }

    private static final class Bytes extends ServletOutputStream {

        private final ByteArrayOutputStream target;

        Bytes(ByteArrayOutputStream target) {
            this.target = target;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int value) {
            target.write(value);
        }
    }
}
