package io.meshee.benchmark.war;

import io.meshee.benchmark.load.TurningIds;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Steers the load of this node and tells how it goes. */
@Path("soak")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SoakResource {

    @Inject
    SoakDriver driver;

    /** Starts it. */
    @GET
    @Path("start")
    public String start(
            @QueryParam("callers") int callers,
            @QueryParam("rate") double rate,
            @QueryParam("all") int all,
            @QueryParam("called") int called,
            @QueryParam("turn") int turn) {
        driver.start(callers, rate, new TurningIds(all, called, turn));
        return "{}";
    }

    /** Looks at it, and at the heap, after a collection where one is wanted. */
    @GET
    @Path("look")
    public String look(@QueryParam("collect") boolean collect) {
        return driver.look(collect);
    }

    /** Stops it, and looks a last time. */
    @GET
    @Path("stop")
    public String stop() throws InterruptedException {
        return driver.stop();
    }

    /** What processes have counted: those from the first id on, and before the last. */
    @GET
    @Path("sum")
    public String sum(@QueryParam("from") int from, @QueryParam("to") int to) {
        return "{\"sum\":" + driver.sum(from, to) + "}";
    }
}
