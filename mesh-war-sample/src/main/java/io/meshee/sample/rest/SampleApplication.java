package io.meshee.sample.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the resources of this package under {@code /mesh-sample/api}. */
@ApplicationPath("/api")
public class SampleApplication extends Application {}
