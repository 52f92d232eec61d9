package io.meshee.sample.rest;

import io.meshee.api.Mesh;
import io.meshee.sample.rest.MeshBodies.CapabilityChange;
import io.meshee.sample.rest.MeshBodies.OwnersAnswer;
import io.meshee.sample.rest.MeshBodies.ShardAnswer;
import io.meshee.sample.rest.MeshBodies.ViewAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Shows the mesh as this node sees it, and changes what this node serves. */
@Path("mesh")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeshResource {

    private static final int TRIES_FOR_ONE_VIEW = 5;

    @Inject
    Mesh mesh;

    @Inject
    @ConfigProperty(name = "mesh.shards", defaultValue = "4096")
    int shards;

    /** The view, and the name of the node that was asked. */
    @GET
    @Path("view")
    public ViewAnswer view() {
        return ViewAnswer.of(mesh.localNode(), mesh.view());
    }

    /** The capabilities of the whole cluster. */
    @GET
    @Path("capabilities")
    public SortedSet<String> capabilities() {
        return mesh.allCapabilities();
    }

    /** Changes this node's capabilities; answers with those of the cluster once every member has the new view. */
    @POST
    @Path("capabilities")
    @Consumes(MediaType.APPLICATION_JSON)
    public SortedSet<String> change(CapabilityChange body) {
        var change = body.checked();
        var deadline = Deadline.standard();
        if (!change.register().isEmpty()) {
            deadline.await(mesh.registerCapabilities(change.register().toArray(String[]::new)));
        }
        if (!change.unregister().isEmpty()) {
            deadline.await(mesh.unregisterCapabilities(change.unregister().toArray(String[]::new)));
        }
        return mesh.allCapabilities();
    }

    /** The nodes that serve a capability; none for one that nobody serves. */
    @GET
    @Path("nodes")
    public List<String> nodes(@QueryParam("capability") String capability) {
        return mesh.nodesFor(Rules.text("capability", capability, Rules.MAX_NAME));
    }

    /** The shard of an id and its owner for each capability. */
    @GET
    @Path("shards/{id}")
    public ShardAnswer shard(@PathParam("id") String id) {
        int shard = mesh.shardFor(Rules.text("id", id, Rules.MAX_NAME));
        var owners = new TreeMap<String, String>();
        for (var capability : mesh.allCapabilities()) {
            mesh.ownerNode(shard, capability).ifPresent(node -> owners.put(capability, node));
        }
        return new ShardAnswer(id, shard, owners);
    }

    /** Who owns each shard of a capability, in a compact form. */
    @GET
    @Path("owners")
    public OwnersAnswer owners(@QueryParam("capability") String capability) {
        Rules.text("capability", capability, Rules.MAX_NAME);
        for (int attempt = 1; ; attempt++) {
            long epoch = mesh.view().epoch();
            var map = OwnerMap.pack(ownersOf(capability));
            // a view that changed meanwhile would give a map of two halves that never were together
            if (mesh.view().epoch() == epoch || attempt == TRIES_FOR_ONE_VIEW) {
                return new OwnersAnswer(capability, epoch, shards, map.nodes(), map.bytesPerShard(), map.base64());
            }
        }
    }

    private String[] ownersOf(String capability) {
        var owners = new String[shards];
        for (int shard = 0; shard < shards; shard++) {
            owners[shard] = mesh.ownerNode(shard, capability).orElse(null);
        }
        return owners;
    }
}
