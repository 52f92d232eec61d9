package io.meshee.container;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST face. */
@ApplicationPath("/api")
public class ContainerApplication extends Application {}
