package io.meshee.ejb.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 3701, java:global/shop/MeshEndpointBean!io.meshee.ejb.transport.MeshEndpoint",
        "node-1.example, 65535, java:global/ear/war/MeshEndpointBean!io.meshee.ejb.transport.MeshEndpoint",
        "::1, 3700, java:global/shop/MeshEndpointBean!io.meshee.ejb.transport.MeshEndpoint"
    })
    void an_endpoint_is_read_as_it_was_written(String host, int port, String jndiName) {
        var endpoint = new RemoteEjbTransport.Endpoint(host, port, jndiName);

        assertThat(RemoteEjbTransport.Endpoint.parse(endpoint.toString())).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "shop, shop, java:global/shop/MeshEndpointBean!io.meshee.ejb.transport.MeshEndpoint",
        "ear, war, java:global/ear/war/MeshEndpointBean!io.meshee.ejb.transport.MeshEndpoint"
    })
    void the_global_name_has_the_application_only_where_it_is_not_the_module(
            String application, String module, String expected) {
        assertThat(RemoteBeanName.of(application, module)).isEqualTo(expected);
    }
}
