package io.meshee.cluster.grid;

import com.hazelcast.core.HazelcastInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How the data grid stands. */
@Path("grid")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class GridResource {

    /** What is told of it. */
    public record Grid(int members, boolean safe) {}

    @Inject
    HazelcastInstance hazelcast;

    /** Whether every entry has its backup on another member. */
    @GET
    public Grid grid() {
        return new Grid(
                hazelcast.getCluster().getMembers().size(),
                hazelcast.getPartitionService().isClusterSafe());
    }
}
