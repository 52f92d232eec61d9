package io.meshee.sample.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Puts the resources of this package under {@code /mesh-sample/api}. */
@ApplicationPath("/api")
public class SampleApplication extends Application {

    /** Answers OPTIONS with the verbs only, not with a description of the server. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
