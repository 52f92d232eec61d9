package io.meshee.cluster.probe;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST face. */
@ApplicationPath("/api")
public class ProbeApplication extends Application {}
