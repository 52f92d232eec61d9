package io.meshee.sample.rest;

import io.meshee.api.Mesh;
import io.meshee.sample.activity.Activity;
import io.meshee.sample.activity.ActivityLog;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Shows what happened on this node lately. */
@Path("mesh/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {

    @Inject
    Mesh mesh;

    @Inject
    ActivityLog log;

    /** The last hundred events of this node, newest first. */
    @GET
    public EventsAnswer events() {
        return new EventsAnswer(mesh.localNode(), log.newestFirst());
    }

    /**
     * What happened on a node.
     *
     * @param node the node that was asked
     */
    public record EventsAnswer(String node, List<Activity> events) {}
}
