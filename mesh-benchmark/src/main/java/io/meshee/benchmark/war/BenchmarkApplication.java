package io.meshee.benchmark.war;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The driver's REST face. */
@ApplicationPath("api")
public class BenchmarkApplication extends Application {}
